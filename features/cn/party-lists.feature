Feature: The control list and the watch list: which name is meant, and which comes back

  Lists of the Ministry of Commerce (出口管制管控名单, 关注名单). What each notice says stands in a feature of its own; here is what holds for
  all of them. Example Aerospace, also known as Sky Widgets, stands for a name that was not collected.

  Rule: A listed name is met as it stands, however it is written, and under another name that the notice gives

    A name that only resembles it is never taken for it, and never passed over: the answer asks.

    Scenario Outline: The same, another name, a similar one, a different one
      Given dysprosium metal from China to the United States
      And No. 23 of 2026 lists Example Aerospace, also known as Sky Widgets, in the United States
      And the end user is <name>, a civil company in the United States
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is <answer>, because No. 23 of 2026 <standing>

      Examples:
        | name                    | answer           | standing            |
        | Example Aerospace       | prohibited       | prohibits it        |
        | EXAMPLE AEROSPACE Inc.  | prohibited       | prohibits it        |
        | Example-Aerospace       | prohibited       | prohibits it        |
        | Sky Widgets             | prohibited       | prohibits it        |
        | SKY WIDGETS LLC         | prohibited       | prohibits it        |
        | Example Aerospce        | licence required | is only hinted at   |
        | Sky Widget              | licence required | is only hinted at   |
        | Nordic Lamps            | licence required | does not concern it |

    Scenario Outline: Of a similar name it asks
      Given dysprosium metal from China to the United States
      And No. 23 of 2026 lists Example Aerospace, also known as Sky Widgets, in the United States
      And the end user is <name>, a civil company in the United States
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is licence required
      And missing facts could make it prohibited
      And it asks for the end user

      Examples:
        | name             |
        | Example Aerospce |
        | Sky Widget       |

    Scenario: Of a different name it asks nothing
      Given dysprosium metal from China to the United States
      And No. 23 of 2026 lists Example Aerospace, also known as Sky Widgets, in the United States
      And the end user is Nordic Lamps, a civil company in the United States
      And the end use is civil
      When asked for 2026-08-20
      Then the answer is licence required
      And no missing fact could make it stricter
      And it asks nothing

  Rule: A suspended listing comes back when its time is over, with no new act; a stopped one never does

    No. 21 of 2025 rests through 9 November 2026. No. 13 was stopped from 10 November 2025, No. 22 from 12 August 2025.

    Scenario Outline: One name on three notices
      Given dysprosium metal from China to the United States
      And <notice> lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because <notice> <standing>

      Examples:
        | notice         | day        | answer           | standing                        |
        | No. 13 of 2025 | 2025-11-09 | prohibited       | prohibits it through 2025-11-09 |
        | No. 13 of 2025 | 2026-11-09 | licence required | has ceased from 2025-11-10      |
        | No. 13 of 2025 | 2026-11-10 | licence required | has ceased from 2025-11-10      |
        | No. 21 of 2025 | 2026-11-09 | licence required | is suspended through 2026-11-09 |
        | No. 21 of 2025 | 2026-11-10 | prohibited       | prohibits it from 2026-11-10    |
        | No. 22 of 2025 | 2026-11-09 | licence required | has ceased from 2025-08-12      |
        | No. 22 of 2025 | 2026-11-10 | licence required | has ceased from 2025-08-12      |

    # Announcement 61 refuses in principle what is for a name on the control list, wherever the goods leave from.
    Scenario Outline: A name on a list that sleeps or was stopped is not on the control list meanwhile
      Given samarium targets made in China, from South Korea to the United States
      And <notice> lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>
      Then the answer is licence required, because paragraph 1(3) of No. 61 of 2025 requires a licence
      And applications are treated <treatment>

      Examples:
        | notice         | day        | treatment               |
        | No. 13 of 2025 | 2025-10-09 | as refused in principle |
        | No. 13 of 2025 | 2025-10-25 | as refused in principle |
        | No. 13 of 2025 | 2025-11-06 | as refused in principle |
        | No. 13 of 2025 | 2026-11-11 | in the ordinary way     |
        | No. 21 of 2025 | 2025-10-25 | in the ordinary way     |
        | No. 21 of 2025 | 2026-11-11 | as refused in principle |
        | No. 22 of 2025 | 2025-10-25 | in the ordinary way     |
        | No. 22 of 2025 | 2026-11-11 | in the ordinary way     |

    Scenario Outline: The answer says so before the day comes
      Given dysprosium metal from China to the United States
      And <notice> lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for 2026-11-01
      Then the answer is licence required
      And it holds through <until>

      Examples:
        | notice         | until           |
        | No. 21 of 2025 | 2026-11-09      |
        | No. 22 of 2025 | every later day |
        | No. 13 of 2025 | every later day |
