Feature: What goes to China is not exported from China

  The Export Control Law (Article 2) calls export the transfer of controlled items out of the territory of China. No act that the log
  holds names China itself as a destination: a delivery to somebody in China is meant by none of them, wherever the goods come from.

  Rule: A licence for the export is needed for no delivery to China

    The place of departure is not stated, so that only the destination can take the goods out of the provision. Were they to leave China
    for China, that would be no export, and the question would be refused.

    Scenario Outline: Each provision on goods and technology, on a day on which it is in force
      Given <goods> from a place that is not stated to China
      And the end user is Example Optics, a civil company in China
      And the end use is civil
      When asked for <day>
      Then the answer is undetermined, because <provision> does not concern it
      And it asks for the place of departure

      Examples:
        | goods                                                      | day        | provision                                 |
        | natural flake graphite                                     | 2006-12-31 | the temporary control of 2006             |
        | carbon electrodes for furnaces                             | 2006-12-31 | the temporary control of 2006             |
        | gallium metal                                              | 2023-08-01 | item 1.1 of No. 23 of 2023                |
        | germanium metal                                            | 2023-08-01 | item 1.2 of No. 23 of 2023                |
        | artificial graphite crucibles                              | 2024-03-01 | item 1.1 of No. 39 of 2023                |
        | spheroidised graphite                                      | 2024-03-01 | item 1.2 of No. 39 of 2023                |
        | technology for separating rare earths                      | 2024-03-01 | the prohibition of separation technology  |
        | technology for smelting rare earth metals                  | 2024-03-01 | the prohibition of metal technology       |
        | technology for producing rare earth alloys                 | 2024-03-01 | the prohibition of alloy technology       |
        | technology for making rare earth magnets                   | 2024-03-01 | the prohibition of magnet technology      |
        | technology for preparing rare earth calcium oxyborate      | 2024-03-01 | the prohibition of oxyborate technology   |
        | technology for leaching ionic rare earth ore               | 2024-03-01 | the restriction of leaching technology    |
        | superplastic forming tools                                 | 2025-03-01 | item 1.1 of No. 21 of 2024                |
        | gas-turbine casting equipment                              | 2025-03-01 | No. 21 of 2024                            |
        | polyethylene fibre                                         | 2025-03-01 | item 4 of No. 21 of 2024                  |
        | antimony ingots                                            | 2025-03-01 | item 1.1 of No. 33 of 2024                |
        | technology for synthesising diamond with a cubic press     | 2025-03-01 | item 1.2 of No. 33 of 2024                |
        | tungsten metal                                             | 2025-03-01 | line 1C226 of the list                    |
        | tungsten metal                                             | 2025-03-01 | line 1C241 of the list                    |
        | tungsten powder                                            | 2025-03-01 | line 1C111 of the list                    |
        | bismuth metal                                              | 2025-03-01 | line 1C229 of the list                    |
        | fine-grain bulk graphite                                   | 2025-03-01 | line 1C108.a of the list                  |
        | drone components                                           | 2026-08-20 | every drone line of the list              |
        | tungsten oxide                                             | 2025-03-01 | item 1.1 of No. 10 of 2025                |
        | tungsten metal                                             | 2025-03-01 | item 1.2 of No. 10 of 2025                |
        | tungsten alloy                                             | 2025-03-01 | item 1.3 of No. 10 of 2025                |
        | technology for producing tungsten heavy alloys             | 2025-03-01 | item 1.4 of No. 10 of 2025                |
        | technology for producing tungsten compounds                | 2025-03-01 | item 1.5 of No. 10 of 2025                |
        | tellurium metal                                            | 2025-03-01 | item 2 of No. 10 of 2025                  |
        | technology for producing tellurium                         | 2025-03-01 | item 2.3 of No. 10 of 2025                |
        | bismuth metal                                              | 2025-03-01 | item 3.1 of No. 10 of 2025                |
        | bismuth germanate crystals                                 | 2025-03-01 | item 3.2 of No. 10 of 2025                |
        | triphenylbismuth                                           | 2025-03-01 | item 3.3 of No. 10 of 2025                |
        | tris(p-ethoxyphenyl)bismuth                                | 2025-03-01 | item 3.4 of No. 10 of 2025                |
        | technology for producing bismuth                           | 2025-03-01 | item 3.5 of No. 10 of 2025                |
        | molybdenum powder                                          | 2025-03-01 | item 4.1 of No. 10 of 2025                |
        | technology for producing molybdenum powder                 | 2025-03-01 | No. 10 of 2025                            |
        | indium phosphide wafers                                    | 2025-03-01 | item 5 of No. 10 of 2025                  |
        | technology for producing indium phosphide                  | 2025-03-01 | item 5.4 of No. 10 of 2025                |
        | silver ingots                                              | 2025-10-31 | state trading                             |
        | SmCo magnets                                               | 2025-04-20 | item 1 of No. 18 of 2025                  |
        | gadolinium oxide                                           | 2025-04-20 | item 2 of No. 18 of 2025                  |
        | terbium metal                                              | 2025-04-20 | item 3 of No. 18 of 2025                  |
        | dysprosium metal                                           | 2025-04-20 | item 4 of No. 18 of 2025                  |
        | lutetium metal                                             | 2025-04-20 | item 5 of No. 18 of 2025                  |
        | scandium oxide                                             | 2025-04-20 | item 6 of No. 18 of 2025                  |
        | yttrium metal                                              | 2025-04-20 | item 7 of No. 18 of 2025                  |
        | technology for making LFP cathodes                         | 2025-10-15 | the restriction of cathode technology     |
        | technology for making lithium carbonate of spodumene       | 2025-10-15 | the restriction of metallurgy             |
        | technology for making rare earth magnets                   | 2025-10-15 | item 1 of No. 62 of 2025                  |
        | technology for the DCPCVD process                          | 2026-11-11 | item 1 of No. 55 of 2025                  |
        | rare earth centrifugal extractors                          | 2026-11-11 | item 1 of No. 56 of 2025                  |
        | goods under list code 1C914.a of the Chinese dual-use list | 2026-11-11 | item 2 of No. 56 of 2025                  |
        | holmium metal                                              | 2026-11-11 | item 1 of No. 57 of 2025                  |
        | erbium metal                                               | 2026-11-11 | item 2 of No. 57 of 2025                  |
        | thulium metal                                              | 2026-11-11 | item 3 of No. 57 of 2025                  |
        | europium metal                                             | 2026-11-11 | item 4 of No. 57 of 2025                  |
        | ytterbium metal                                            | 2026-11-11 | item 5 of No. 57 of 2025                  |
        | technology for producing lithium batteries                 | 2026-11-11 | item 1 of No. 58 of 2025                  |
        | nickel-cobalt-manganese hydroxide                          | 2026-11-11 | item 2 of No. 58 of 2025                  |
        | artificial graphite anode material                         | 2026-11-11 | item 3 of No. 58 of 2025                  |
        | technology for granulating anode material                  | 2026-11-11 | the means of production in No. 58 of 2025 |

    Scenario Outline: A known use makes no difference
      Given <goods> from a place that is not stated to China
      And the end user is Example Optics, a civil company in China
      And the end use is <use>
      When asked for 2025-10-15
      Then the answer is undetermined, because <provision> does not concern it

      Examples:
        | goods           | use                          | provision                               |
        | steel nails     | weapons of mass destruction  | the catch-all of the Export Control Law |
        | neodymium metal | rare earth production abroad | No. 62 of 2025                          |

    Scenario: Nor does help by Chinese persons abroad for a magnet line in China
      Given an engineer of Chinese nationality, sent from Thailand, sets up a rare earth magnet line in China
      When asked for 2025-10-15
      Then the answer is undetermined, because item 7 of No. 62 of 2025 does not concern it

  Rule: A listed name in China receives goods from abroad without a prohibition

    The lists bar exports to the names on them, and some bar passing Chinese items on to them abroad. Neither is a delivery to China.

    Scenario Outline: Chinese dysprosium comes back, to a plant in China of a name on the list
      Given dysprosium metal made in China, from Thailand to China
      And the end user is <name>, a civil company in China
      And the end use is civil
      When asked for <day>
      Then the answer is no licence required, because <notice> does not concern it
      And no missing fact could make it stricter

      Examples:
        | name                 | notice         | day        |
        | IHI Aerospace        | No. 11 of 2026 | 2026-03-02 |
        | Herstal              | No. 20 of 2026 | 2026-07-20 |
        | MP Materials         | No. 23 of 2026 | 2026-07-20 |
        | Mitsubishi Precision | No. 27 of 2026 | 2026-07-20 |
        | Rheinmetall          | No. 30 of 2026 | 2026-08-20 |

    # The names on these three lists were not collected: Example Aerospace stands for one of them.
    Scenario Outline: From a place that is not stated
      Given dysprosium metal from a place that is not stated to China
      And <notice> lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in China
      And the end use is civil
      When asked for 2025-04-20
      Then the answer is undetermined, because <notice> does not concern it
      And missing facts could make it licence required

      Examples:
        | notice         |
        | No. 13 of 2025 |
        | No. 21 of 2025 |
        | No. 22 of 2025 |
