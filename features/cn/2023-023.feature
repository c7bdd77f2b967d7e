Feature: Announcement 23 of 2023: gallium and germanium

  Announcement 23 of the Ministry of Commerce and the General Administration of Customs, published on 3 July 2023. On 1 December 2024
  the consolidated list gave its items codes: the same duty under a new name.

  Rule: From 1 August 2023 gallium and germanium items are exported under a licence only

    Published is not in force: the weeks between were described as the window in which to ship.

    # https://www.deloitte.com/cn/en/pages/tax/articles/china-export-controls-on-gallium-and-germanium-related-items.html
    Scenario Outline: The day before, the first, and the re-coding
      Given <goods> from China to Japan
      When asked for <day>
      Then the answer is <answer>, because item <item> of No. 23 of 2023 <standing>

      Examples:
        | goods           | item | day        | answer              | standing                           |
        | gallium metal   | 1.1  | 2023-07-20 | no licence required | is not in force before 2023-08-01  |
        | gallium metal   | 1.1  | 2023-07-31 | no licence required | is not in force before 2023-08-01  |
        | gallium metal   | 1.1  | 2023-08-01 | licence required    | requires a licence from 2023-08-01 |
        | germanium metal | 1.2  | 2023-07-31 | no licence required | is not in force before 2023-08-01  |
        | germanium metal | 1.2  | 2023-08-01 | licence required    | requires a licence from 2023-08-01 |
        | germanium metal | 1.2  | 2023-08-02 | licence required    | requires a licence from 2023-08-01 |
        | gallium metal   | 1.1  | 2023-08-02 | licence required    | requires a licence from 2023-08-01 |
        | gallium metal   | 1.1  | 2024-11-30 | licence required    | requires a licence from 2023-08-01 |
        | gallium metal   | 1.1  | 2024-12-01 | licence required    | requires a licence from 2023-08-01 |

    Scenario Outline: Before December 2024 no application is refused in principle, whatever is not stated
      Given <goods> from China to Japan
      When asked for <day>
      Then the answer is licence required
      And applications are treated in the ordinary way
      And no missing fact could make their treatment stricter

      Examples:
        | goods           | day        |
        | gallium metal   | 2023-08-01 |
        | gallium metal   | 2024-11-30 |
        | germanium metal | 2023-08-01 |

    Scenario Outline: What leaves another country, and other metals, are not meant
      Given <goods> from <departure> to Japan
      When asked for 2023-08-01
      Then the answer is <answer>, because item <item> of No. 23 of 2023 does not concern it

      Examples:
        | goods           | departure | item | answer              |
        | gallium metal   | Germany   | 1.1  | no licence required |
        | germanium metal | Germany   | 1.2  | no licence required |
        | copper metal    | China     | 1.1  | undetermined        |
        | copper metal    | China     | 1.2  | undetermined        |

    Scenario: The first announcement of them: what was not yet published was not known
      Given gallium metal from China to Japan
      When asked for 2023-08-01, with what was published through 2023-07-02
      Then the answer is no licence required, because No. 23 of 2023 does not concern it
