Feature: Announcements 66 of 2023, 67 of 2024 and 91 of 2025: the licensing catalogues of the years

  Each December a catalogue (两用物项和技术进出口许可证管理目录) restates what is under licence, with the customs codes of the coming
  tariff year: announcement 66 of 2023 for 2024, 67 of 2024 for 2025, 91 of 2025 (2026年度《两用物项和技术进出口许可证管理目录》) for
  2026. It changes no control. Rows were read of the edition of 2026 only.

  Rule: A listed item needs a licence whether or not a customs code is printed for it

    The rule is printed in the edition of 2026; where catalogue and list differ, the list prevails.

    # https://www.jtn.com/JP/news_content.aspx?KeyID=00000000000000009539&Lan=JP&MenuID=05002
    Scenario Outline: A customs code that is not printed
      Given <goods> (customs code 9999999999) from China to Germany
      When asked for 2026-01-10
      Then the answer is licence required, because <item> requires a licence

      Examples:
        | goods                  | item                       |
        | gallium metal          | item 1.1 of No. 23 of 2023 |
        | ammonium paratungstate | item 1.1 of No. 10 of 2025 |
        | trimethylindium        | item 5 of No. 10 of 2025   |
        | SmCo magnets           | item 1 of No. 18 of 2025   |

  Rule: A printed customs code binds nothing and frees nothing

    Scenario: Goods that are not listed, under a code that is printed
      Given indium metal (customs code 2853904051) from China to Germany
      When asked for 2026-01-10
      Then the answer is no licence required, because No. 10 of 2025 does not concern it
      And it warns that the customs code is shared with listed goods

    Scenario Outline: A customs code alone is a hint at most
      Given goods known only by customs code <code> from China to Germany
      When asked for 2026-01-10
      Then the answer is undetermined, because <item> is only hinted at
      And it asks for what the goods are

      Examples:
        | code       | item                       |
        | 8102100001 | item 4.1 of No. 10 of 2025 |
        | 2842909025 | item 2 of No. 10 of 2025   |
        | 5402491010 | item 4 of No. 21 of 2024   |

    Scenario Outline: A new code hints only once the catalogue is published
      Given goods known only by customs code 8106101091 from China to Germany
      When asked for 2026-01-10, with what was published through <known>
      Then the answer is undetermined, because item 3.1 of No. 10 of 2025 <standing>

      Examples:
        | known      | standing            |
        | 2025-12-30 | does not concern it |
        | 2025-12-31 | is only hinted at   |

  Rule: The turn of the year changes customs codes, not controls

    Scenario Outline: Around each new edition
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is licence required, because <item> requires a licence from <since>

      Examples:
        | goods          | day        | item                       | since      |
        | gallium metal  | 2023-12-31 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | gallium metal  | 2024-01-01 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | gallium metal  | 2024-12-31 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | gallium metal  | 2025-01-01 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | bismuth ingots | 2025-12-31 | item 3.1 of No. 10 of 2025 | 2025-02-04 |
        | bismuth ingots | 2026-01-01 | item 3.1 of No. 10 of 2025 | 2025-02-04 |
