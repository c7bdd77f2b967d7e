Feature: A licence held, and a use that is exempt

  Principles of Licet. A licence answers a duty and nothing else; an exemption takes the duty away and leaves its own duties behind. The
  licences are invented.

  Rule: A licence whose terms are not shown to be met authorises nothing, and binds nobody

    Scenario: Not shown to cover, where a licence is needed
      Given dysprosium metal from China to Germany
      And the exporter, Example Metals, holds a licence under No. 18 of 2025 for dysprosium to Germany, for civil use
      And the end user is Example Optics, a civil company in Germany
      When asked for 2025-12-01
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
      And it raises no alarm

    Scenario: Not shown to cover, where none is needed
      Given holmium metal from China to Germany
      And the exporter, Example Metals, holds a licence under No. 57 of 2025 for holmium to Germany, for civil use
      And the end user is Example Optics, a civil company in Germany
      When asked for 2025-12-01
      Then the answer is no licence required, because item 1 of No. 57 of 2025 is suspended
      And it raises no alarm

  Rule: Where the use is exempt, a licence is not what frees it

    Announcement 61 of 2025 exempts emergency medical care, a public health emergency and disaster relief, with a duty to report.

    Scenario Outline: Emergency medical care, with a licence, with one that is not shown to cover, without one
      Given dysprosium metal made in China, from Japan to South Korea
      And the exporter, Example Metals, holds a licence under No. 61 of 2025 for dysprosium to <place>
      And the end user is <user>
      And the end use is emergency medical care
      When asked for 2025-10-15, with what was published through 2025-10-20
      Then the answer is no licence required, because paragraph 1(3) of No. 61 of 2025 exempts the use
      And there is a duty to "report to the Ministry of Commerce by e-mail within ten working days"
      And it raises no alarm

      Examples:
        | place       | user                                                        |
        | South Korea | Example Optics, a civil company in South Korea              |
        | South Korea | Example Optics, a civil company whose country is not stated |
        | Germany     | Example Optics, a civil company in South Korea              |

    Scenario Outline: The exemption speaks whether or not it is settled that a duty is there
      Given <goods> made in <origin>, from Japan to South Korea
      And the end user is Example Optics, a civil company in South Korea
      And the end use is emergency medical care
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is no licence required, because paragraph <paragraph> of No. 61 of 2025 exempts the use
      And it raises no alarm

      Examples:
        | goods                                | origin | paragraph |
        | NdFeB magnets                        | Japan  | 1(1)      |
        | alloy of dysprosium, copper and iron | China  | 1(3)      |
