Feature: Announcement 10 of 2025: tungsten, line by line

  Announcement 10 (公布对钨、碲、铋、钼、铟相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration of
  Customs, published on 4 February 2025. Of tungsten the text was read in translation. Its days, and the other four metals, are in the feature
  of the whole announcement.

  Rule: Of the compounds of tungsten, paratungstate, oxide and carbide are listed, whatever their purity

    仲钨酸铵; 氧化钨; 非1C226项下管制的碳化钨: the carbide that is not under 1C226, where hollow cylinders stay. Ore, ferro-tungsten and tools
    of sintered hard metal are on no line. The answers are those of September 2025: a state-trading notice of October speaks of tungsten too.

    Scenario Outline: Inside, outside, and what the text leaves open
      Given <goods> from China to Germany
      When asked for 2025-09-01, with what was published through 2025-09-30
      Then the answer is <answer>, because item 1.1 of No. 10 of 2025 <standing>

      Examples:
        | goods                          | answer              | standing                |
        | tungsten carbide               | licence required    | requires a licence      |
        | tungsten oxide                 | licence required    | requires a licence      |
        | mixtures with tungsten carbide | undetermined        | turns on a missing fact |
        | tungsten carbide rings         | undetermined        | turns on a missing fact |
        | hard-metal tools               | no licence required | does not concern it     |
        | ferro-tungsten                 | no licence required | does not concern it     |
        | tungsten ore                   | no licence required | does not concern it     |

    Scenario Outline: Rings and pieces may be the hollow cylinders of 1C226
      Given <goods> from China to Germany
      And its inner diameter is <diameter>
      And its mass is <mass>
      When asked for 2025-09-01
      Then the answer is undetermined, because line 1C226 of the list <standing>

      Examples:
        | goods                               | diameter | mass    | standing            |
        | tungsten carbide rings              | 200 mm   | 21 kg   | is only hinted at   |
        | tungsten carbide rings              | 200 mm   | 20 kg   | does not concern it |
        | tungsten carbide rings              | 99 mm    | 21 kg   | does not concern it |
        | tungsten carbide rings              | 301 mm   | 21 kg   | does not concern it |
        | tungsten carbide rings              | 100 mm   | 20.1 kg | is only hinted at   |
        | tungsten carbide rings              | 300 mm   | 20.1 kg | is only hinted at   |
        | tungsten carbide rings              | 300.1 mm | 20.1 kg | does not concern it |
        | tungsten carbide rings              | 99.9 mm  | 20.1 kg | does not concern it |
        | tungsten carbide rings              | 300 mm   | 20 kg   | does not concern it |
        | tungsten metal                      | 100 mm   | 20.1 kg | is only hinted at   |
        | tungsten metal                      | 300 mm   | 20.1 kg | is only hinted at   |
        | tungsten metal                      | 300.1 mm | 20.1 kg | does not concern it |
        | tungsten metal                      | 99.9 mm  | 20.1 kg | does not concern it |
        | tungsten metal                      | 300 mm   | 20 kg   | does not concern it |
        | tungsten alloy with 90.1 % tungsten | 200 mm   | 20.1 kg | is only hinted at   |
        | tungsten alloy with 90 % tungsten   | 200 mm   | 20.1 kg | does not concern it |

  Rule: Solid tungsten is listed by its content and by the piece that can be machined of it

    固态钨：钨及钨含量大于等于97%的钨合金, copper-doped tungsten from 80 %, silver-doped tungsten from 80 % with 2 % of silver: as soon as a
    cylinder of 120 mm by 50 mm, a tube of 65 mm inside with a wall of 25 mm and 50 mm long, or a block of 120 by 120 by 50 mm can be made
    of it. Every limit is met at its number. Granules and powder are left out. What 1C241 holds was not read, so that solid tungsten that
    item 1.2 leaves out is not said to be free.

    Scenario Outline: The cylinder
      Given <goods> from China to Germany
      And its machinable cylinder diameter is <diameter>
      And its machinable cylinder length is <length>
      And its machinable tube wall is at most 24 mm
      And its machinable block height is at most 49 mm
      When asked for 2025-09-01
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 <standing>

      Examples:
        | goods                                                                 | diameter        | length  | answer           | standing                |
        | tungsten metal                                                        | 120 mm          | 50 mm   | licence required | requires a licence      |
        | tungsten metal                                                        | 119.9 mm        | 50 mm   | undetermined     | does not concern it     |
        | tungsten metal                                                        | 120 mm          | 49.9 mm | undetermined     | does not concern it     |
        | tungsten metal                                                        | at least 120 mm | 50 mm   | licence required | requires a licence      |
        | tungsten metal                                                        | at most 130 mm  | 50 mm   | undetermined     | turns on a missing fact |
        | tungsten alloy with 97 % tungsten                                     | 120 mm          | 50 mm   | licence required | requires a licence      |
        | tungsten alloy with 96.9 % tungsten and 3.1 % nickel                  | 120 mm          | 50 mm   | undetermined     | turns on a missing fact |
        | tungsten alloy                                                        | 120 mm          | 50 mm   | undetermined     | turns on a missing fact |
        | copper-doped tungsten with 80 % tungsten                              | 120 mm          | 50 mm   | licence required | requires a licence      |
        | copper-doped tungsten with 79.9 % tungsten                            | 120 mm          | 50 mm   | undetermined     | does not concern it     |
        | silver-doped tungsten with 80 % tungsten and 2 % silver               | 120 mm          | 50 mm   | licence required | requires a licence      |
        | silver-doped tungsten with 80 % tungsten, 1.9 % silver and 0 % copper | 120 mm          | 50 mm   | undetermined     | does not concern it     |
        | silver-doped tungsten with 79.9 % tungsten and 2 % silver             | 120 mm          | 50 mm   | undetermined     | does not concern it     |

    Scenario Outline: The tube
      Given <goods> from China to Germany
      And its machinable cylinder diameter is at most 119 mm
      And its machinable tube inner diameter is <inside>
      And its machinable tube wall is <wall>
      And its machinable tube length is <length>
      And its machinable block width is at most 119 mm
      When asked for 2025-09-01
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 <standing>

      Examples:
        | goods                                                   | inside  | wall    | length  | answer           | standing            |
        | tungsten metal                                          | 65 mm   | 25 mm   | 50 mm   | licence required | requires a licence  |
        | tungsten metal                                          | 64.9 mm | 25 mm   | 50 mm   | undetermined     | does not concern it |
        | tungsten metal                                          | 65 mm   | 24.9 mm | 50 mm   | undetermined     | does not concern it |
        | tungsten metal                                          | 65 mm   | 25 mm   | 49.9 mm | undetermined     | does not concern it |
        | copper-doped tungsten with 80 % tungsten                | 65 mm   | 25 mm   | 50 mm   | licence required | requires a licence  |
        | silver-doped tungsten with 80 % tungsten and 2 % silver | 65 mm   | 25 mm   | 50 mm   | licence required | requires a licence  |

    Scenario Outline: The block
      Given <goods> from China to Germany
      And its machinable cylinder length is at most 49 mm
      And its machinable tube wall is at most 24 mm
      And its machinable block length is <long>
      And its machinable block width is <wide>
      And its machinable block height is <high>
      When asked for 2025-09-01
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 <standing>

      Examples:
        | goods                                                   | long     | wide     | high    | answer           | standing            |
        | tungsten metal                                          | 120 mm   | 120 mm   | 50 mm   | licence required | requires a licence  |
        | tungsten metal                                          | 119.9 mm | 119.9 mm | 50 mm   | undetermined     | does not concern it |
        | tungsten metal                                          | 120 mm   | 119.9 mm | 50 mm   | undetermined     | does not concern it |
        | tungsten metal                                          | 120 mm   | 120 mm   | 49.9 mm | undetermined     | does not concern it |
        | copper-doped tungsten with 80 % tungsten                | 120 mm   | 120 mm   | 50 mm   | licence required | requires a licence  |
        | silver-doped tungsten with 80 % tungsten and 2 % silver | 120 mm   | 120 mm   | 50 mm   | licence required | requires a licence  |

    Scenario: What item 1.2 leaves out may be under an older line
      Given tungsten metal from China to Germany
      And its machinable cylinder diameter is at most 119 mm
      And its machinable tube wall is at most 24 mm
      And its machinable block width is at most 119 mm
      And its inner diameter is 50 mm
      When asked for 2025-09-01
      Then the answer is undetermined, because item 1.2 of No. 10 of 2025 does not concern it; line 1C226 of the list does not concern it; line 1C241 of the list is only hinted at

    Scenario Outline: Powder is left out of it, and is not free: the older list has it below 500 µm
      Given tungsten powder with <content> % tungsten from China to Germany
      And its purity is <content> %
      And its average particle size is <size>
      When asked for 2025-02-05
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 does not concern it; line 1C111 of the list <standing>

      Examples:
        | content | size     | answer           | standing            |
        | 97      | 499.9 µm | licence required | requires a licence  |
        | 97      | 500 µm   | undetermined     | does not concern it |
        | 96.9    | 499.9 µm | undetermined     | does not concern it |

    Scenario Outline: Powder of which only the purity is stated
      Given tungsten powder from China to Germany
      And its purity is <purity>
      And its average particle size is 499.9 µm
      When asked for 2025-02-05
      Then the answer is <answer>, because line 1C111 of the list <standing>

      Examples:
        | purity | answer           | standing                |
        | 97 %   | licence required | requires a licence      |
        | 96.9 % | undetermined     | turns on a missing fact |

    Scenario Outline: Of the older lines only a day is known by which they were in force
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is undetermined, because line <line> of the list <standing>
      And it is unsettled

      Examples:
        | goods           | line  | day        | standing                                   |
        | tungsten metal  | 1C226 | 2025-02-03 | turns on a missing fact through 2025-02-03 |
        | tungsten metal  | 1C226 | 2025-02-04 | turns on a missing fact from 2025-02-04    |
        | tungsten metal  | 1C241 | 2025-02-03 | is only hinted at through 2025-02-03       |
        | tungsten metal  | 1C241 | 2025-02-04 | is only hinted at from 2025-02-04          |
        | tungsten powder | 1C111 | 2025-02-03 | turns on a missing fact through 2025-02-03 |
        | tungsten powder | 1C111 | 2025-02-04 | turns on a missing fact from 2025-02-04    |

    Scenario: The licensing catalogue of 2026 adds a purpose that the translations do not have
      Given tungsten metal from China to Germany
      And its machinable cylinder diameter is 120 mm
      And its machinable cylinder length is 50 mm
      When asked for 2026-02-01
      Then the answer is licence required, because item 1.2 of No. 10 of 2025 requires a licence
      And it is unsettled
      And were it true that "listed only for making missile components", the answer would be undetermined

  Rule: Heavy alloys of tungsten with nickel and iron or copper are listed above four limits, all of them strict

    钨镍铁合金或钨镍铜合金: density above 17.5 g/cm3, elastic limit above 800 MPa, tensile strength above 1270 MPa, elongation above 8 %.

    Scenario Outline: At and above each limit
      Given <goods> with 95 % tungsten from China to Germany
      And its density is <density>
      And its elastic limit is <limit>
      And its tensile strength is <strength>
      And its elongation is <elongation>
      When asked for 2025-09-01, with what was published through 2025-09-30
      Then the answer is <answer>, because item 1.3 of No. 10 of 2025 <standing>

      Examples:
        | goods                        | density    | limit   | strength | elongation | answer           | standing                |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3 | 801 MPa | 1271 MPa | 8.1 %      | licence required | requires a licence      |
        | tungsten-nickel-copper alloy | 17.6 g/cm3 | 801 MPa | 1271 MPa | 8.1 %      | licence required | requires a licence      |
        | tungsten-nickel-iron alloy   | 17.5 g/cm3 | 801 MPa | 1271 MPa | 8.1 %      | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3 | 800 MPa | 1271 MPa | 8.1 %      | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3 | 801 MPa | 1270 MPa | 8.1 %      | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3 | 801 MPa | 1271 MPa | 8 %        | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3 | 801 MPa | 1271 MPa | not stated | undetermined     | turns on a missing fact |
