Feature: Announcement 23 of 2026: ten entities of the United States on the control list

  Announcement 23 of the Ministry of Commerce (公布将10家美国实体列入出口管制管控名单), published on 22 June 2026 and in force from that
  day. All ten names are known; eight of them rest on one dataset.

  Rule: No dual-use item is exported to the entities on the list

    Scenario Outline: It begins on the day of publication
      Given dysprosium metal from China to the United States
      And the end user is MP Materials, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | day        | answer           | reason                                           |
        | 2026-06-21 | licence required | No. 23 of 2026 is not in force before 2026-06-22 |
        | 2026-06-22 | prohibited       | No. 23 of 2026 prohibits it from 2026-06-22      |
        | 2026-06-23 | prohibited       | No. 23 of 2026 prohibits it from 2026-06-22      |
        | 2026-10-05 | prohibited       | No. 23 of 2026 prohibits it from 2026-06-22      |

    Scenario Outline: The names that are known, and others
      Given dysprosium metal from China to the United States
      And the end user is <name>, a civil company in the United States
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is <answer>, because No. 23 of 2026 <standing>

      Examples:
        | name                          | answer           | standing            |
        | MP Materials                  | prohibited       | prohibits it        |
        | MP MATERIALS CORP.            | prohibited       | prohibits it        |
        | USA Rare Earth, Inc.          | prohibited       | prohibits it        |
        | Aveox                         | prohibited       | prohibits it        |
        | Red Cat Holdings              | prohibited       | prohibits it        |
        | Teal Drones                   | prohibited       | prohibits it        |
        | IMSAR                         | prohibited       | prohibits it        |
        | Jaia Robotics                 | prohibited       | prohibits it        |
        | Ball Aerospace & Technologies | prohibited       | prohibits it        |
        | Oshkosh Defense               | prohibited       | prohibits it        |
        | L3Harris Maritime Services    | prohibited       | prohibits it        |
        | MP Material                   | licence required | is only hinted at   |
        | Oshkosh                       | licence required | is only hinted at   |
        | Example Optics                | licence required | does not concern it |

    Scenario Outline: Every name counts from the day of publication
      Given dysprosium metal from China to the United States
      And the end user is <name>, a civil company in the United States
      And the end use is civil
      When asked for 2026-06-22
      Then the answer is prohibited, because No. 23 of 2026 prohibits it from 2026-06-22
      And it holds from 2026-06-22
      And the day of No. 23 of 2026 whose words were not read is 2026-06-22

      Examples:
        | name                          |
        | MP Materials                  |
        | USA Rare Earth, Inc.          |
        | Aveox                         |
        | Red Cat Holdings              |
        | Teal Drones                   |
        | IMSAR                         |
        | Jaia Robotics                 |
        | Ball Aerospace & Technologies |
        | Oshkosh Defense               |
        | L3Harris Maritime Services    |

    Scenario: What is under way stops, and an application is open in special circumstances only
      Given dysprosium metal from China to the United States
      And the end user is MP Materials, a civil company in the United States
      When asked for 2026-08-20
      Then the answer is prohibited
      And it warns that an application is open in special circumstances only

    Scenario: An end user who is not named may be one of the ten
      Given dysprosium metal from China to the United States
      And the end user is a civil company in the United States
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is licence required, because No. 23 of 2026 turns on a missing fact
      And missing facts could make it prohibited
      And it asks for the end user

  Rule: Nobody outside China passes items of Chinese origin on to them

    Scenario Outline: Dysprosium sold out of Thailand
      Given dysprosium metal made in <origin>, from Thailand to the United States
      And the end user is <name>, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | origin | name           | day        | answer              | reason                                           |
        | China  | MP Materials   | 2026-06-21 | no licence required | No. 23 of 2026 is not in force before 2026-06-22 |
        | China  | MP Materials   | 2026-06-22 | prohibited          | No. 23 of 2026 prohibits it                      |
        | Japan  | MP Materials   | 2026-06-22 | no licence required | No. 23 of 2026 does not concern it               |
        | China  | Example Optics | 2026-06-22 | no licence required | No. 23 of 2026 does not concern it               |

    # A Malaysian trader, a dual-use item for MP Materials, 1 July 2026:
    # https://procurementinstitute.io/intel/china-targets-mp-materials-and-usa-rare-earth-in-dual-use-export-control-escalation
    Scenario Outline: A Malaysian trader passes an item on to MP Materials
      Given <goods> made in China, from Malaysia to the United States
      And the end user is MP Materials, a civil company in the United States
      And the end use is civil
      When asked for 2026-07-01
      Then the answer is <answer>, because No. 23 of 2026 <standing>

      Examples:
        | goods                                                      | answer       | standing            |
        | goods on the Chinese dual-use list, "reagent or equipment" | prohibited   | prohibits it        |
        | steel nails                                                | undetermined | does not concern it |
