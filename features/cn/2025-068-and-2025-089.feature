Feature: Announcements 68 and 89 of 2025: state trading and the export licence, beside the dual-use licence

  Announcement 68 (2026—2027年度钨、锑、白银出口国营贸易企业申报条件及申报程序) of the Ministry of Commerce, published on 30 October 2025,
  says which firms may apply to export tungsten, antimony and silver. Announcement 89 (出口许可证管理货物目录（2026年）), published on
  30 December 2025, is the catalogue of goods under export licence in 2026. Both are regimes of their own: licences stack.

  Rule: A state-trading duty is shown beside the dual-use licence, and never counts as more than possible

    钨、锑、白银. The text sets no first day, belongs to a regime that existed before, and takes its goods from a catalogue whose rows were
    not collected.

    Scenario Outline: Both are listed
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is licence required, because <item> requires a licence; state trading is only hinted at
      And it speaks of the dual-use licence of China and the state trading of China only
      And it does not speak of the export licence of China
      And it is unsettled

      Examples:
        | goods                                      | day        | item                       |
        | ammonium paratungstate                     | 2025-10-29 | item 1.1 of No. 10 of 2025 |
        | ammonium paratungstate                     | 2025-10-30 | item 1.1 of No. 10 of 2025 |
        | ammonium paratungstate                     | 2026-01-01 | item 1.1 of No. 10 of 2025 |
        | tungsten carbide                           | 2026-01-01 | item 1.1 of No. 10 of 2025 |
        | antimony ingots                            | 2024-09-15 | item 1.1 of No. 33 of 2024 |
        | antimony ingots                            | 2026-01-01 | item 1.1 of No. 33 of 2024 |

    Scenario Outline: Only the dual-use licence is required for sure
      Given <goods> from China to Germany
      When asked for 2026-01-01
      Then the answer is licence required, because <item> requires a licence; state trading is only hinted at
      And the licences required are those of <item>

      Examples:
        | goods                  | item                       |
        | antimony ingots        | item 1.1 of No. 33 of 2024 |
        | ammonium paratungstate | item 1.1 of No. 10 of 2025 |
        | tungsten oxide         | item 1.1 of No. 10 of 2025 |

    Scenario Outline: Where no dual-use licence is needed, doubt remains
      Given <goods> from China to Germany
      When asked for 2025-11-01, with what was published through <known>
      Then the answer is <answer>, because state trading <standing>

      Examples:
        | goods          | known      | answer              | standing            |
        | ferro-tungsten | 2025-10-29 | no licence required | does not concern it |
        | ferro-tungsten | 2025-10-30 | undetermined        | is only hinted at   |
        | ferro-tungsten | 2025-10-31 | undetermined        | is only hinted at   |
        | silver metal   | 2025-10-29 | undetermined        | does not concern it |
        | silver metal   | 2025-10-30 | undetermined        | is only hinted at   |
        | tungsten ore   | 2025-10-29 | no licence required | does not concern it |
        | tungsten ore   | 2025-10-30 | undetermined        | is only hinted at   |

    # That quota and approval stand beside state trading was reported on days that were not seen, the last by 22 November 2026.
    Scenario Outline: A reading whose day is not known waits until it was public for sure
      Given ferro-tungsten from China to Germany
      When asked for 2025-11-01, with what was published through <known>
      Then the answer is undetermined, because state trading is only hinted at
      And <count> reading whose day of publication is not known is left out of it

      Examples:
        | known      | count |
        | 2025-10-30 | 1     |
        | 2026-11-21 | 1     |
        | 2026-11-22 | 0     |

    Scenario: A dual-use licence held does not authorise alone
      Given antimony ingots from China to Germany
      And the exporter, Example Metals, holds a licence under No. 33 of 2024 for antimony to Germany
      And the end user is a civil company in Germany
      And the end use is civil
      When asked for 2026-01-01
      Then the answer is undetermined, because item 1.1 of No. 33 of 2024 is met by the licence held; state trading is only hinted at
      And missing facts could make it licence required

    Scenario Outline: Other metals, and other places of departure
      Given <goods> from <departure> to <destination>
      When asked for 2026-01-01
      Then the answer is <answer>, because No. 68 of 2025 does not concern it

      Examples:
        | goods           | departure  | destination | answer              |
        | gallium metal   | China      | Germany     | licence required    |
        | bismuth ingots  | China      | Germany     | licence required    |
        | indium metal    | China      | Germany     | no licence required |
        | antimony ingots | Tajikistan | Germany     | no licence required |

    Scenario: A bonded zone is territory for it too
      Given antimony ingots made in Tajikistan, from a bonded zone in China to Germany
      When asked for 2026-01-01
      Then the answer is licence required, because item 1.1 of No. 33 of 2024 requires a licence; state trading is only hinted at

  Rule: The export licence of 2026 is in no answer: of its 43 kinds of goods no row was collected

    It holds from 1 January 2026. No answer denies it either: every answer names it among what it does not speak of.

    Scenario Outline: Around its first day
      Given indium metal from China to Germany
      When asked for <day>
      Then the answer is no licence required
      And it speaks of the dual-use licence of China only
      And it does not speak of the export licence of China and the state trading of China

      Examples:
        | day        |
        | 2025-12-31 |
        | 2026-01-01 |
        | 2026-01-02 |
