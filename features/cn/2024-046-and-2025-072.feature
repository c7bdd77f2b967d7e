Feature: Announcements 46 of 2024 and 72 of 2025: dual-use items for the United States

  Announcement 46 (关于加强相关两用物项对美国出口管制的公告) of the Ministry of Commerce, published on 3 December 2024. Paragraph 1
  prohibits, paragraph 2 says how applications are treated, a closing sentence holds anyone liable who passes items of Chinese origin
  on. Announcement 72 of 2025 suspends paragraph 2 and nothing else.

  Rule: Dual-use items are not exported to military users of the United States, nor for military use there

    Paragraph 1, carried out 自公布之日起, from the day of publication. Either is enough: the user, or the use.

    Scenario Outline: It begins on the day of publication and no act has stopped it
      Given gallium metal from China to the United States
      And the end user is a military user in the United States
      And the end use is military
      When asked for <day>
      Then the answer is <answer>, because paragraph 1 of No. 46 of 2024 <standing>

      # 1 December 2025: https://www.worldjournal.com/wj/story/124277/9129190
      Examples:
        | day        | answer           | standing                          |
        | 2024-12-02 | licence required | is not in force before 2024-12-03 |
        | 2024-12-03 | prohibited       | prohibits it                      |
        | 2024-12-04 | prohibited       | prohibits it                      |
        | 2025-11-08 | prohibited       | prohibits it                      |
        | 2025-11-09 | prohibited       | prohibits it                      |
        | 2025-12-01 | prohibited       | prohibits it                      |
        | 2026-11-27 | prohibited       | prohibits it                      |
        | 2026-11-28 | prohibited       | prohibits it                      |

    Scenario Outline: The user or the use
      Given gallium metal from China to <destination>
      And the end user is <user>
      And the end use is <use>
      When asked for 2025-12-01
      Then the answer is <answer>, because paragraph 1 of No. 46 of 2024 <standing>

      Examples:
        | destination       | user                                 | use        | answer           | standing                |
        | the United States | a military user in the United States | civil      | prohibited       | prohibits it            |
        | the United States | a civil company in the United States | military   | prohibited       | prohibits it            |
        | the United States | not stated                           | military   | prohibited       | prohibits it            |
        | the United States | a civil company in the United States | civil      | licence required | does not concern it     |
        | the United States | a company in the United States       | civil      | licence required | turns on a missing fact |
        | the United States | a civil company in the United States | not stated | licence required | turns on a missing fact |
        | the United States | not stated                           | not stated | licence required | turns on a missing fact |
        | Germany           | a military user in Germany           | military   | licence required | does not concern it     |

    Scenario: Use not stated: a licence at least, and perhaps prohibited
      Given gallium metal from China to the United States
      When asked for 2025-12-01
      Then the answer is licence required, because paragraph 1 of No. 46 of 2024 turns on a missing fact; item 1.1 of No. 23 of 2023 requires a licence
      And missing facts could make it prohibited
      And it asks for the end use and the end user

    Scenario Outline: Goods for a military user of the United States may travel through another country
      Given gallium metal from China to Mexico
      And the end user is <user>
      When asked for 2025-12-01
      Then the answer is <answer>, because paragraph 1 of No. 46 of 2024 <standing>

      Examples:
        | user                                       | answer           | standing            |
        | a military contractor in the United States | prohibited       | prohibits it        |
        | a civil company in Mexico                  | licence required | does not concern it |

    # Tungsten carbide, 20 November 2025: https://www.worldjournal.com/wj/story/124277/9129190
    Scenario Outline: Any item of the list of dual-use items, and no other goods
      Given <goods> from China to the United States
      And the end user is a military user in the United States
      When asked for 2025-11-20
      Then the answer is <answer>, because paragraph 1 of No. 46 of 2024 <standing>

      Examples:
        | goods                                                  | answer       | standing            |
        | dysprosium metal                                       | prohibited   | prohibits it        |
        | goods on the Chinese dual-use list, "tungsten carbide" | prohibited   | prohibits it        |
        | steel nails                                            | undetermined | does not concern it |

    Scenario: Goods on no list are not prohibited by it, but the exporter's knowledge may still matter
      Given steel nails from China to the United States
      And the end user is a military user in the United States
      When asked for 2025-11-20
      Then the answer is undetermined, because paragraph 1 of No. 46 of 2024 does not concern it
      And it warns that a catch-all fires on known uses
      And it warns that the log is silent on these goods

    Scenario: Goods whose listing is suspended are perhaps listed, and perhaps not: nothing is permitted on that
      Given holmium oxide from China to the United States
      And the end user is a military user in the United States
      When asked for 2025-12-15
      Then the answer is undetermined, because item 1 of No. 57 of 2025 is suspended; paragraph 1 of No. 46 of 2024 is only hinted at
      And missing facts could make it prohibited

  Rule: Gallium, germanium, antimony and superhard items for the United States are in principle not permitted; graphite is reviewed more strictly

    Paragraph 2. It treats applications; a licence is still what is required, and refusal in principle is no prohibition.

    Scenario Outline: Paragraph 2 in time: from 3 December 2024, and asleep from 9 November 2025 through 27 November 2026
      Given <goods> from China to the United States
      And the end user is Example Optics, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is licence required, because <duty> requires a licence
      And applications are treated <treatment>
      And no missing fact could make it stricter

      Examples:
        | goods                  | duty                       | day        | treatment               |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2024-12-02 | in the ordinary way     |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2024-12-03 | as refused in principle |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2024-12-10 | as refused in principle |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2025-11-08 | as refused in principle |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2025-11-09 | in the ordinary way     |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2025-11-20 | in the ordinary way     |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2026-11-27 | in the ordinary way     |
        | gallium metal          | item 1.1 of No. 23 of 2023 | 2026-11-28 | as refused in principle |
        | natural flake graphite | item 1.2 of No. 39 of 2023 | 2024-12-02 | in the ordinary way     |
        | natural flake graphite | item 1.2 of No. 39 of 2023 | 2024-12-03 | under stricter review   |
        | natural flake graphite | item 1.2 of No. 39 of 2023 | 2025-11-08 | under stricter review   |
        | natural flake graphite | item 1.2 of No. 39 of 2023 | 2025-11-09 | in the ordinary way     |
        | natural flake graphite | item 1.2 of No. 39 of 2023 | 2026-11-27 | in the ordinary way     |
        | natural flake graphite | item 1.2 of No. 39 of 2023 | 2026-11-28 | under stricter review   |

    Scenario Outline: Civil use changes nothing in how applications are treated
      Given gallium metal from China to the United States
      And the end use is civil
      When asked for <day>
      Then the answer is licence required
      And applications are treated <treatment>
      And it asks for the end user

      Examples:
        | day        | treatment               |
        | 2024-12-10 | as refused in principle |
        | 2025-11-20 | in the ordinary way     |

    # Germanium for civil infrared optics: https://rawmaterials.net/china-restricts-critical-mineral-exports-to-the-united-states/
    Scenario Outline: Each family, and no other destination
      Given <goods> from China to <destination>
      And the end user is a civil company in <destination>
      And the end use is civil
      When asked for 2024-12-10
      Then the answer is licence required
      And applications are treated <treatment>

      Examples:
        | goods                  | destination       | treatment               |
        | germanium metal        | the United States | as refused in principle |
        | antimony ingots        | the United States | as refused in principle |
        | natural flake graphite | the United States | under stricter review   |
        | germanium metal        | Germany           | in the ordinary way     |
        | natural flake graphite | Germany           | in the ordinary way     |

    Scenario: Without the end user's country, applications may yet be refused in principle
      Given germanium metal from China to Germany
      When asked for 2024-12-10
      Then the answer is licence required
      And applications are treated in the ordinary way
      And missing facts could make applications treated as refused in principle
      And it asks for the end user

    Scenario: Paragraph 2 creates no duty of its own
      Given diamond powder from China to the United States
      And its average particle size is 10 µm
      When asked for 2025-11-08
      Then the answer is no licence required, because No. 55 of 2025 is suspended through 2026-11-10; paragraph 2 of No. 46 of 2024 does not concern it
      And it warns that the listing is only suspended

    Scenario: How a promised extension would be felt
      Given gallium metal from China to the United States
      And the end user is a civil company in the United States
      And the end use is civil
      When asked for 2026-11-28
      Then the answer is licence required
      And applications are treated as refused in principle
      And it is contested
      And were the statement carried out, applications would be treated in the ordinary way through 10 January 2027

  Rule: Announcement 72 suspends paragraph 2 only

    即日起, 至2026年11月27日: from 9 November 2025 through 27 November 2026. Gallium goes back to ordinary licensing, not to freedom.

    Scenario Outline: What was suspended, and what was not
      Given gallium metal from China to the United States
      And the end user is <user>
      When asked for 2025-11-20, with what was published through <known>
      Then the answer is <answer>
      And applications are treated <treatment>

      Examples:
        | user                                 | known      | answer           | treatment               |
        | a civil company in the United States | 2025-11-08 | licence required | as refused in principle |
        | a civil company in the United States | 2025-11-09 | licence required | in the ordinary way     |
        | a military user in the United States | 2025-11-08 | prohibited       | as refused in principle |
        | a military user in the United States | 2025-11-09 | prohibited       | in the ordinary way     |

    # Reported by two outlets. The People's Daily and copies of Xinhua say that the whole paragraph is suspended.
    Scenario Outline: For graphite the press reads the suspension in two ways
      Given natural flake graphite from China to the United States
      And the end user is Example Optics, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is licence required, because item 1.2 of No. 39 of 2023 requires a licence
      And applications are treated in the ordinary way
      And it is unsettled
      And were it true that "the stricter review of graphite for the United States goes on", applications would be treated under stricter review

      Examples:
        | day        |
        | 2025-11-09 |
        | 2025-11-20 |
        | 2026-11-27 |

    Scenario: Before the suspension there is one reading only
      Given natural flake graphite from China to the United States
      And the end user is Example Optics, a civil company in the United States
      And the end use is civil
      When asked for 2025-11-08
      Then the answer is licence required
      And applications are treated under stricter review
      And there is no other reading of the law

  Rule: Whoever passes Chinese dual-use items on against the announcement is liable, wherever they are

    The closing sentence serves each paragraph while it is in force. It prints no procedure by which a transfer could be permitted.

    Scenario Outline: Gallium sold out of Thailand to the United States
      Given gallium metal made in <origin>, from Thailand to the United States
      And the end user is <user>
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because <reason>

      Examples:
        | origin | user                                                 | use      | day        | answer              | reason                                                                        |
        | China  | a military user in the United States                 | military | 2024-12-02 | no licence required | paragraph 1 of No. 46 of 2024 is not in force                                 |
        | China  | a military user in the United States                 | military | 2024-12-03 | prohibited          | paragraph 1 of No. 46 of 2024 prohibits it                                    |
        | China  | a military user in the United States                 | military | 2025-11-20 | prohibited          | paragraph 1 of No. 46 of 2024 prohibits it                                    |
        | Japan  | a military user in the United States                 | military | 2025-11-20 | no licence required | paragraph 1 of No. 46 of 2024 does not concern it                             |
        | China  | a civil company in the United States                 | civil    | 2025-11-08 | undetermined        | paragraph 2 of No. 46 of 2024 turns on a missing fact                         |
        | China  | a civil company in the United States                 | civil    | 2025-11-20 | no licence required | paragraph 2 of No. 46 of 2024 is suspended                                    |
        | China  | Example Optics, a civil company in the United States | civil    | 2024-12-02 | no licence required | paragraph 2 of No. 46 of 2024 is not in force before 2024-12-03               |
        | China  | Example Optics, a civil company in the United States | civil    | 2024-12-03 | undetermined        | paragraph 2 of No. 46 of 2024 turns on a missing fact                         |
        | China  | Example Optics, a civil company in the United States | civil    | 2025-11-08 | undetermined        | paragraph 2 of No. 46 of 2024 turns on a missing fact                         |
        | China  | Example Optics, a civil company in the United States | civil    | 2025-11-09 | no licence required | paragraph 2 of No. 46 of 2024 is suspended from 2025-11-09 through 2026-11-27 |
        | China  | Example Optics, a civil company in the United States | civil    | 2026-11-27 | no licence required | paragraph 2 of No. 46 of 2024 is suspended from 2025-11-09 through 2026-11-27 |
        | China  | Example Optics, a civil company in the United States | civil    | 2026-11-28 | undetermined        | paragraph 2 of No. 46 of 2024 turns on a missing fact                         |

    Scenario: The prohibition says that there is no way round it
      Given gallium metal made in China, from Thailand to the United States
      And the end user is a military user in the United States
      When asked for 2025-11-20
      Then the answer is prohibited, because paragraph 1 of No. 46 of 2024 prohibits it
      And it warns that no procedure is printed

  Rule: A licence held does not authorise what may be prohibited

    A permission is given only where the facts that are missing cannot make the answer stricter.

    Scenario Outline: Gallium for the United States with a licence held
      Given gallium metal from China to the United States
      And the exporter, Example Metals, holds a licence under No. 23 of 2023 for gallium to the United States
      And the end user is <user>
      And the end use is <use>
      When asked for 2025-12-01
      Then the answer is <answer>, because item 1.1 of No. 23 of 2023 is met by the licence held; paragraph 1 of No. 46 of 2024 <standing>

      Examples:
        | user                                 | use        | answer       | standing                |
        | a civil company in the United States | civil      | authorised   | does not concern it     |
        | a civil company in the United States | not stated | undetermined | turns on a missing fact |
        | a military user in the United States | civil      | prohibited   | prohibits it            |

    Scenario Outline: With the use or the user not stated it is never authorised
      Given gallium metal from China to the United States
      And the exporter, Example Metals, holds a licence under No. 23 of 2023 for gallium to the United States
      And the end user is <user>
      And the end use is <use>
      When asked for 2025-12-01
      Then the answer is <answer>
      And missing facts could make it prohibited

      Examples:
        | user                                 | use        | answer           |
        | a civil company in the United States | not stated | undetermined     |
        | not stated                           | civil      | licence required |
        | not stated                           | not stated | licence required |

    Scenario: What is missing is asked for
      Given gallium metal from China to the United States
      And the exporter, Example Metals, holds a licence under No. 23 of 2023 for gallium to the United States
      And the end user is a civil company in the United States
      When asked for 2025-12-01
      Then the answer is undetermined
      And missing facts could make it prohibited
      And it asks for the end use

    Scenario Outline: A licence covers what its terms name, and no more
      Given <goods> from China to <destination>
      And the exporter, Example Metals, holds a licence under No. 23 of 2023 for gallium to the United States, for civil use
      And the end user is a civil company in <destination>
      And the end use is civil
      When asked for 2025-12-01
      Then the answer is <answer>

      Examples:
        | goods           | destination       | answer           |
        | gallium metal   | the United States | authorised       |
        | gallium metal   | Germany           | licence required |
        | germanium metal | the United States | licence required |
