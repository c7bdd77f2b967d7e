Feature: Announcement 33 of 2024: antimony and superhard materials

  Announcement 33 (关于对锑等物项实施出口管制的公告) of the Ministry of Commerce and the General Administration of Customs, published on
  15 August 2024, carried out from 15 September 2024. On 1 December 2024 the consolidated list gave its items codes. Of the superhard
  items some limits were read in the licensing catalogue of 2026.

  Rule: Antimony and superhard items are exported under a licence only, from 15 September 2024

    Published is not in force. The day of the re-coding changes nothing. Asked with what was published through 29 October 2025: on the day
    after, a notice on state trading spoke of antimony too, with no first day.

    Scenario Outline: The day before, the first, the day after, and the re-coding
      Given <goods> from China to Germany
      When asked for <day>, with what was published through 2025-10-29
      Then the answer is <answer>, because item <item> of No. 33 of 2024 <standing>

      Examples:
        | goods                   | item | day        | answer              | standing                           |
        | antimony metal          | 1.1  | 2024-08-15 | no licence required | is not in force before 2024-09-15  |
        | antimony metal          | 1.1  | 2024-09-14 | no licence required | is not in force before 2024-09-15  |
        | antimony metal          | 1.1  | 2024-09-15 | licence required    | requires a licence from 2024-09-15 |
        | antimony metal          | 1.1  | 2024-09-16 | licence required    | requires a licence from 2024-09-15 |
        | antimony metal          | 1.1  | 2024-11-30 | licence required    | requires a licence from 2024-09-15 |
        | antimony metal          | 1.1  | 2024-12-01 | licence required    | requires a licence from 2024-09-15 |
        | anvils of cubic presses | 1.2  | 2024-09-14 | no licence required | is not in force before 2024-09-15  |
        | anvils of cubic presses | 1.2  | 2024-09-15 | licence required    | requires a licence from 2024-09-15 |
        | anvils of cubic presses | 1.2  | 2024-09-16 | licence required    | requires a licence from 2024-09-15 |
        | anvils of cubic presses | 1.2  | 2024-11-30 | licence required    | requires a licence from 2024-09-15 |
        | anvils of cubic presses | 1.2  | 2024-12-01 | licence required    | requires a licence from 2024-09-15 |

    Scenario: Who asked before its publication could not know of it
      Given antimony ingots from China to Germany
      When asked for 2024-09-15, with what was published through 2024-08-14
      Then the answer is undetermined, because No. 33 of 2024 does not concern it

    Scenario Outline: What leaves another country is not meant
      Given <goods> from Japan to Germany
      When asked for 2024-10-01
      Then the answer is no licence required, because No. 33 of 2024 does not concern it

      Examples:
        | goods                   |
        | antimony ingots         |
        | anvils of cubic presses |

  Rule: Ore, raw materials, metal and products of antimony are listed in every grade

    锑矿及原料; 金属锑及制品. No grade and no purity is printed.

    Scenario Outline: Antimony by its form
      Given <goods> from China to Germany
      When asked for 2024-10-01
      Then the answer is <answer>, because item 1.1 of No. 33 of 2024 <standing>

      Examples:
        | goods                                       | answer           | standing                |
        | antimony ore                                | licence required | requires a licence      |
        | antimony sulphide ore                       | licence required | requires a licence      |
        | antimony metal                              | licence required | requires a licence      |
        | antimony products                           | licence required | requires a licence      |
        | antimony alloy                              | undetermined     | turns on a missing fact |
        | technology for separating gold and antimony | licence required | requires a licence      |

  Rule: Oxides are listed from 99.99 %, organic compounds and hydride above 99.999 %

    锑的氧化物, met at the number; 三甲基锑、三乙基锑及其他有机锑化合物 and 锑的氢化物, above it. Ordinary flame-retardant trioxide of
    99.5 to 99.8 % is free.

    # http://gosarahschneider.com/article/info/6611
    Scenario Outline: At, above and below each limit
      Given <goods> from China to Germany
      And its <measure> is <purity>
      When asked for 2024-10-01, with what was published through 2025-10-29
      Then the answer is <answer>, because item 1.1 of No. 33 of 2024 <standing>

      Examples:
        | goods             | measure                      | purity          | answer              | standing                |
        | antimony oxide    | purity                       | 99.99 %         | licence required    | requires a licence      |
        | antimony oxide    | purity                       | 99.989 %        | no licence required | does not concern it     |
        | antimony oxide    | purity                       | 99.8 %          | no licence required | does not concern it     |
        | antimony oxide    | purity                       | at least 99.8 % | undetermined        | turns on a missing fact |
        | antimony oxide    | purity                       | not stated      | undetermined        | turns on a missing fact |
        | antimony trioxide | purity                       | 99.99 %         | licence required    | requires a licence      |
        | antimony trioxide | purity                       | 99.989 %        | no licence required | does not concern it     |
        | trimethylantimony | purity by inorganic elements | 99.9991 %       | licence required    | requires a licence      |
        | trimethylantimony | purity by inorganic elements | 99.999 %        | no licence required | does not concern it     |
        | stibine           | purity                       | 99.9991 %       | licence required    | requires a licence      |
        | stibine           | purity                       | 99.999 %        | no licence required | does not concern it     |

  Rule: Indium antimonide is listed with antimony, single crystals by their dislocations, polycrystals by their purity

    锑化铟, though it contains indium too. The text joins the two tests by "and" under "all of the following": they can only be read by form.

    Scenario Outline: At and beyond each limit
      Given indium antimonide <form> from China to Germany
      And its <measure> is <value>
      When asked for 2024-10-01, with what was published through 2025-10-29
      Then the answer is <answer>, because item 1.1 of No. 33 of 2024 <standing>

      Examples:
        | form            | measure             | value        | answer              | standing            |
        | single crystals | dislocation density | 49.9 per cm2 | licence required    | requires a licence  |
        | single crystals | dislocation density | 50 per cm2   | no licence required | does not concern it |
        | polycrystals    | purity              | 99.999991 %  | licence required    | requires a licence  |
        | polycrystals    | purity              | 99.99999 %   | no licence required | does not concern it |

  Rule: Cubic presses, their parts, deposition equipment and diamond windows are listed by their limits

    六面顶压机设备 from a cylinder of 500 mm or a design pressure of 5 GPa; 六面顶压机专用关键零部件: hinge beam, anvil, control system above
    5 GPa; 微波等离子体化学气相沉积法（MPCVD）设备 above 10 kW at 915 or 2450 MHz; 金刚石窗口材料, curved ones, and flat ones from 3 inch
    with 65 % transmittance.

    Scenario Outline: Presses: either limit is enough
      Given cubic presses from China to Germany
      And its cylinder diameter is <cylinder>
      And its design pressure is <pressure>
      When asked for 2024-10-01
      Then the answer is <answer>, because item 1.2 of No. 33 of 2024 <standing>

      Examples:
        | cylinder | pressure   | answer              | standing                |
        | 500 mm   | 4.9 GPa    | licence required    | requires a licence      |
        | 499.9 mm | 5 GPa      | licence required    | requires a licence      |
        | 499.9 mm | 4.9 GPa    | no licence required | does not concern it     |
        | 499.9 mm | not stated | undetermined        | turns on a missing fact |

    Scenario Outline: Parts, windows and technology
      Given <goods> from China to Germany
      When asked for 2024-10-01
      Then the answer is <answer>, because item 1.2 of No. 33 of 2024 <standing>

      Examples:
        | goods                                                  | answer              | standing            |
        | hinge beams of cubic presses                           | licence required    | requires a licence  |
        | anvils of cubic presses                                | licence required    | requires a licence  |
        | curved diamond windows                                 | licence required    | requires a licence  |
        | technology for synthesising diamond with a cubic press | licence required    | requires a licence  |
        | technology for producing cubic presses                 | licence required    | requires a licence  |
        | DCPCVD equipment                                       | no licence required | does not concern it |

    Scenario Outline: Diamond powder and crystals came with announcement 55 of 2025
      Given <goods> from China to Germany
      And its average particle size is 10 µm
      When asked for 2024-10-01
      Then the answer is no licence required, because No. 33 of 2024 does not concern it

      Examples:
        | goods                   |
        | diamond powder          |
        | diamond single crystals |

    Scenario Outline: Control systems
      Given control systems of cubic presses from China to Germany
      And its synthesis pressure is <pressure>
      When asked for 2024-10-01
      Then the answer is <answer>, because item 1.2 of No. 33 of 2024 <standing>

      Examples:
        | pressure | answer              | standing            |
        | 5.1 GPa  | licence required    | requires a licence  |
        | 5 GPa    | no licence required | does not concern it |

    Scenario Outline: Deposition equipment: both limits
      Given MPCVD equipment from China to Germany
      And its microwave power is <power>
      And its microwave frequency is <frequency>
      When asked for 2024-10-01
      Then the answer is <answer>, because item 1.2 of No. 33 of 2024 <standing>

      Examples:
        | power   | frequency | answer              | standing            |
        | 10.1 kW | 915 MHz   | licence required    | requires a licence  |
        | 10.1 kW | 2450 MHz  | licence required    | requires a licence  |
        | 10 kW   | 2450 MHz  | no licence required | does not concern it |
        | 10.1 kW | 2400 MHz  | no licence required | does not concern it |

    Scenario Outline: Flat windows: both limits
      Given flat diamond windows from China to Germany
      And its diameter is <diameter>
      And its visible transmittance is <transmittance>
      When asked for 2024-10-01
      Then the answer is <answer>, because item 1.2 of No. 33 of 2024 <standing>

      Examples:
        | diameter | transmittance | answer              | standing            |
        | 3 inch   | 65 %          | licence required    | requires a licence  |
        | 2.9 inch | 65 %          | no licence required | does not concern it |
        | 3 inch   | 64.9 %        | no licence required | does not concern it |

  Rule: The consolidated list of 2024 gives them codes: the same duty under a new name

    Scenario Outline: A code, on the day before and the first day of the list
      Given goods under list code <code> of the Chinese dual-use list from China to Germany
      When asked for <day>
      Then the answer is licence required, because item <item> of No. 33 of 2024 requires a licence from 2024-09-15

      Examples:
        | code    | day        | item |
        | 3C003.b | 2024-12-01 | 1.1  |
        | 3C003.b | 2024-12-02 | 1.1  |
        | 2A901.b | 2024-12-01 | 1.2  |
        | 2C901.a | 2024-12-01 | 1.2  |
