Feature: Announcement 13 of 2025: fifteen entities of the United States on the control list

  Announcement 13 of the Ministry of Commerce (公布将15家美国实体列入出口管制管控名单), published on 4 March 2025 and in force from that day;
  its measures were stopped from 10 November 2025. The fifteen names were not collected: Example Aerospace stands for one of them.

  Rule: No dual-use item is exported to the entities on the list

    Scenario Outline: From its publication until it was stopped; what is stopped does not come back
      Given gallium metal from China to the United States
      And No. 13 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because No. 13 of 2025 <standing>; item 1.1 of No. 23 of 2023 requires a licence

      Examples:
        | day        | answer           | standing                          |
        | 2025-03-03 | licence required | is not in force before 2025-03-04 |
        | 2025-03-04 | prohibited       | prohibits it from 2025-03-04      |
        | 2025-03-05 | prohibited       | prohibits it through 2025-11-09   |
        | 2025-11-09 | prohibited       | prohibits it through 2025-11-09   |
        | 2025-11-10 | licence required | has ceased from 2025-11-10        |
        | 2025-11-11 | licence required | has ceased from 2025-11-10        |
        | 2026-11-10 | licence required | has ceased from 2025-11-10        |

    Scenario: The stop is what the answer rests on
      Given gallium metal from China to the United States
      And No. 13 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      When asked for 2025-11-10
      Then the answer is licence required
      And it rests on the decision of 5 November 2025

    Scenario Outline: As it was known before the decision of 5 November 2025, and after
      Given gallium metal from China to the United States
      And No. 13 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      When asked for 2025-11-20, with what was published through <known>
      Then the answer is <answer>

      Examples:
        | known      | answer           |
        | 2025-11-04 | prohibited       |
        | 2025-11-05 | licence required |

    Scenario Outline: While names are not known, a name that is not on the list as far as it is known is only that
      Given gallium metal from China to Germany
      And the end user is <user>
      And the end use is civil
      When asked for 2025-03-20
      Then the answer is licence required, because No. 13 of 2025 <standing>
      And it is on an incomplete list

      Examples:
        | user                                       | standing                |
        | Example Optics, a civil company in Germany | does not concern it     |
        | a civil company in Germany                 | turns on a missing fact |

  Rule: It bars exports from China only

    Scenario: Chinese gallium that leaves another country
      Given gallium metal made in China, from Thailand to Vietnam
      And No. 13 of 2025 lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in Vietnam
      And the end use is civil
      When asked for 2025-03-20
      Then the answer is no licence required, because No. 13 of 2025 does not concern it
