Feature: Announcement 51 of 2024: the consolidated list of dual-use items

  Announcement 51 (中华人民共和国两用物项出口管制清单), published on 15 November 2024, carried out from 1 December 2024. The ministry says that
  it only gathers what was controlled already. Of about 700 items those of the materials in this log are encoded; the codes were read in the
  licensing catalogue of 2026.

  Rule: From 1 December 2024 older items have a code; the duty is the same, and its first day too

    Scenario Outline: Before and after the re-coding
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is licence required, because <item> requires a licence from <since>

      Examples:
        | goods                                                      | day        | item                       | since      |
        | gallium metal                                              | 2024-11-30 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | gallium metal                                              | 2024-12-01 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | goods under list code 3C001.a of the Chinese dual-use list | 2024-12-01 | item 1.1 of No. 23 of 2023 | 2023-08-01 |
        | goods under list code 3C002.a of the Chinese dual-use list | 2024-12-01 | item 1.2 of No. 23 of 2023 | 2023-08-01 |
        | goods under list code 1C108.c of the Chinese dual-use list | 2024-12-01 | item 1.2 of No. 39 of 2023 | 2023-12-01 |
        | goods under list code 3C003.a of the Chinese dual-use list | 2024-12-01 | item 1.1 of No. 33 of 2024 | 2024-09-15 |

    Scenario Outline: The code was not known before the list was published
      Given goods under list code 3C001.a of the Chinese dual-use list from China to Germany
      When asked for 2024-11-20, with what was published through <known>
      Then the answer is <answer>

      Examples:
        | known      | answer           |
        | 2024-11-14 | undetermined     |
        | 2024-11-15 | licence required |

  Rule: Fine-grain bulk graphite is on an older line, that was in force by 1 December 2024

    Density above 1.72 g/cm3, tensile fracture strain from 0.7 % and thermal expansion up to 0.00000275 per °C, all three, at 20 °C. Since
    when the line existed is not known: of the day before nothing is said.

    Scenario Outline: The first day of which it is known
      Given fine-grain bulk graphite from China to Germany
      And its purity is 99.5 %
      And its density is 1.73 g/cm3
      And its tensile fracture strain is 0.7 %
      And its thermal expansion is 0.00000275 per °C
      When asked for <day>
      Then the answer is <answer>, because line 1C108.a of the list <standing>

      Examples:
        | day        | answer           | standing           |
        | 2024-11-30 | undetermined     | is only hinted at  |
        | 2024-12-01 | licence required | requires a licence |
        | 2024-12-02 | licence required | requires a licence |

    Scenario Outline: At and beyond each limit
      Given fine-grain bulk graphite from <departure> to Germany
      And its purity is 99.5 %
      And its density is <density>
      And its tensile fracture strain is <strain>
      And its thermal expansion is <expansion>
      When asked for 2025-01-15
      Then the answer is <answer>, because line 1C108.a of the list <standing>

      Examples:
        | departure | density     | strain | expansion         | answer              | standing                |
        | China     | 1.721 g/cm3 | 0.7 %  | 0.00000275 per °C | licence required    | requires a licence      |
        | China     | 1.72 g/cm3  | 0.7 %  | 0.00000275 per °C | no licence required | does not concern it     |
        | China     | 1.73 g/cm3  | 0.69 % | 0.00000275 per °C | no licence required | does not concern it     |
        | China     | 1.73 g/cm3  | 0.7 %  | 0.00000276 per °C | no licence required | does not concern it     |
        | China     | 1.73 g/cm3  | 0.7 %  | not stated        | undetermined        | turns on a missing fact |
        | Japan     | 1.73 g/cm3  | 0.7 %  | 0.00000275 per °C | no licence required | does not concern it     |

  Rule: Four older lines were in force by 4 February 2025, when announcement 10 of 2025 left them as they were

    Since when each existed is not known. Of hollow cylinders, solid tungsten and pure bismuth the lines were not read: they put a question
    and never decide. Of tungsten powder the line was read in the catalogue.

    Scenario Outline: The first day of which they are known
      Given <goods> from China to Germany
      And its inner diameter is 200 mm
      And its mass is 21 kg
      And its average particle size is 100 µm
      When asked for <day>
      Then the answer is <answer>, because <line> <standing>

      Examples:
        | goods                                                  | day        | answer           | line                   | standing            |
        | tungsten carbide rings                                 | 2025-02-03 | undetermined     | line 1C226 of the list | is only hinted at   |
        | tungsten carbide rings                                 | 2025-02-04 | undetermined     | line 1C226 of the list | is only hinted at   |
        | tungsten metal                                         | 2025-02-03 | undetermined     | line 1C241 of the list | is only hinted at   |
        | tungsten metal                                         | 2025-02-04 | undetermined     | line 1C241 of the list | is only hinted at   |
        | tungsten powder with 97 % tungsten                     | 2025-02-03 | undetermined     | line 1C111 of the list | is only hinted at   |
        | tungsten powder with 97 % tungsten                     | 2025-02-04 | licence required | line 1C111 of the list | requires a licence  |
        | bismuth metal with 99.99 % bismuth and 0.0009 % silver | 2025-02-03 | undetermined     | line 1C229 of the list | is only hinted at   |
        | bismuth metal with 99.99 % bismuth and 0.0009 % silver | 2025-02-04 | licence required | line 1C229 of the list | is only hinted at   |
        | tungsten ore                                           | 2025-02-04 | undetermined     | line 1C241 of the list | does not concern it |
