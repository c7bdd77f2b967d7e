Feature: Announcement 20 of 2026: seven entities of the European Union on the control list

  Announcement 20 of the Ministry of Commerce (公布将7家欧盟实体列入出口管制管控名单), published on 24 April 2026 and in force from that
  day. One of the seven names is known. "EU" is no destination: the list follows its names.

  Rule: No dual-use item is exported to the entities on the list

    Scenario Outline: It begins on the day of publication
      Given dysprosium metal from China to Germany
      And the end user is Herstal, a civil company in Germany
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | day        | answer           | reason                                           |
        | 2026-04-23 | licence required | No. 20 of 2026 is not in force before 2026-04-24 |
        | 2026-04-24 | prohibited       | No. 20 of 2026 prohibits it from 2026-04-24      |
        | 2026-04-25 | prohibited       | No. 20 of 2026 prohibits it from 2026-04-24      |
        | 2026-10-05 | prohibited       | No. 20 of 2026 prohibits it from 2026-04-24      |

    Scenario: The name that is known counts from the day of publication
      Given dysprosium metal from China to Germany
      And the end user is Herstal, a civil company in Germany
      And the end use is civil
      When asked for 2026-04-24
      Then the answer is prohibited, because No. 20 of 2026 prohibits it from 2026-04-24
      And it holds from 2026-04-24
      And the day of No. 20 of 2026 whose words were not read is 2026-04-24

    Scenario Outline: The names that are known, and others
      Given dysprosium metal from China to Germany
      And the end user is <name>, a civil company in Germany
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is <answer>, because No. 20 of 2026 <standing>

      Examples:
        | name           | answer           | standing            |
        | Herstal        | prohibited       | prohibits it        |
        | Herstal Group  | licence required | is only hinted at   |
        | Example Optics | licence required | does not concern it |

    Scenario: What is under way stops, and an application is open in special circumstances only
      Given dysprosium metal from China to Germany
      And the end user is Herstal, a civil company in Germany
      When asked for 2026-08-20
      Then the answer is prohibited
      And it warns that an application is open in special circumstances only

    Scenario: A name that is not among those known may be one of the six others
      Given dysprosium metal from China to Germany
      And the end user is Example Optics, a civil company in Germany
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is licence required, because No. 20 of 2026 does not concern it
      And it is on an incomplete list

  Rule: Nobody outside China passes items of Chinese origin on to them

    Scenario Outline: Dysprosium sold out of Thailand
      Given dysprosium metal made in <origin>, from Thailand to Germany
      And the end user is <name>, a civil company in Germany
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | origin | name           | day        | answer              | reason                                           |
        | China  | Herstal        | 2026-04-23 | no licence required | No. 20 of 2026 is not in force before 2026-04-24 |
        | China  | Herstal        | 2026-04-24 | prohibited          | No. 20 of 2026 prohibits it                      |
        | Japan  | Herstal        | 2026-04-24 | no licence required | No. 20 of 2026 does not concern it               |
        | China  | Example Optics | 2026-04-24 | no licence required | No. 20 of 2026 does not concern it               |
