Feature: Announcement 40 of 2026 and the catalogue of 10 November 2025: precursor chemicals for specific countries

  Another statute than the list of dual-use items: a licence for chemicals that go to some countries. On 10 November 2025 thirteen
  chemicals and three countries were added; the chemicals were not collected. On 22 September 2026 announcement 40 added two substances.

  Rule: Two substances need a licence for the United States, Mexico and Canada

    1-苯乙基-4-氧-3-哌啶甲酸甲酯 and 1-苯乙基-4-氧-3-哌啶甲酸乙酯.

    Scenario Outline: From the day of publication
      Given <goods> from China to the United States
      When asked for <day>
      Then the answer is <answer>, because No. 40 of 2026 <standing>

      Examples:
        | goods                                            | day        | answer           | standing                          |
        | methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate | 2026-09-21 | undetermined     | is not in force before 2026-09-22 |
        | methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate | 2026-09-22 | licence required | requires a licence from 2026-09-22 |
        | methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate | 2026-09-23 | licence required | requires a licence from 2026-09-22 |
        | ethyl 1-phenethyl-4-oxo-3-piperidinecarboxylate  | 2026-09-21 | undetermined     | is not in force before 2026-09-22 |
        | ethyl 1-phenethyl-4-oxo-3-piperidinecarboxylate  | 2026-09-22 | licence required | requires a licence from 2026-09-22 |

    Scenario Outline: The countries
      Given methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate from China to <destination>
      And the end user is Example Chemicals, a civil company in <destination>
      When asked for 2026-09-25
      Then the answer is <answer>, because No. 40 of 2026 <standing>

      Examples:
        | destination       | answer           | standing            |
        | the United States | licence required | requires a licence  |
        | Mexico            | licence required | requires a licence  |
        | Canada            | licence required | requires a licence  |
        | Germany           | undetermined     | does not concern it |

    Scenario: It is a licence of its own, and the answer speaks of no other
      Given ethyl 1-phenethyl-4-oxo-3-piperidinecarboxylate from China to the United States
      When asked for 2026-09-25
      Then the answer is licence required
      And the licences required are those of No. 40 of 2026
      And it speaks of the precursor licence of China only

    Scenario: For another country the log is silent, and silence frees nothing
      Given methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate from China to Germany
      And the end user is Example Chemicals, a civil company in Germany
      When asked for 2026-09-25
      Then the answer is undetermined, because No. 40 of 2026 does not concern it
      And it warns that the log is silent on these goods

    Scenario: It is no dual-use item
      Given methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate from China to the United States
      And the end user is MP Materials, a civil company in the United States
      And the end use is civil
      When asked for 2026-09-25
      Then the answer is licence required, because No. 23 of 2026 does not concern it

  Rule: Thirteen chemicals that are not named here may need one

    Scenario Outline: The catalogue of 10 November 2025
      Given precursor chemicals from China to <destination>
      And the end user is Example Chemicals, a civil company in <destination>
      When asked for <day>
      Then the answer is undetermined, because the precursor catalogue of 10 November 2025 <standing>

      Examples:
        | destination       | day        | standing                          |
        | Mexico            | 2025-11-09 | is not in force before 2025-11-10 |
        | Mexico            | 2025-11-10 | is only hinted at                 |
        | Mexico            | 2025-11-11 | is only hinted at                 |
        | the United States | 2025-11-11 | is only hinted at                 |
        | Canada            | 2025-11-11 | is only hinted at                 |
        | Germany           | 2025-11-11 | does not concern it               |

    Scenario Outline: A missing fact can at most make a licence of it: nobody here is one whom a prohibition names
      Given precursor chemicals from China to Mexico
      And the end user is Example Chemicals, a civil company in Mexico
      When asked for <day>
      Then the answer is undetermined
      And missing facts could make it licence required

      Examples:
        | day        |
        | 2025-11-09 |
        | 2025-11-10 |
