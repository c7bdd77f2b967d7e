Feature: The Export Control Law: goods on no list

  The Export Control Law (中华人民共和国出口管制法), adopted on 17 October 2020, in force from 1 December 2020. Article 12 reaches goods,
  technology and services on no list where the exporter knows, should know, or is told by the authority that they serve weapons of mass
  destruction or terrorism. It names national security too: an open standard, that stands as a warning only.

  Rule: For weapons of mass destruction or terrorism anything needs a licence, from 1 December 2020

    Scenario Outline: The day before, the first, and the day after
      Given steel nails from China to Germany
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because the catch-all of the Export Control Law <standing>

      Examples:
        | use                         | day        | answer           | standing                           |
        | weapons of mass destruction | 2020-11-30 | undetermined     | is not in force before 2020-12-01  |
        | weapons of mass destruction | 2020-12-01 | licence required | requires a licence from 2020-12-01 |
        | weapons of mass destruction | 2020-12-02 | licence required | requires a licence from 2020-12-01 |
        | weapons of mass destruction | 2026-10-05 | licence required | requires a licence from 2020-12-01 |
        | terrorism                   | 2020-11-30 | undetermined     | is not in force before 2020-12-01  |
        | terrorism                   | 2020-12-01 | licence required | requires a licence from 2020-12-01 |
        | civil                       | 2020-12-01 | undetermined     | does not concern it                |

    Scenario Outline: It fires on a stated use only, and on what leaves China only
      Given neodymium metal from <departure> to Germany
      And the end use is <use>
      When asked for 2025-06-05
      Then the answer is <answer>, because the catch-all of the Export Control Law <standing>

      Examples:
        | departure | use                         | answer              | standing            |
        | China     | weapons of mass destruction | licence required    | requires a licence  |
        | China     | civil                       | no licence required | does not concern it |
        | China     | military                    | no licence required | does not concern it |
        | China     | not stated                  | no licence required | does not concern it |
        | Japan     | weapons of mass destruction | no licence required | does not concern it |

    Scenario: Where no use is stated it stands as a warning
      Given neodymium metal from China to Germany
      When asked for 2025-06-05
      Then the answer is no licence required
      And it warns that a catch-all fires on known uses
