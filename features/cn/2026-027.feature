Feature: Announcement 27 of 2026: twenty more Japanese entities on the control list

  Announcement 27 of the Ministry of Commerce (公布将20家日本实体列入出口管制管控名单), published on 29 June 2026 and in force from that
  day. Six of the twenty names are known.

  Rule: No dual-use item is exported to the entities on the list

    Scenario Outline: It begins on the day of publication
      Given dysprosium metal from China to Japan
      And the end user is National Institute for Defense Studies, a civil company in Japan
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | day        | answer           | reason                                           |
        | 2026-06-28 | licence required | No. 27 of 2026 is not in force before 2026-06-29 |
        | 2026-06-29 | prohibited       | No. 27 of 2026 prohibits it from 2026-06-29      |
        | 2026-06-30 | prohibited       | No. 27 of 2026 prohibits it from 2026-06-29      |
        | 2026-10-05 | prohibited       | No. 27 of 2026 prohibits it from 2026-06-29      |

    Scenario Outline: The names that are known, and others
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is <answer>, because No. 27 of 2026 <standing>

      Examples:
        | name                                   | answer           | standing            |
        | National Institute for Defense Studies | prohibited       | prohibits it        |
        | Naval Systems Research Center          | prohibited       | prohibits it        |
        | Ground Systems Research Center         | prohibited       | prohibits it        |
        | Mitsubishi Precision                   | prohibited       | prohibits it        |
        | MHI Logitech                           | prohibited       | prohibits it        |
        | Kawajyu Gifu Manufacturing             | prohibited       | prohibits it        |
        | Mitsubishi Precison                    | licence required | is only hinted at   |
        | Example Optics                         | licence required | does not concern it |

    Scenario Outline: Every name counts from the day of publication
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-06-29
      Then the answer is prohibited, because No. 27 of 2026 prohibits it from 2026-06-29
      And it holds from 2026-06-29
      And the day of No. 27 of 2026 whose words were not read is 2026-06-29

      Examples:
        | name                                   |
        | National Institute for Defense Studies |
        | Naval Systems Research Center          |
        | Ground Systems Research Center         |
        | Mitsubishi Precision                   |
        | MHI Logitech                           |
        | Kawajyu Gifu Manufacturing             |

    Scenario: What is under way stops, and an application is open in special circumstances only
      Given dysprosium metal from China to Japan
      And the end user is National Institute for Defense Studies, a civil company in Japan
      When asked for 2026-08-20
      Then the answer is prohibited
      And it warns that an application is open in special circumstances only

    Scenario: A name that is not among those known may be one of the fourteen others
      Given dysprosium metal from China to Japan
      And the end user is Example Optics, a civil company in Japan
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is licence required, because No. 27 of 2026 does not concern it
      And it is on an incomplete list

  Rule: Nobody outside China passes items of Chinese origin on to them

    Scenario Outline: Dysprosium sold out of Thailand
      Given dysprosium metal made in <origin>, from Thailand to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | origin | name                                   | day        | answer              | reason                                           |
        | China  | National Institute for Defense Studies | 2026-06-28 | no licence required | No. 27 of 2026 is not in force before 2026-06-29 |
        | China  | National Institute for Defense Studies | 2026-06-29 | prohibited          | No. 27 of 2026 prohibits it                      |
        | Japan  | National Institute for Defense Studies | 2026-06-29 | no licence required | No. 27 of 2026 does not concern it               |
        | China  | Example Optics                         | 2026-06-29 | no licence required | No. 27 of 2026 does not concern it               |
