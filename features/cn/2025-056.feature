Feature: Announcement 56 of 2025: equipment and auxiliary materials of the rare earth industry

  Announcement 56 (公布对部分稀土设备和原辅料相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration of
  Customs, published on 9 October 2025, with 8 November 2025 as its first day. Announcement 70 suspended it on 7 November 2025: it has
  never operated. Three rows of equipment were read; of 23 more, and of three rows of materials, only the codes are known.

  Rule: Machines for making rare earths are exported under a licence only

    用于稀土生产加工的离心萃取设备; 离子型稀土矿智能连续除杂沉淀设备 from 5000 m3 of leachate a day; 稀土用焙烧窑 of 1.8 m by 20 m to
    4.6 m by 80 m, lined with brick that resists acid, up to 850 °C. Asked as the act stood before it was suspended. What falls short of a limit may
    still be one of the rows that were not read: it is not said to be free.

    # https://law.esnai.com/view/227630
    Scenario Outline: Machines without a limit, and rows that were not read
      Given <goods> from <departure> to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 56 of 2025 <standing>

      Examples:
        | goods                                                      | departure | answer           | standing                |
        | rare earth centrifugal extractors                          | China     | licence required | requires a licence      |
        | goods under list code 2B902.a of the Chinese dual-use list | China     | licence required | requires a licence      |
        | rare earth centrifugal extractors                          | Japan     | undetermined     | does not concern it     |
        | rare earth extraction tanks                                | China     | undetermined     | is only hinted at       |
        | goods under list code 2B902.d of the Chinese dual-use list | China     | undetermined     | turns on a missing fact |
        | goods under list code 2B902.z of the Chinese dual-use list | China     | undetermined     | turns on a missing fact |

    Scenario Outline: Precipitation equipment
      Given rare earth precipitation equipment from China to Germany
      And its leachate volume is <volume>
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 56 of 2025 <standing>

      Examples:
        | volume        | answer           | standing                |
        | 5000 m3/day   | licence required | requires a licence      |
        | 4999.9 m3/day | undetermined     | is only hinted at       |
        | not stated    | undetermined     | turns on a missing fact |

    Scenario Outline: Roasting kilns
      Given <goods> from China to Germany
      And its kiln diameter is <diameter>
      And its kiln length is <length>
      And its reaction temperature is <heat>
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 56 of 2025 <standing>

      Examples:
        | goods                                               | diameter | length | heat     | answer           | standing                |
        | rare earth roasting kilns with acid-resistant brick | 1.8 m    | 20 m   | 850 °C   | licence required | requires a licence      |
        | rare earth roasting kilns with acid-resistant brick | 4.6 m    | 80 m   | 850 °C   | licence required | requires a licence      |
        | rare earth roasting kilns with acid-resistant brick | 1.7 m    | 20 m   | 850 °C   | undetermined     | is only hinted at       |
        | rare earth roasting kilns with acid-resistant brick | 4.7 m    | 80 m   | 850 °C   | undetermined     | is only hinted at       |
        | rare earth roasting kilns with acid-resistant brick | 1.8 m    | 19.9 m | 850 °C   | undetermined     | is only hinted at       |
        | rare earth roasting kilns with acid-resistant brick | 4.6 m    | 80.1 m | 850 °C   | undetermined     | is only hinted at       |
        | rare earth roasting kilns with acid-resistant brick | 1.8 m    | 20 m   | 850.1 °C | undetermined     | is only hinted at       |
        | rare earth roasting kilns with other lining         | 1.8 m    | 20 m   | 850 °C   | undetermined     | is only hinted at       |
        | rare earth roasting kilns                           | 1.8 m    | 20 m   | 850 °C   | undetermined     | turns on a missing fact |

    Scenario Outline: Its own first day, and the days around the suspension
      Given rare earth centrifugal extractors from China to Germany
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because item 1 of No. 56 of 2025 <standing>

      Examples:
        | day        | known      | answer           | standing                                        |
        | 2025-11-07 | 2025-10-20 | undetermined     | is not in force before 2025-11-08               |
        | 2025-11-08 | 2025-10-20 | licence required | requires a licence from 2025-11-08              |
        | 2025-11-09 | 2025-10-20 | licence required | requires a licence from 2025-11-08              |
        | 2025-11-06 | everything | undetermined     | is not in force before 2025-11-07               |
        | 2025-11-07 | everything | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-08 | everything | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-10 | everything | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | everything | licence required | requires a licence from 2026-11-11              |

  Rule: Of three raw and auxiliary materials only the codes are known: they can put a question, and never bind or free

    # The codes: 1C914.a to 1C914.c, from a secondary dataset. The rows were not seen, so that no shipment can be shown to be caught.
    Scenario Outline: The days around the suspension
      Given goods under list code <code> of the Chinese dual-use list from <departure> to Germany
      When asked for <day>, with what was published through <known>
      Then the answer is undetermined, because item 2 of No. 56 of 2025 <standing>

      Examples:
        | code    | departure | day        | known      | standing                                        |
        | 1C914.a | China     | 2025-11-07 | 2025-10-20 | is not in force before 2025-11-08               |
        | 1C914.a | China     | 2025-11-08 | 2025-10-20 | is only hinted at                               |
        | 1C914.b | China     | 2025-11-08 | 2025-10-20 | is only hinted at                               |
        | 1C914.c | China     | 2025-11-08 | 2025-10-20 | is only hinted at                               |
        | 1C914.a | China     | 2025-11-06 | everything | is not in force before 2025-11-07               |
        | 1C914.a | China     | 2025-11-07 | everything | is suspended from 2025-11-07 through 2026-11-10 |
        | 1C914.a | China     | 2025-11-08 | everything | is suspended from 2025-11-07 through 2026-11-10 |
        | 1C914.a | China     | 2026-11-10 | everything | is suspended from 2025-11-07 through 2026-11-10 |
        | 1C914.a | China     | 2026-11-11 | everything | is only hinted at                               |
        | 1C914.a | Japan     | 2026-11-11 | everything | does not concern it                             |

    Scenario: Until the rows are read, the strictest answer stays possible
      Given goods under list code 1C914.a of the Chinese dual-use list from China to Germany
      When asked for 2026-11-11
      Then the answer is undetermined
      And missing facts could make it prohibited
