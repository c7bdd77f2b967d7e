Feature: Announcement 1 of 2099: pure copper

  Made up, to show that a new announcement needs one feature like this one and one file of events. Not law.

  Rule: From 1 February 2099 copper metal of more than 99.9 % is exported under a licence only

    Scenario Outline: The day before and the first, at the limit and above
      Given copper metal from China to Germany
      And its purity is <purity>
      When asked for <day>
      Then the answer is <answer>, because item 1 of No. 1 of 2099 <standing>

      Examples:
        | purity  | day        | answer              | standing                           |
        | 99.99 % | 2099-01-31 | no licence required | is not in force before 2099-02-01  |
        | 99.99 % | 2099-02-01 | licence required    | requires a licence from 2099-02-01 |
        | 99.9 %  | 2099-02-01 | no licence required | does not concern it                |

  Rule: From 1 June through 31 December 2099 it is suspended

    Scenario Outline: The day before, the first, the last and the day after
      Given copper metal from China to Germany
      And its purity is 99.99 %
      When asked for <day>
      Then the answer is <answer>, because item 1 of No. 1 of 2099 <standing>

      Examples:
        | day        | answer              | standing                                        |
        | 2099-05-31 | licence required    | requires a licence from 2099-02-01              |
        | 2099-06-01 | no licence required | is suspended from 2099-06-01 through 2099-12-31 |
        | 2099-12-31 | no licence required | is suspended from 2099-06-01 through 2099-12-31 |
        | 2100-01-01 | licence required    | requires a licence from 2100-01-01              |

    Scenario: While it sleeps, the answer says until when, and by what
      Given copper metal from China to Germany
      And its purity is 99.99 %
      When asked for 2099-07-01
      Then the answer is no licence required
      And it holds through 2099-12-31, then licence required
      And it rests on No. 2 of 2099
