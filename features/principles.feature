Feature: Silence is never permission

  Principles of Licet, and of every act that it holds: what is not known is not permitted, what is not said does not free, and an answer
  says what it is about. Each example is a shipment that a first reading would wrongly let go.

  Rule: Goods that are not identified may be anything

    A code that the log does not have, a customs code that no entry names and a description in words identify nothing.

    Scenario Outline: Not identified, not permitted
      Given <goods> from China to Germany
      When asked for 2025-06-05
      Then the answer is undetermined
      And missing facts could make it prohibited
      And it asks for what the goods are

      Examples:
        | goods                                                     |
        | goods under list code 1C999                               |
        | goods under list code 1C920 of the Chinese dual-use list  |
        | goods known only by customs code 7317000000               |
        | goods described only as "dysprosium metal"                |

    Scenario: Once identified, the same goods have an answer
      Given dysprosium metal from China to Germany
      When asked for 2025-06-05
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence

  Rule: A code means something only on its list

    Many heads of Chinese codes are heads of United States codes too, with other meanings.

    Scenario: A head that stands on both lists
      Given goods under list code 3A001 from China to Germany
      When asked for 2025-11-06, with what was published through 2025-11-06
      Then the answer is undetermined
      And it asks for the list of the code
      And it warns that the code stands on two lists

    Scenario Outline: The Chinese code, and a head that is on one list only
      Given <goods> from China to Germany
      And its energy density is 310 Wh/kg
      When asked for 2025-11-08, with what was published through 2025-11-06
      Then the answer is licence required, because No. 58 of 2025 requires a licence

      Examples:
        | goods                                                   |
        | goods under list code 3A001 of the Chinese dual-use list |
        | lithium-ion battery packs                               |

  Rule: What the log does not hold completely, it does not free

    Scenario Outline: Goods that no act in the log names
      Given <goods> from China to Thailand
      When asked for 2025-03-18
      Then the answer is undetermined

      # Customs held a solder paste of tin and bismuth: https://china-century.com/rdhl/14093.html
      Examples:
        | goods                                                |
        | goods described only as "solder paste Sn42Bi58"      |
        | goods on the Chinese dual-use list, "a machine tool" |
        | steel nails                                          |

    Scenario: Goods that are known, of which the law is not
      Given steel nails from China to Thailand
      When asked for 2025-03-18
      Then the answer is undetermined
      And it warns that the log is silent on these goods

    Scenario Outline: From the day from which it does, and not before
      Given neodymium metal from China to Thailand
      When asked for <day>
      Then the answer is <answer>

      Examples:
        | day        | answer              |
        | 2025-04-03 | undetermined        |
        | 2025-04-04 | no licence required |
        | 2025-04-05 | no licence required |

    Scenario: An answer that rests on its completeness holds from that day
      Given neodymium metal from China to Thailand
      When asked for 2025-06-05
      Then the answer is no licence required
      And it holds from 2025-04-04

    # The first day is the one on which the first act on such goods was published.
    Scenario Outline: Goods by goods: the day before that day
      Given <goods> from China to Thailand
      When asked for <day before>
      Then the answer is undetermined
      And it warns that the log is silent on these goods
      And it holds through <day before>

      Examples:
        | goods                          | day before |
        | gallium metal                  | 2023-07-02 |
        | indium antimonide polycrystals | 2024-08-14 |
        | cubic presses                  | 2024-08-14 |
        | hard-metal tools               | 2025-02-03 |
        | bismuth oxide                  | 2025-02-03 |
        | indium metal                   | 2025-02-03 |
        | ferrite magnets                | 2025-04-03 |
        | lithium-ion battery packs      | 2025-10-08 |

    Scenario Outline: Goods by goods: that day
      Given <goods> from China to Thailand
      When asked for <first day>
      Then the answer is no licence required
      And it holds from <first day>

      Examples:
        | goods                          | first day  |
        | gallium metal                  | 2023-07-03 |
        | indium antimonide polycrystals | 2024-08-15 |
        | cubic presses                  | 2024-08-15 |
        | hard-metal tools               | 2025-02-04 |
        | bismuth oxide                  | 2025-02-04 |
        | indium metal                   | 2025-02-04 |
        | ferrite magnets                | 2025-04-04 |
        | lithium-ion battery packs      | 2025-10-09 |

    Scenario: Before the day from which the log holds the law on them
      Given dysprosium metal from China to Germany
      When asked for 2025-04-03
      Then the answer is undetermined
      And it warns that the log is silent on these goods

  Rule: An answer says which regimes it speaks of, and which it does not

    Scenario Outline: A country whose law is not in the log
      Given <goods> from <departure> to <destination>
      And it was made with technology from Japan
      When asked for 2025-12-01
      Then the answer is no licence required
      And it speaks of the dual-use licence of China only
      And it does not speak of the law of <departure>, the law of <destination>

      Examples:
        | goods          | departure   | destination       |
        | holmium metal  | Japan       | South Korea       |
        | samarium metal | Germany     | the United States |

    Scenario: Beside the dual-use licence
      Given holmium metal from China to Germany
      When asked for 2025-12-01
      Then the answer is no licence required
      And it speaks of the dual-use licence of China only
      And it does not speak of the export licence of China, the technology catalogue of China and the state trading of China
      And it does not speak of the party lists of China, the precursor licence of China and the law of Germany

    Scenario: On a day for which the log does not hold the list completely, it does not speak of the list
      Given ammonium paratungstate from China to Germany
      When asked for 2025-02-03
      Then the answer is undetermined
      And it speaks of the state trading of China only
      And it does not speak of the dual-use licence of China and the law of Germany

  Rule: Leaving the customs territory is export, whatever the origin of the goods

    Bonded zones are territory. How a licence works for mere transit is not spelt out in the texts: that is no freedom.

    # https://raytodd.blog/2020/11/17/
    Scenario Outline: Foreign antimony ingots out of China
      Given antimony ingots made in Tajikistan, from <departure> to Germany
      When asked for 2025-03-01
      Then the answer is licence required, because item 1.1 of No. 33 of 2024 requires a licence

      Examples:
        | departure               |
        | China                   |
        | a bonded zone in China  |

    # From 4 March 2025 the list of announcement 13 may name a person who is not stated.
    Scenario: Foreign antimony ingots in transit
      Given antimony ingots made in Tajikistan, from China to Germany
      And it only passes through China in transit
      When asked for 2025-03-01
      Then the answer is undetermined, because item 1.1 of No. 33 of 2024 is only hinted at
      And it holds through 2025-03-03

    Scenario Outline: Hong Kong and Taiwan are destinations
      Given dysprosium metal from China to <destination>
      When asked for 2025-12-01
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence

      Examples:
        | destination |
        | Hong Kong   |
        | Taiwan      |

  Rule: What another government says of the law is a claim about it, not law

    # https://www.whitehouse.gov/fact-sheets/2025/11/fact-sheet-president-donald-j-trump-strikes-deal-on-economic-and-trade-relations-with-china/
    # https://www.whitehouse.gov/fact-sheets/2026/05/fact-sheet-president-donald-j-trump-secures-historic-deals-with-china-delivering-for-american-workers-farmers-and-industry/
    Scenario Outline: The White House on Chinese rare earths, from the day on which it spoke
      Given <goods> from China to the United States
      When asked for <day>
      Then the answer is licence required, because <provision> requires a licence
      And it <warns> of the claim of <spoken>

      Examples:
        | goods                             | day        | provision                | warns         | spoken     |
        | dysprosium metal                  | 2025-10-31 | item 4 of No. 18 of 2025 | does not warn | 2025-11-01 |
        | dysprosium metal                  | 2025-11-01 | item 4 of No. 18 of 2025 | warns         | 2025-11-01 |
        | dysprosium metal                  | 2026-05-16 | item 4 of No. 18 of 2025 | does not warn | 2026-05-17 |
        | dysprosium metal                  | 2026-05-17 | item 4 of No. 18 of 2025 | warns         | 2026-05-17 |
        | rare earth centrifugal extractors | 2026-11-11 | item 1 of No. 56 of 2025 | warns         | 2026-05-17 |

  Rule: A fact that is not stated is not a fact that frees

    Scenario Outline: What each missing fact leaves open
      Given <goods> from China to the United States
      When asked for 2025-12-01
      Then the answer is <answer>
      And missing facts could make it prohibited

      Examples:
        | goods                            | answer           |
        | gallium metal                    | licence required |
        | NdFeB magnets                    | undetermined     |
        | NdFeB magnets with 3 % dysprosium | licence required |

    Scenario: Where the goods leave from
      Given holmium metal made in China, from a place that is not stated to Germany
      When asked for 2025-12-01
      Then the answer is undetermined, because No. 57 of 2025 is suspended
      And it asks for the place of departure

    Scenario: A prohibition stands whatever else is missing
      Given gallium metal from China to the United States
      And the end use is military
      When asked for 2025-12-01
      Then the answer is prohibited
      And no missing fact could make it stricter
