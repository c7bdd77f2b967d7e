Feature: General licences for rare earths: what is known of the practice

  From 6 November 2025 the ministry has spoken of general licences (通用许可) for rare earth items, and in December 2025 the first were
  reported. No act and no terms were published. A general licence changes the procedure, not the control.

  Rule: Words about a practice license nothing

    Scenario Outline: Dysprosium magnets, before and after what was said
      Given NdFeB magnets with 3 % dysprosium from China to Germany
      When asked for <day>
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence

      Examples:
        | day        |
        | 2025-11-05 |
        | 2025-11-06 |
        | 2025-12-02 |
        | 2025-12-18 |
        | 2025-12-19 |

  Rule: Whoever holds one is covered within its terms

    Scenario Outline: A general licence that is recorded
      Given dysprosium metal from China to <destination>
      And the exporter, Example Metals, holds a general licence under No. 18 of 2025 for dysprosium to Germany
      And the end user is Example Motors, a civil company in <destination>
      And the end use is civil
      When asked for 2026-02-01
      Then the answer is <answer>, because item 4 of No. 18 of 2025 <standing>

      Examples:
        | destination | answer           | standing                   |
        | Germany     | authorised       | is met by the licence held |
        | Vietnam     | licence required | requires a licence         |
