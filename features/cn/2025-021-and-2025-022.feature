Feature: Announcements 21 and 22 of 2025 and their pauses: entities of the United States on the control list

  No. 21 (4 April 2025) lists sixteen entities, No. 22 (9 April 2025) twelve. Both rested for ninety days from 14 May 2025. From 12 August
  2025 No. 22 was stopped and No. 21 rested for ninety days more, from 10 November 2025 for another year. The names were not collected:
  Example Aerospace stands for one of them. The last days are counted; no words for them were seen.

  Rule: No dual-use item is exported to the entities on the lists while they are in force

    Scenario Outline: No. 21: paused three times without a day between, and back after that
      Given gallium metal from China to the United States
      And No. 21 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because No. 21 of 2025 <standing>; item 1.1 of No. 23 of 2023 requires a licence

      Examples:
        | day        | answer           | standing                                        |
        | 2025-04-03 | licence required | is not in force before 2025-04-04               |
        | 2025-04-04 | prohibited       | prohibits it from 2025-04-04                    |
        | 2025-05-13 | prohibited       | prohibits it through 2025-05-13                 |
        | 2025-05-14 | licence required | is suspended from 2025-05-14 through 2025-08-11 |
        | 2025-08-11 | licence required | is suspended from 2025-05-14 through 2025-08-11 |
        | 2025-08-12 | licence required | is suspended from 2025-08-12 through 2025-11-09 |
        | 2025-11-09 | licence required | is suspended from 2025-08-12 through 2025-11-09 |
        | 2025-11-10 | licence required | is suspended from 2025-11-10 through 2026-11-09 |
        | 2026-11-09 | licence required | is suspended from 2025-11-10 through 2026-11-09 |
        | 2026-11-10 | prohibited       | prohibits it from 2026-11-10                    |
        | 2026-11-11 | prohibited       | prohibits it from 2026-11-10                    |

    Scenario Outline: The words for its days were not read
      Given gallium metal from China to the United States
      And No. 21 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is licence required, because No. 21 of 2025 is suspended
      And the day of No. 21 of 2025 whose words were not read is 2025-04-04
      And the days of <step> whose words were not read are <days>

      Examples:
        | day        | step                            | days                      |
        | 2025-05-20 | the pause of 14 May 2025        | 2025-05-14 and 2025-08-11 |
        | 2025-08-20 | the step of 12 August 2025      | 2025-08-12 and 2025-11-09 |
        | 2025-11-20 | the decision of 5 November 2025 | 2025-11-10 and 2026-11-09 |

    Scenario: Counted, or as a register has it: the day after the year
      Given gallium metal from China to the United States
      And No. 21 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      When asked for 2026-11-10
      Then the answer is prohibited
      And it is on a boundary day and unverified
      And were it true that "suspended through 10 November 2026", the answer would be licence required through 2026-11-10

    Scenario Outline: No. 22: paused once, then stopped for good
      Given gallium metal from China to the United States
      And No. 22 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because No. 22 of 2025 <standing>; item 1.1 of No. 23 of 2023 requires a licence

      Examples:
        | day        | answer           | standing                                        |
        | 2025-04-08 | licence required | is not in force before 2025-04-09               |
        | 2025-04-09 | prohibited       | prohibits it from 2025-04-09                    |
        | 2025-05-13 | prohibited       | prohibits it through 2025-05-13                 |
        | 2025-05-14 | licence required | is suspended from 2025-05-14 through 2025-08-11 |
        | 2025-08-11 | licence required | is suspended from 2025-05-14 through 2025-08-11 |
        | 2025-08-12 | licence required | has ceased from 2025-08-12                      |
        | 2026-11-10 | licence required | has ceased from 2025-08-12                      |

    Scenario Outline: What was known on the way
      Given gallium metal from China to the United States
      And No. 21 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>

      Examples:
        | day        | known      | answer           |
        | 2025-05-20 | 2025-05-13 | prohibited       |
        | 2025-05-20 | 2025-05-14 | licence required |
        | 2025-08-20 | 2025-08-11 | prohibited       |
        | 2025-08-20 | 2025-08-13 | licence required |
        | 2025-11-20 | 2025-11-04 | prohibited       |
        | 2025-11-20 | 2025-11-05 | licence required |

  Rule: The pause lets exporters apply again; it lifts no licence

    # Dysprosium metal for one of the 28 entities, 20 May 2025: https://en.ckhq.net/html/0a04bb39f168fd643df65b6b6891590c.html
    Scenario Outline: Dysprosium for a listed entity, before and during the pause
      Given dysprosium metal from China to the United States
      And <notice> lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <notice> <standing>; item 4 of No. 18 of 2025 requires a licence
      And it rests on the pause of 14 May 2025

      Examples:
        | notice         | day        | answer           | standing     |
        | No. 21 of 2025 | 2025-05-20 | licence required | is suspended |
        | No. 22 of 2025 | 2025-05-20 | licence required | is suspended |

  Rule: They bar exports from China only

    Scenario Outline: Chinese dysprosium that leaves Thailand
      Given dysprosium metal made in China, from <departure> to the United States
      And No. 21 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for 2025-04-20
      Then the answer is <answer>, because No. 21 of 2025 <standing>

      Examples:
        | departure | answer              | standing            |
        | China     | prohibited          | prohibits it        |
        | Thailand  | no licence required | does not concern it |
