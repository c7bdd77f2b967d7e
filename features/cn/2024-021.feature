Feature: Announcement 21 of 2024: tooling for aerospace, and strong polyethylene fibre

  Announcement 21 of the Ministry of Commerce, the General Administration of Customs and the Equipment Development Department of the
  Central Military Commission, published on 30 May 2024, carried out from 1 July 2024. It is here because it names titanium, aluminium and
  polyethylene. The limits were read in the licensing catalogue of 2026.

  Rule: The listed items are exported under a licence only, from 1 July 2024

    # https://kpmg.com/cn/en/insights/2024/06/china-tax-alert-05.html
    Scenario Outline: The day before, the first, and the re-coding
      Given superplastic forming tools from China to Germany
      When asked for <day>
      Then the answer is <answer>, because item 1.1 of No. 21 of 2024 <standing>

      Examples:
        | day        | answer           | standing                           |
        | 2024-06-30 | undetermined     | is not in force before 2024-07-01  |
        | 2024-07-01 | licence required | requires a licence from 2024-07-01 |
        | 2024-07-02 | licence required | requires a licence from 2024-07-01 |
        | 2024-11-30 | licence required | requires a licence from 2024-07-01 |
        | 2024-12-01 | licence required | requires a licence from 2024-07-01 |

    Scenario: What leaves another country is not meant
      Given superplastic forming tools from Japan to Germany
      When asked for 2024-07-01
      Then the answer is undetermined, because item 1.1 of No. 21 of 2024 does not concern it

    Scenario: Under the code of the consolidated list
      Given goods under list code 1B003 of the Chinese dual-use list from China to Germany
      When asked for 2024-12-01
      Then the answer is licence required, because item 1.1 of No. 21 of 2024 requires a licence

    Scenario Outline: Items that were not read are not said to be free
      Given gas-turbine casting equipment from <departure> to Germany
      When asked for <day>
      Then the answer is undetermined, because No. 21 of 2024 <standing>

      Examples:
        | departure | day        | standing                          |
        | China     | 2024-06-30 | is not in force before 2024-07-01 |
        | China     | 2024-07-01 | turns on a missing fact           |
        | China     | 2024-07-02 | turns on a missing fact           |
        | Japan     | 2024-07-01 | does not concern it               |

    Scenario: The tooling, not the metal
      Given aluminium metal from China to Germany
      When asked for 2024-07-01
      Then the answer is undetermined, because No. 21 of 2024 does not concern it

  Rule: Fibre is listed from 40 cN/dtex and 1600 cN/dtex, untwisted; its soft laminate up to 5.3 kg/m2 from 700 m/s

    超高分子量聚乙烯纤维. All limits are met at their number. On either side the log is silent, so that other fibre is not said to be free.

    Scenario Outline: Fibre
      Given polyethylene fibre from China to Germany
      And its breaking strength is <strength>
      And its initial modulus is <modulus>
      And the fibre is <twist>
      When asked for 2024-07-01
      Then the answer is <answer>, because item 4 of No. 21 of 2024 <standing>

      Examples:
        | strength     | modulus        | twist     | answer           | standing            |
        | 40 cN/dtex   | 1600 cN/dtex   | untwisted | licence required | requires a licence  |
        | 39.9 cN/dtex | 1600 cN/dtex   | untwisted | undetermined     | does not concern it |
        | 40 cN/dtex   | 1599.9 cN/dtex | untwisted | undetermined     | does not concern it |
        | 40 cN/dtex   | 1600 cN/dtex   | twisted   | undetermined     | does not concern it |

    Scenario Outline: Fibre on the day before, the first and the day after
      Given polyethylene fibre from China to Germany
      And its breaking strength is 40 cN/dtex
      And its initial modulus is 1600 cN/dtex
      And the fibre is untwisted
      When asked for <day>
      Then the answer is <answer>, because item 4 of No. 21 of 2024 <standing>

      Examples:
        | day        | answer           | standing                           |
        | 2024-06-30 | undetermined     | is not in force before 2024-07-01  |
        | 2024-07-01 | licence required | requires a licence from 2024-07-01 |
        | 2024-07-02 | licence required | requires a licence from 2024-07-01 |

    Scenario Outline: Laminate
      Given soft laminate of polyethylene fibre from China to Germany
      And its areal density is <density>
      And its V50 is <speed>
      When asked for 2024-07-01
      Then the answer is <answer>, because item 4 of No. 21 of 2024 <standing>

      Examples:
        | density   | speed      | answer           | standing                |
        | 5.3 kg/m2 | 700 m/s    | licence required | requires a licence      |
        | 5.4 kg/m2 | 700 m/s    | undetermined     | does not concern it     |
        | 5.3 kg/m2 | 699.9 m/s  | undetermined     | does not concern it     |
        | 5.3 kg/m2 | not stated | undetermined     | turns on a missing fact |
