Feature: Announcement 11 of 2026: twenty Japanese entities on the control list

  Announcement 11 of the Ministry of Commerce (公布将20家日本实体列入出口管制管控名单), published on 24 February 2026 and in force from that
  day. Nineteen of the twenty names are known.

  Rule: No dual-use item is exported to the entities on the list

    Scenario Outline: It begins on the day of publication
      Given dysprosium metal from China to Japan
      And the end user is IHI Aerospace, a civil company in Japan
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | day        | answer           | reason                                           |
        | 2026-02-23 | licence required | No. 11 of 2026 is not in force before 2026-02-24 |
        | 2026-02-24 | prohibited       | No. 11 of 2026 prohibits it from 2026-02-24      |
        | 2026-02-25 | prohibited       | No. 11 of 2026 prohibits it from 2026-02-24      |
        | 2026-10-05 | prohibited       | No. 11 of 2026 prohibits it from 2026-02-24      |

    Scenario Outline: The same name however it is written; a similar name is looked at
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is <answer>, because No. 11 of 2026 <standing>

      Examples:
        | name                                  | answer           | standing            |
        | Japan Marine United                   | prohibited       | prohibits it        |
        | JAPAN MARINE UNITED Co., Ltd.         | prohibited       | prohibits it        |
        | Fujitsu Defense and National Security | licence required | is only hinted at   |
        | IHI Aerospce                          | licence required | is only hinted at   |
        | Mitsubishi Heavy Industries           | licence required | is only hinted at   |
        | Example Optics                        | licence required | does not concern it |

    Scenario Outline: Every name counts from the day of publication
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-02-24
      Then the answer is prohibited, because No. 11 of 2026 prohibits it from 2026-02-24
      And it holds from 2026-02-24
      And the day of No. 11 of 2026 whose words were not read is 2026-02-24

      Examples:
        | name                                                     |
        | Mitsubishi Heavy Industries Shipbuilding                 |
        | Mitsubishi Heavy Industries Aero Engines                 |
        | Mitsubishi Heavy Industries Marine Machinery & Equipment |
        | Mitsubishi Heavy Industries Engine & Turbocharger        |
        | Mitsubishi Heavy Industries Maritime Systems             |
        | Kawasaki Heavy Industries Aerospace Systems Company      |
        | KAWAJU Gifu Engineering                                  |
        | Fujitsu Defense & National Security                      |
        | IHI Power Systems                                        |
        | IHI Master Metal                                         |
        | IHI Jet Service                                          |
        | IHI Aerospace                                            |
        | IHI Aero Manufacturing                                   |
        | IHI Aerospace Engineering                                |
        | NEC Aerospace Systems                                    |
        | Japan Marine United                                      |
        | JMU Defense Systems                                      |
        | National Defense Academy of Japan                        |
        | Japan Aerospace Exploration Agency                       |

    Scenario: A similar name is asked about
      Given dysprosium metal from China to Japan
      And the end user is Mitsubishi Heavy Industries, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is licence required
      And missing facts could make it prohibited
      And it asks for the end user

    Scenario: A name that is not among the nineteen may be the twentieth
      Given dysprosium metal from China to Japan
      And the end user is Example Optics, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is licence required, because No. 11 of 2026 does not concern it
      And it is on an incomplete list

    Scenario Outline: Whatever part the entity takes, and wherever the goods go
      Given dysprosium metal from China to <destination>
      And the end user is Example Optics, a civil company in <destination>
      And the end use is civil
      And the <part> is NEC Aerospace Systems, a civil company in Japan
      When asked for 2026-03-02
      Then the answer is prohibited, because No. 11 of 2026 prohibits it

      Examples:
        | destination | part         |
        | Japan       | consignee    |
        | Malaysia    | intermediary |

    Scenario Outline: Dual-use items and no other goods
      Given <goods> from China to Japan
      And the end user is Japan Aerospace Exploration Agency, a civil user in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is <answer>, because No. 11 of 2026 <standing>

      Examples:
        | goods                                              | answer       | standing            |
        | goods on the Chinese dual-use list, "listed goods" | prohibited   | prohibits it        |
        | steel nails                                        | undetermined | does not concern it |
        | holmium oxide                                      | undetermined | is only hinted at   |

    Scenario: What is under way stops, and an application is open in special circumstances only
      Given dysprosium metal from China to Japan
      And the end user is IHI Aerospace, a civil company in Japan
      When asked for 2026-03-02
      Then the answer is prohibited
      And it warns that an application is open in special circumstances only

    Scenario: A licence held does not help
      Given dysprosium metal from China to Japan
      And the exporter, Example Metals, holds a licence under No. 18 of 2025 for dysprosium to Japan
      And the end user is IHI Aerospace, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is prohibited, because No. 11 of 2026 prohibits it

    Scenario Outline: A licence held authorises only where the end user is named and not on the list
      Given dysprosium metal from China to Japan
      And the exporter, Example Metals, holds a licence under No. 18 of 2025 for dysprosium to Japan
      And the end user is <user>
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is <answer>

      Examples:
        | user                                     | answer       |
        | Example Optics, a civil company in Japan | authorised   |
        | a civil company in Japan                 | undetermined |

  Rule: Nobody outside China passes items of Chinese origin on to them

    Scenario Outline: Dysprosium sold out of Thailand
      Given dysprosium metal made in <origin>, from Thailand to Japan
      And the end user is <user>
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | origin  | user                                     | day        | answer              | reason                                           |
        | China   | IHI Aerospace, a civil company in Japan  | 2026-02-23 | no licence required | No. 11 of 2026 is not in force before 2026-02-24 |
        | China   | IHI Aerospace, a civil company in Japan  | 2026-02-24 | prohibited          | No. 11 of 2026 prohibits it                      |
        | Germany | IHI Aerospace, a civil company in Japan  | 2026-02-24 | no licence required | No. 11 of 2026 does not concern it               |
        | China   | Example Optics, a civil company in Japan | 2026-02-24 | no licence required | No. 11 of 2026 does not concern it               |
        | China   | a civil company in Japan                 | 2026-02-24 | undetermined        | No. 11 of 2026 turns on a missing fact           |
