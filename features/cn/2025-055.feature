Feature: Announcement 55 of 2025: superhard materials

  Announcement 55 (公布对超硬材料相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration of Customs,
  published on 9 October 2025, with 8 November 2025 as its first day. Announcement 70 suspended it on 7 November 2025: it has never
  operated. The official text was not opened; the limits rest on trade translations.

  Rule: It lists diamond micropowder, single crystals, wire saws, grinding wheels, and equipment and technology for deposition

    人造金刚石微粉 of up to 50 µm; 人造金刚石单晶 above 50 µm and up to 500 µm. Asked as the act stood before it was suspended.

    # https://blog.abrasivestocks.com/ja/export-controls-on-superhard-materials-related-items-from-chinas-commerce-ministry-customs
    Scenario Outline: Powder and crystals, at and beyond each limit
      Given <goods> from <departure> to Germany
      And its average particle size is <size>
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 55 of 2025 <standing>

      Examples:
        | goods                      | departure | size       | answer              | standing                |
        | diamond powder             | China     | 50 µm      | licence required    | requires a licence      |
        | diamond powder             | China     | 50.1 µm    | undetermined        | turns on a missing fact |
        | diamond powder             | China     | 500.1 µm   | no licence required | does not concern it     |
        | diamond powder             | China     | not stated | undetermined        | turns on a missing fact |
        | diamond single crystals    | China     | 50 µm      | no licence required | does not concern it     |
        | diamond single crystals    | China     | 50.1 µm    | licence required    | requires a licence      |
        | diamond single crystals    | China     | 500 µm     | licence required    | requires a licence      |
        | diamond single crystals    | China     | 500.1 µm   | no licence required | does not concern it     |
        | cubic boron nitride powder | China     | 50 µm      | no licence required | does not concern it     |
        | diamond powder             | Japan     | 50 µm      | no licence required | does not concern it     |

    Scenario: Exactly 50 µm is read in two ways
      Given diamond single crystals from China to Germany
      And its average particle size is 50 µm
      When asked for 2026-11-11
      Then the answer is no licence required, because item 1 of No. 55 of 2025 does not concern it
      And were it true that "exactly 50 µm are within the range", the answer would be licence required

    # The directions of 16 N and 30 HRB were not verified: they are never the reason for an answer.
    Scenario Outline: Wire saws, of which one limit could not be read
      Given diamond wire saws from China to Germany
      And its wire diameter is <diameter>
      And its grain size is <grain>
      And its breaking tension is 16 N
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 55 of 2025 <standing>

      Examples:
        | diameter | grain  | answer              | standing                |
        | 45 µm    | 8 µm   | undetermined        | turns on a missing fact |
        | 45.1 µm  | 8 µm   | no licence required | does not concern it     |
        | 45 µm    | 8.1 µm | no licence required | does not concern it     |

    Scenario Outline: Grinding wheels, of which one limit could not be read
      Given diamond grinding wheels from China to Germany
      And its grain size is <grain>
      And its working speed is <speed>
      And its hardness is 30 HRB
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 55 of 2025 <standing>

      Examples:
        | grain  | speed    | answer              | standing                |
        | 5 µm   | 40 m/s   | undetermined        | turns on a missing fact |
        | 5.1 µm | 40 m/s   | no licence required | does not concern it     |
        | 5 µm   | 39.9 m/s | no licence required | does not concern it     |

    Scenario Outline: Deposition: parameters of the equipment were not seen, the technology has none
      Given <goods> from China to Germany
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is <answer>, because item 1 of No. 55 of 2025 <standing>

      Examples:
        | goods                             | answer           | standing                |
        | DCPCVD equipment                  | undetermined     | turns on a missing fact |
        | technology for the DCPCVD process | licence required | requires a licence      |

  Rule: Suspended before its first day, it has never operated; when the suspension ends it does

    Scenario Outline: Its own first day, and the days around the suspension
      Given diamond powder from China to Germany
      And its average particle size is 10 µm
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because item 1 of No. 55 of 2025 <standing>

      Examples:
        | day        | known      | answer              | standing                                        |
        | 2025-11-07 | 2025-10-20 | no licence required | is not in force before 2025-11-08               |
        | 2025-11-08 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | 2025-11-09 | 2025-10-20 | licence required    | requires a licence from 2025-11-08              |
        | 2025-11-06 | everything | no licence required | is not in force before 2025-11-07               |
        | 2025-11-07 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-08 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-10 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |
