Feature: Announcement 58 of 2025: lithium batteries, cathode materials and artificial graphite anodes

  Announcement 58 (公布对锂电池和人造石墨负极材料相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration
  of Customs, published on 9 October 2025, with 8 November 2025 as its first day. Announcement 70 suspended it on 7 November 2025: it has
  never operated. Parts 1 and 2 were read in the official text, part 3 in translation.

  Rule: Batteries from 300 Wh/kg, the machines that make them and the technology are exported under a licence only

    可充放电锂离子电池(包含电芯和电池组). Asked as the act stood before it was suspended. On other machines and other technology the log
    is silent, and silence frees nothing.

    # https://xkzj.mofcom.gov.cn/tzgg/art/2025/art_1bc20676fe4f4c1ea0f25c274ede7cac.html
    Scenario Outline: Batteries at and below the limit
      Given <goods> from <departure> to Germany
      And its energy density is <energy>
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 58 of 2025 <standing>

      Examples:
        | goods                     | departure | energy             | answer              | standing                |
        | lithium-ion battery cells | China     | 300 Wh/kg          | licence required    | requires a licence      |
        | lithium-ion battery packs | China     | 300 Wh/kg          | licence required    | requires a licence      |
        | lithium-ion battery packs | China     | 299.9 Wh/kg        | no licence required | does not concern it     |
        | lithium-ion battery packs | China     | at least 300 Wh/kg | licence required    | requires a licence      |
        | lithium-ion battery packs | China     | at most 300 Wh/kg  | undetermined        | turns on a missing fact |
        | lithium-ion battery packs | China     | not stated         | undetermined        | turns on a missing fact |
        | lithium-ion battery packs | Japan     | 300 Wh/kg          | no licence required | does not concern it     |

    Scenario Outline: Machines and technology
      Given <goods> from China to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 58 of 2025 <standing>

      Examples:
        | goods                                      | answer           | standing            |
        | battery winding machines                   | licence required | requires a licence  |
        | battery stacking machines                  | licence required | requires a licence  |
        | electrolyte filling machines               | licence required | requires a licence  |
        | battery hot presses                        | licence required | requires a licence  |
        | formation and grading systems              | licence required | requires a licence  |
        | capacity-grading cabinets                  | licence required | requires a licence  |
        | technology for producing lithium batteries | licence required | requires a licence  |
        | technology for making LFP cathodes         | undetermined     | does not concern it |
        | steel nails                                | undetermined     | does not concern it |

  Rule: Better LFP, ternary precursors, lithium-rich manganese and the machines for cathodes are exported under a licence only

    镍钴锰氢氧化物; 镍钴铝氢氧化物; 富锂锰基正极材料; 辊道窑, 高速混料机, 砂磨机, 气流粉碎机. LFP counts from 2.5 g/cm3 and 156 mAh/g.

    Scenario Outline: Materials and machines of the cathode
      Given <goods> from China to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is licence required, because item 2 of No. 58 of 2025 requires a licence

      Examples:
        | goods                                   |
        | nickel-cobalt-manganese hydroxide       |
        | nickel-cobalt-aluminium hydroxide       |
        | lithium-rich manganese cathode material |
        | roller kilns                            |
        | high-speed mixers                       |
        | sand mills                              |
        | air-jet mills                           |

    Scenario Outline: LFP at and below its two limits
      Given LFP cathode powder from <departure> to Germany
      And its compaction density is <density>
      And its gram capacity is <capacity>
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 2 of No. 58 of 2025 <standing>

      Examples:
        | departure | density    | capacity    | answer              | standing            |
        | China     | 2.5 g/cm3  | 156 mAh/g   | licence required    | requires a licence  |
        | China     | 2.49 g/cm3 | 156 mAh/g   | no licence required | does not concern it |
        | China     | 2.5 g/cm3  | 155.9 mAh/g | no licence required | does not concern it |
        | Japan     | 2.5 g/cm3  | 156 mAh/g   | no licence required | does not concern it |

  Rule: Artificial graphite anode material, alone or mixed, is exported under a licence only

    人造石墨负极材料; 人造石墨和天然石墨混合的负极材料. No limits were seen. How these lines stand to the graphite of announcement 39 of
    2023, which goes on, is not settled: of graphite of 99.5 % that announcement does not speak.

    Scenario Outline: Anode material and other goods of artificial graphite
      Given <goods> from China to Germany
      And its purity is 99.5 %
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 3 of No. 58 of 2025 <standing>

      Examples:
        | goods                              | answer              | standing            |
        | artificial graphite anode material | licence required    | requires a licence  |
        | mixed graphite anode material      | licence required    | requires a licence  |
        | vessels of artificial graphite     | no licence required | does not concern it |

  Rule: So are the machines that make it, above their limits, and the technology

    Granulation kettles from 5 m3; furnaces for graphitisation of any size; coating above 300 l, spray drying above 60 m3, rotary kilns
    above 0.5 m. The first limit is met at its number, the other three are not.

    Scenario Outline: Machines with a limit
      Given <goods> from China to Germany
      And its <measure> is <value>
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because the means of production in No. 58 of 2025 <standing>

      Examples:
        | goods                          | measure            | value      | answer           | standing                |
        | vertical granulation kettles   | granulation volume | 5 m3       | licence required | requires a licence      |
        | vertical granulation kettles   | granulation volume | 4.9 m3     | undetermined     | does not concern it     |
        | continuous granulation kettles | granulation volume | 5 m3       | licence required | requires a licence      |
        | continuous granulation kettles | granulation volume | 4.9 m3     | undetermined     | does not concern it     |
        | fusion coating equipment       | coating volume     | 301 l      | licence required | requires a licence      |
        | fusion coating equipment       | coating volume     | 300 l      | undetermined     | does not concern it     |
        | spray dryers                   | dryer volume       | 60.1 m3    | licence required | requires a licence      |
        | spray dryers                   | dryer volume       | 60 m3      | undetermined     | does not concern it     |
        | CVD rotary kilns               | barrel diameter    | 0.51 m     | licence required | requires a licence      |
        | CVD rotary kilns               | barrel diameter    | 0.5 m      | undetermined     | does not concern it     |
        | CVD rotary kilns               | barrel diameter    | not stated | undetermined     | turns on a missing fact |

    Scenario Outline: Furnaces of any size, and technology
      Given <goods> from China to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is licence required, because the means of production in No. 58 of 2025 requires a licence

      Examples:
        | goods                                      |
        | graphitisation box furnaces                |
        | Acheson furnaces                           |
        | internal-series furnaces                   |
        | continuous graphitisation furnaces         |
        | technology for granulating anode material  |
        | technology for graphitising continuously   |
        | technology for coating in the liquid phase |

  Rule: Suspended before its first day, it has never operated; when the suspension ends it does

    Of batteries and cathodes the log is complete: without a duty they are free. Of machines it is not, and whether a mixture with natural
    flake graphite is under announcement 39 of 2023 is not said.

    Scenario Outline: Its own first day, and the days around the suspension
      Given <goods> from China to Germany
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because No. 58 of 2025 <standing>

      Examples:
        | goods                             | day        | known      | answer              | standing                                        |
        | battery winding machines          | 2025-11-07 | 2025-10-20 | undetermined        | is not in force before 2025-11-08               |
        | battery winding machines          | 2025-11-08 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | battery winding machines          | 2025-11-09 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | battery winding machines          | 2025-11-06 | everything | undetermined        | is not in force before 2025-11-07               |
        | battery winding machines          | 2025-11-07 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | battery winding machines          | 2025-11-08 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | battery winding machines          | 2026-11-10 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | battery winding machines          | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |
        | nickel-cobalt-manganese hydroxide | 2025-11-07 | 2025-10-20 | no licence required | is not in force before 2025-11-08               |
        | nickel-cobalt-manganese hydroxide | 2025-11-08 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | nickel-cobalt-manganese hydroxide | 2025-11-09 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | nickel-cobalt-manganese hydroxide | 2025-11-06 | everything | no licence required | is not in force before 2025-11-07               |
        | nickel-cobalt-manganese hydroxide | 2025-11-07 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | nickel-cobalt-manganese hydroxide | 2025-11-08 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | nickel-cobalt-manganese hydroxide | 2026-11-10 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | nickel-cobalt-manganese hydroxide | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |
        | mixed graphite anode material     | 2025-11-07 | 2025-10-20 | undetermined        | is not in force before 2025-11-08               |
        | mixed graphite anode material     | 2025-11-08 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | mixed graphite anode material     | 2025-11-09 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | mixed graphite anode material     | 2025-11-06 | everything | undetermined        | is not in force before 2025-11-07               |
        | mixed graphite anode material     | 2025-11-07 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | mixed graphite anode material     | 2025-11-08 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | mixed graphite anode material     | 2026-11-10 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | mixed graphite anode material     | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |
        | Acheson furnaces                  | 2025-11-07 | 2025-10-20 | undetermined        | is not in force before 2025-11-08               |
        | Acheson furnaces                  | 2025-11-08 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | Acheson furnaces                  | 2025-11-09 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | Acheson furnaces                  | 2025-11-06 | everything | undetermined        | is not in force before 2025-11-07               |
        | Acheson furnaces                  | 2025-11-07 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | Acheson furnaces                  | 2025-11-08 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | Acheson furnaces                  | 2026-11-10 | everything | undetermined        | is suspended from 2025-11-07 through 2026-11-10 |
        | Acheson furnaces                  | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |
