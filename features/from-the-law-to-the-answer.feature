Feature: From the words of a provision to an answer

  Principles of Licet. A provision concerns a shipment only where its goods, its places, its persons and uses, and its reach are all met.
  Then the day decides, then what the provision does: it prohibits, it requires a licence, or it says how applications are treated.

  Rule: Where one limb is not met, what the other limbs leave open is of no interest

    # IHI Aerospac resembles a name that announcement 11 of 2026 lists.
    Scenario Outline: A name that resembles a listed one, while the goods, the reach or the destination are not those of the list
      Given <goods> made in <origin>, from <departure> to <destination>
      And the end user is IHI Aerospac, a civil company in <destination>
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is no licence required, because No. 11 of 2026 does not concern it
      And no missing fact could make it stricter
      And it raises no alarm

      Examples:
        | goods            | origin   | departure | destination |
        | neodymium metal  | China    | China     | Vietnam     |
        | dysprosium metal | Thailand | Thailand  | Malaysia    |
        | dysprosium metal | China    | Thailand  | China       |

    Scenario: A military user who may be anywhere, and goods that are on no list
      Given neodymium metal from China to the United States
      And the end user is a military user whose country is not stated
      And the end use is civil
      When asked for 2025-12-01
      Then the answer is no licence required, because paragraph 1 of No. 46 of 2024 does not concern it
      And no missing fact could make it stricter
      And it raises no alarm

    Scenario: A user who may be anywhere, and who is neither military nor uses the goods for the military
      Given germanium metal from China to Mexico
      And the end user is Example Optics, a civil company whose country is not stated
      And the end use is civil
      When asked for 2025-12-01
      Then the answer is licence required, because paragraph 1 of No. 46 of 2024 does not concern it
      And no missing fact could make it stricter
      And it raises no alarm

    Scenario: A place of departure that is not stated, and a user who is not where the provision says
      Given gallium metal from a place that is not stated to Vietnam
      And the end user is a civil company in Vietnam
      And the end use is military
      When asked for 2025-12-01
      Then the answer is undetermined, because paragraph 1 of No. 46 of 2024 does not concern it
      And missing facts could make it licence required
      And it raises no alarm

    Scenario Outline: Goods in mere transit, of which the texts do not settle whether they are reached
      Given <goods> made in Japan, from China to Germany
      And it only passes through China in transit
      And the end user is Example Optics, a civil company in Germany
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <provision> does not concern it
      And it raises no alarm

      Examples:
        | goods                                            | day        | answer              | provision      |
        | neodymium metal                                  | 2025-12-01 | no licence required | No. 57 of 2025 |
        | methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate | 2026-09-25 | undetermined        | No. 40 of 2026 |

  Rule: What is open is open because a rule says so, and not because something failed

    If the rules could not be run, or two ways of running them disagreed, the answer would withhold itself and raise an alarm.

    Scenario Outline: A missing fact, a hint, a first day that is not known
      Given <goods> from China to <destination>
      And the end user is <user>
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because <provision> <standing>
      And it raises no alarm

      Examples:
        | goods                                      | destination       | user                                                 | use        | day        | answer           | provision                     | standing                |
        | gallium metal                              | the United States | not stated                                           | civil      | 2025-12-01 | licence required | paragraph 1 of No. 46 of 2024 | turns on a missing fact |
        | gallium metal                              | the United States | Example Optics, a civil company in the United States | not stated | 2025-12-01 | licence required | paragraph 1 of No. 46 of 2024 | turns on a missing fact |
        | NdFeB magnets                              | Germany           | Example Optics, a civil company in Germany           | civil      | 2025-12-01 | undetermined     | item 4 of No. 18 of 2025      | turns on a missing fact |
        | dysprosium metal                           | Malaysia          | TDK, a civil company in Malaysia                     | not stated | 2026-03-02 | licence required | item 4 of No. 18 of 2025      | requires a licence      |
        | dysprosium metal                           | Japan             | IHI Aerospac, a civil company in Japan               | civil      | 2026-03-02 | licence required | No. 11 of 2026                | is only hinted at       |
        | germanium metal                            | Germany           | not stated                                           | not stated | 2024-12-10 | licence required | item 1.2 of No. 23 of 2023    | requires a licence      |
        | goods described only as "dysprosium metal" | Germany           | Example Optics, a civil company in Germany           | civil      | 2025-06-05 | undetermined     | every drone line of the list  | turns on a missing fact |

  Rule: The answer names the rules that it follows, and no other

    Scenario Outline: From the persons and uses to what follows
      Given <goods> from China to <destination>
      And the end user is <user>
      And the end use is <use>
      When asked for 2025-12-01
      Then the answer is <answer>
      And the rules behind <provision> are <rules>

      Examples:
        | goods                                       | destination       | user                                 | use      | answer           | provision                     | rules                                                                                                        |
        | gallium metal                               | the United States | a military user in the United States | military | prohibited       | paragraph 1 of No. 46 of 2024 | use suffices; person suffices; all limbs met; in force; prohibited                                           |
        | gallium metal                               | the United States | a military user in the United States | civil    | prohibited       | paragraph 1 of No. 46 of 2024 | person suffices; all limbs met; in force; prohibited                                                         |
        | gallium metal                               | the United States | a company in the United States       | civil    | licence required | paragraph 1 of No. 46 of 2024 | person not stated would suffice; users not settled; in force, fact missing; perhaps prohibited, fact missing |
        | holmium oxide                               | the United States | a military user in the United States | civil    | undetermined     | paragraph 1 of No. 46 of 2024 | person suffices; goods perhaps; in force, hint only; perhaps prohibited, hint                                |
        | NdFeB magnets                               | Germany           | a civil company in Germany           | civil    | undetermined     | item 4 of No. 18 of 2025      | person and use met; goods not settled; in force, fact missing; licence perhaps, fact missing                 |
        | goods known only by customs code 8505111000 | Germany           | a civil company in Germany           | civil    | undetermined     | item 4 of No. 18 of 2025      | person and use met; goods perhaps; in force, hint only; licence perhaps, hint                                |

  Rule: An act that postpones a control moves its first day

    Nobody has passed such an act so far. The scenario shows what it would do, and that without it the first day stays.

    Scenario Outline: The new first day
      Given holmium metal from China to Germany
      And an act of 2025-10-20 that nobody has passed postpones No. 57 of 2025 to 2025-12-01
      And the end user is Example Optics, a civil company in Germany
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because item 1 of No. 57 of 2025 <standing>
      And it raises no alarm

      Examples:
        | day        | known      | answer              | standing                                        |
        | 2025-11-08 | 2025-10-19 | licence required    | requires a licence from 2025-11-08              |
        | 2025-11-07 | 2025-10-20 | no licence required | is not in force                                 |
        | 2025-11-08 | 2025-10-20 | no licence required | is postponed from 2025-11-08 through 2025-11-30 |
        | 2025-11-30 | 2025-10-20 | no licence required | is postponed through 2025-11-30                 |
        | 2025-12-01 | 2025-10-20 | licence required    | requires a licence from 2025-12-01              |

    Scenario: What leaves another country is meant neither before nor after
      Given holmium metal from Japan to Germany
      And an act of 2025-10-20 that nobody has passed postpones No. 57 of 2025 to 2025-12-01
      And the end user is Example Optics, a civil company in Germany
      And the end use is civil
      When asked for 2025-11-08, with what was published through 2025-10-20
      Then the answer is no licence required, because item 1 of No. 57 of 2025 does not concern it
      And it raises no alarm
