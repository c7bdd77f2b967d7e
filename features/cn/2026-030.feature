Feature: Announcement 30 of 2026: fourteen entities of the European Union on the control list

  Announcement 30 of the Ministry of Commerce (公布将14家欧盟实体列入出口管制管控名单), published on 24 July 2026 and in force from that
  day. Eight of the fourteen names are known, from datasets; the first of them in Chinese only.

  Rule: No dual-use item is exported to the entities on the list

    Scenario Outline: It begins on the day of publication
      Given dysprosium metal from China to Germany
      And the end user is Rheinmetall, a civil company in Germany
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | day        | answer           | reason                                           |
        | 2026-07-23 | licence required | No. 30 of 2026 is not in force before 2026-07-24 |
        | 2026-07-24 | prohibited       | No. 30 of 2026 prohibits it from 2026-07-24      |
        | 2026-07-25 | prohibited       | No. 30 of 2026 prohibits it from 2026-07-24      |
        | 2026-10-05 | prohibited       | No. 30 of 2026 prohibits it from 2026-07-24      |

    Scenario Outline: The names that are known, and others
      Given dysprosium metal from China to Germany
      And the end user is <name>, a civil company in Germany
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is <answer>, because No. 30 of 2026 <standing>

      Examples:
        | name                             | answer           | standing            |
        | Rheinmetall                      | prohibited       | prohibits it        |
        | Rheinmetall AG                   | prohibited       | prohibits it        |
        | TATRA TRUCKS                     | prohibited       | prohibits it        |
        | Opticoelectron Group             | prohibited       | prohibits it        |
        | Ekspla                           | prohibited       | prohibits it        |
        | Vigo Photonics                   | prohibited       | prohibits it        |
        | III-V LAB                        | prohibited       | prohibits it        |
        | Wroclaw University of Technology | prohibited       | prohibits it        |
        | 拉法特集团                            | prohibited       | prohibits it        |
        | Rheinmettall                     | licence required | is only hinted at   |
        | Example Optics                   | licence required | does not concern it |

    Scenario Outline: Every name counts from the day of publication
      Given dysprosium metal from China to Germany
      And the end user is <name>, a civil company in Germany
      And the end use is civil
      When asked for 2026-07-24
      Then the answer is prohibited, because No. 30 of 2026 prohibits it from 2026-07-24
      And it holds from 2026-07-24
      And the day of No. 30 of 2026 whose words were not read is 2026-07-24

      Examples:
        | name                             |
        | Rheinmetall                      |
        | TATRA TRUCKS                     |
        | Opticoelectron Group             |
        | Ekspla                           |
        | Vigo Photonics                   |
        | III-V LAB                        |
        | Wroclaw University of Technology |
        | 拉法特集团                            |

    Scenario: What is under way stops, and an application is open in special circumstances only
      Given dysprosium metal from China to Germany
      And the end user is Rheinmetall, a civil company in Germany
      When asked for 2026-08-20
      Then the answer is prohibited
      And it warns that an application is open in special circumstances only

    Scenario: A name that is not among those known may be one of the others
      Given dysprosium metal from China to Germany
      And the end user is Example Optics, a civil company in Germany
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is licence required, because No. 30 of 2026 does not concern it
      And it is on an incomplete list

    Scenario Outline: Two renderings of the first name, neither verified
      Given dysprosium metal from China to Germany
      And the end user is <name>, a civil company in Germany
      And the end use is civil
      When asked for <day>
      Then the answer is licence required, because No. 30 of 2026 does not concern it
      And it is unsettled
      And were it true that "is Lafert S.p.A. (Italy) or Rafat Group (Netherlands)", the answer would be prohibited

      Examples:
        | name          | day        |
        | Lafert S.p.A. | 2026-07-24 |
        | Rafat Group   | 2026-07-24 |
        | Lafert S.p.A. | 2026-08-20 |
        | Rafat Group   | 2026-08-20 |

  Rule: Nobody outside China passes items of Chinese origin on to them

    Scenario Outline: Dysprosium sold out of Thailand
      Given dysprosium metal made in <origin>, from Thailand to Germany
      And the end user is <name>, a civil company in Germany
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | origin | name           | day        | answer              | reason                                           |
        | China  | Rheinmetall    | 2026-07-23 | no licence required | No. 30 of 2026 is not in force before 2026-07-24 |
        | China  | Rheinmetall    | 2026-07-24 | prohibited          | No. 30 of 2026 prohibits it                      |
        | Japan  | Rheinmetall    | 2026-07-24 | no licence required | No. 30 of 2026 does not concern it               |
        | China  | Example Optics | 2026-07-24 | no licence required | No. 30 of 2026 does not concern it               |
