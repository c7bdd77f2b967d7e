Feature: Announcements 57 and 70 of 2025: holmium, erbium, thulium, europium and ytterbium, listed and suspended

  Announcement 57 (公布对部分中重稀土相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration of
  Customs was published on 9 October 2025. Announcement 70 suspended it, with 55, 56, 58, 61 and 62, on 7 November 2025, the day
  before its start. An answer depends on the day of export, and on what had been published when it was asked for.

  Rule: From 8 November 2025 the listed items of five more rare earths are exported under a licence only

    As announcement 57 stands by itself, asked before anything else was published. Publication is not entry into force.

    Scenario Outline: The start day is the first day of the duty
      Given holmium metal from China to Germany
      When asked for <day>, with what was published through 20 October 2025
      Then the answer is <answer>, because item 1 of No. 57 of 2025 <standing>

      Examples:
        | day        | answer              | standing                               |
        | 2025-10-20 | no licence required | is not in force before 8 November 2025 |
        | 2025-11-07 | no licence required | is not in force before 8 November 2025 |
        | 2025-11-08 | licence required    | requires a licence from 2025-11-08     |
        | 2025-11-09 | licence required    | requires a licence from 2025-11-08     |

    Scenario: Before the start, the answer says until when it holds and what it becomes
      Given holmium metal from China to Germany
      When asked for 2025-10-20, with what was published through 2025-10-20
      Then the answer is no licence required, because item 1 of No. 57 of 2025 is not in force before 2025-11-08
      And it holds through 2025-11-07, then licence required
      And it rests on No. 57 of 2025
      And it does not rest on No. 70 of 2025

    Scenario Outline: Each of the five elements, in the forms that the list names
      Given <goods> from China to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because <item> of No. 57 of 2025 <standing>

      Examples:
        | goods                         | answer              | item   | standing                           |
        | holmium oxide                 | licence required    | item 1 | requires a licence from 2025-11-08 |
        | erbium metal                  | licence required    | item 2 | requires a licence from 2025-11-08 |
        | thulium oxide                 | licence required    | item 3 | requires a licence from 2025-11-08 |
        | europium metal                | licence required    | item 4 | requires a licence from 2025-11-08 |
        | ytterbium metal               | licence required    | item 5 | requires a licence from 2025-11-08 |
        | ytterbium oxide               | undetermined        | item 5 | is only hinted at                  |
        | alloy of erbium and copper    | no licence required | item 2 | does not concern it                |
        | alloy of thulium and copper   | no licence required | item 3 | does not concern it                |
        | alloy of europium and copper  | no licence required | item 4 | does not concern it                |
        | alloy of ytterbium and copper | undetermined        | item 5 | is only hinted at                  |

    Scenario: A rare earth that the announcement does not name stays free
      Given neodymium metal from China to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is no licence required, because No. 57 of 2025 does not concern it

  Rule: From 7 November 2025 through 10 November 2026 the six announcements of October 2025 are not carried out

    Announcement 70: suspended 自即日起至2026年11月10日, from this day to 10 November 2026. 至 includes the day that it names.

    # Cases 2025-11-07 and 2026-11-10: https://www.worldjournal.com/wj/story/121474/9125678,
    # https://rawmaterials.net/china-officially-suspends-october-export-tightening
    Scenario Outline: The day before, the first, the last and the day after
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is <answer>, because item <item> of No. 57 of 2025 <standing>

      Examples:
        | goods           | item | day        | answer              | standing                                        |
        | holmium metal   | 1    | 2025-11-06 | no licence required | is not in force before 2025-11-07               |
        | holmium metal   | 1    | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | holmium metal   | 1    | 2025-11-08 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | holmium metal   | 1    | 2025-12-15 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | holmium metal   | 1    | 2026-11-09 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | holmium metal   | 1    | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | holmium metal   | 1    | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |
        | erbium metal    | 2    | 2025-11-06 | no licence required | is not in force before 2025-11-07               |
        | erbium metal    | 2    | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | erbium metal    | 2    | 2025-11-08 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | erbium metal    | 2    | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | erbium metal    | 2    | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |
        | thulium oxide   | 3    | 2025-11-06 | no licence required | is not in force before 2025-11-07               |
        | thulium oxide   | 3    | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | thulium oxide   | 3    | 2025-11-08 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | thulium oxide   | 3    | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | thulium oxide   | 3    | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |
        | europium metal  | 4    | 2025-11-06 | no licence required | is not in force before 2025-11-07               |
        | europium metal  | 4    | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | europium metal  | 4    | 2025-11-08 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | europium metal  | 4    | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | europium metal  | 4    | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |
        | ytterbium metal | 5    | 2025-11-06 | no licence required | is not in force before 2025-11-07               |
        | ytterbium metal | 5    | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | ytterbium metal | 5    | 2025-11-08 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | ytterbium metal | 5    | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | ytterbium metal | 5    | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |

    Scenario Outline: While it lasts the answer says on which day it ends, and what comes then
      Given holmium metal from China to Germany
      When asked for <day>
      Then the answer is no licence required
      And it holds through 10 November 2026, then licence required
      And it rests on No. 70 of 2025

      Examples:
        | day        |
        | 2025-11-08 |
        | 2026-11-10 |

    # Read as the first day of effect by https://www.steelradar.com/en/haber/china-postpones-rare-earth-export-restrictions-by-one-year
    Scenario: The last day is a boundary day, read in two ways
      Given holmium metal from China to Germany
      When asked for 2026-11-10
      Then the answer is no licence required
      And it is on a boundary day
      And were it true that "take effect on 10 November 2026", the answer would be licence required

    Scenario: The day before it is read in one way only
      Given holmium metal from China to Germany
      When asked for 2026-11-09
      Then the answer is no licence required
      And there is no other reading of the law

    Scenario Outline: Days that nobody disputes are no boundary days
      Given holmium metal from China to Germany
      When asked for <day>
      Then the answer is <answer>
      And it is not on a boundary day

      Examples:
        | day        | answer              |
        | 2025-11-08 | no licence required |
        | 2026-11-09 | no licence required |
        | 2026-11-11 | licence required    |

    Scenario Outline: The start day of the suspended act passes in its sleep
      Given <goods> from China to South Korea
      And its <measure> is <value>
      When asked for 2025-11-08, with what was published through <known>
      Then the answer is <answer>, because No. <number> of 2025 <standing>

      # The battery pack: https://xkzj.mofcom.gov.cn/tzgg/art/2025/art_1bc20676fe4f4c1ea0f25c274ede7cac.html
      Examples:
        | goods                     | measure               | value     | known      | number | answer              | standing                        |
        | lithium-ion battery packs | energy density        | 310 Wh/kg | 2025-11-06 | 58     | licence required    | requires a licence              |
        | lithium-ion battery packs | energy density        | 310 Wh/kg | everything | 58     | no licence required | is suspended through 2026-11-10 |
        | diamond powder            | average particle size | 10 µm     | 2025-11-06 | 55     | licence required    | requires a licence              |
        | diamond powder            | average particle size | 10 µm     | everything | 55     | no licence required | is suspended through 2026-11-10 |

    Scenario: Suspended or not, the destination makes no difference to the item duty
      Given lithium-ion battery packs from China to the United States
      And its energy density is 310 Wh/kg
      When asked for 2025-11-08
      Then the answer is no licence required, because No. 58 of 2025 is suspended through 2026-11-10

  Rule: An answer uses only what had been published when it was asked for

    Published, in force and known are three different days. The same shipment of 15 December 2025 has two right answers.

    Scenario Outline: Holmium oxide of 15 December 2025, asked on different days
      Given holmium oxide from China to Germany
      When asked for 2025-12-15, with what was published through <known>
      Then the answer is <answer>, because No. 57 of 2025 <standing>

      # Asked on 2025-11-10: https://www.chemradar.com/en/news/detail/f3s7t2oy9qf4
      Examples:
        | known      | answer              | standing                                        |
        | 2025-10-08 | no licence required | does not concern it                             |
        | 2025-10-09 | licence required    | requires a licence from 2025-11-08              |
        | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | 2025-11-06 | licence required    | requires a licence from 2025-11-08              |
        | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |

    Scenario Outline: Readings of an act that was not yet published were not known either
      Given holmium oxide from China to Germany
      When asked for 2025-12-15, with what was published through <known>
      Then the answer is <answer>
      And it is <doubts>

      Examples:
        | known      | answer              | doubts                      |
        | 2025-10-20 | licence required    | not unsettled               |
        | 2025-11-06 | licence required    | contested and not unsettled |
        | 2025-11-07 | no licence required | unsettled                   |

  Rule: What an authority says it will do changes nothing until an instrument does it

    On 30 October 2025 the ministry said that it would suspend the controls of 9 October; on 1 November the White House said the same.
    Neither is law. The answer stays what the texts make it, and shows what it would be if the promise were kept.

    Scenario Outline: Between the statements and announcement 70 the answer is contested
      Given holmium oxide from China to Germany
      When asked for 2025-12-15, with what was published through <known>
      Then the answer is licence required, because No. 57 of 2025 requires a licence
      And it is contested
      And the statements of <days> contest it
      And were the statement carried out, the answer would be no licence required through 2026-10-29

      Examples:
        | known      | days                      |
        | 2025-10-30 | 2025-10-30                |
        | 2025-11-01 | 2025-10-30 and 2025-11-01 |
        | 2025-11-06 | 2025-10-30 and 2025-11-01 |

    Scenario Outline: Before the first statement, and once an instrument has done what was said, nothing contests it
      Given holmium oxide from China to Germany
      When asked for 2025-12-15, with what was published through <known>
      Then the answer is <answer>
      And it is not contested

      Examples:
        | known      | answer              |
        | 2025-10-29 | licence required    |
        | 2025-11-07 | no licence required |

  Rule: When the period ends the announcement operates again, with no new act

    On 28 September 2026 the ministry said that the arrangement of Kuala Lumpur is extended: 将吉隆坡经贸磋商联合安排延期至2027年1月10日.
    It named no announcement, and no instrument that extends announcement 70 was found up to 5 October 2026.

    # https://www.mofcom.gov.cn/xwfb/sjfzrfb/art/2026/art_cd060e0649964da8ae13216c3bb1a645.html
    Scenario Outline: On the days that the statement speaks of
      Given holmium metal from China to Germany
      When asked for <day>
      Then the answer is licence required, because item 1 of No. 57 of 2025 requires a licence from 2026-11-11
      And above all it is contested
      And it is contested and unverified
      And the statement of 28 September 2026 contests it
      And were the statement carried out, the answer would be no licence required through 10 January 2027

      Examples:
        | day        |
        | 2026-11-11 |
        | 2027-01-10 |

    Scenario: After those days nothing contests it, but the ministry's publications were not read so far
      Given holmium metal from China to Germany
      When asked for 2027-01-11
      Then the answer is licence required, because item 1 of No. 57 of 2025 requires a licence from 2026-11-11
      And above all it is unverified
      And it is unverified and not contested
      And there is no other reading of the law

    Scenario Outline: Who asked before the statement could not know of it
      Given holmium metal from China to Germany
      When asked for 2026-11-11, with what was published through <known>
      Then the answer is licence required, because item 1 of No. 57 of 2025 requires a licence from 2026-11-11
      And it is <doubts>

      Examples:
        | known      | doubts                       |
        | 2025-11-10 | not contested                |
        | 2026-09-27 | not contested                |
        | 2026-09-28 | contested and not unverified |
        | 2026-10-05 | contested and not unverified |
        | 2026-10-06 | contested and unverified     |

  Rule: Announcements are known by number and year, not by title

    Announcements 18 and 57 of 2025 bear one title (公布对部分中重稀土相关物项实施出口管制的决定). Only 57 is suspended.

    Scenario Outline: One title, two acts
      Given <goods> from China to Germany
      When asked for 2025-12-01
      Then the answer is <answer>, because <reason>

      Examples:
        | goods            | answer              | reason                                                                                |
        | holmium metal    | no licence required | No. 57 of 2025 is suspended; No. 18 of 2025 does not concern it                       |
        | dysprosium metal | licence required    | No. 18 of 2025 requires a licence from 2025-04-04; No. 57 of 2025 does not concern it |

  Rule: Any permanent-magnet material that contains holmium is listed, whatever else it contains

    Item 1 of announcement 57: 含钬的永磁材料. A magnet said to be free of dysprosium and terbium is not yet said to be free of holmium.

    Scenario Outline: Magnets free of dysprosium and terbium when the suspension has ended
      Given <goods> from China to Germany
      When asked for 2026-11-11
      Then the answer is <answer>, because item 1 of No. 57 of 2025 <standing>

      Examples:
        | goods                                                 | answer              | standing                |
        | NdFeB magnets free of dysprosium, terbium and holmium | no licence required | does not concern it     |
        | NdFeB magnets with 0.5 % holmium                      | licence required    | requires a licence      |
        | NdFeB magnets free of dysprosium and terbium          | undetermined        | turns on a missing fact |

    Scenario: What is missing is asked for
      Given NdFeB magnets free of dysprosium and terbium from China to Germany
      When asked for 2026-11-11
      Then the answer is undetermined
      And it asks for the holmium content
      And it does not ask for the dysprosium content

  Rule: Limits joined by "and" must all be met, and what is stated of the goods beats the code under which they are entered

    Announcement 58, 磷酸铁锂正极材料: lithium iron phosphate cathode material of at least 2.5 g/cm3 and at least 156 mAh/g.

    # https://xkzj.mofcom.gov.cn/tzgg/art/2025/art_1bc20676fe4f4c1ea0f25c274ede7cac.html
    Scenario Outline: Cathode material at and around its two limits, asked before the suspension
      Given <goods> from China to South Korea
      And its compaction density is <density>
      And its gram capacity is <capacity>
      When asked for 2025-12-01, with what was published through 2025-10-20
      Then the answer is <answer>, because item 2 of No. 58 of 2025 <standing>

      Examples:
        | goods                                                        | density    | capacity   | answer              | standing                |
        | goods under list code 3C901.a.1 of the Chinese dual-use list | 2.6 g/cm3  | 150 mAh/g  | no licence required | does not concern it     |
        | LFP cathode powder                                           | 2.6 g/cm3  | 150 mAh/g  | no licence required | does not concern it     |
        | LFP cathode powder                                           | 2.49 g/cm3 | 156 mAh/g  | no licence required | does not concern it     |
        | LFP cathode powder                                           | 2.5 g/cm3  | 156 mAh/g  | licence required    | requires a licence      |
        | LFP cathode powder                                           | 2.5 g/cm3  | not stated | undetermined        | turns on a missing fact |

    Scenario: Goods near a limit are declared with their parameters
      Given goods under list code 3C901.a.1 of the Chinese dual-use list from China to South Korea
      And its compaction density is 2.6 g/cm3
      And its gram capacity is 150 mAh/g
      When asked for 2025-12-01, with what was published through 2025-10-20
      Then the answer is no licence required, because No. 58 of 2025 does not concern it
      And it warns that goods near a threshold are declared with their parameters
