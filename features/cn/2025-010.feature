Feature: Announcement 10 of 2025: tungsten, tellurium, bismuth, molybdenum and indium

  Announcement 10 (公布对钨、碲、铋、钼、铟相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration of
  Customs, published on 4 February 2025 at 13:19 Beijing time. It was never suspended. Of tungsten the text was read in translation; of the
  other metals the names and codes come from the licensing catalogue of 2026.

  Rule: The listed items are exported under a licence only, from the day of publication on

    The decision is carried out 自发布之日起, from the day of its publication. That day counts whole; the hour is no boundary in the text.

    # https://bignewsnetwork.com/news/275019500/1st-ld-writethru-china-announces-export-controls-on-items-related-to-tungsten-tellurium-bismuth-molybdenum-indium
    # http://learnwithfaith.com/article/12308026.html
    Scenario Outline: Paratungstate on the day on which the announcement came out
      Given ammonium paratungstate (customs code 2841801000) from China to Germany
      When asked for <day>
      Then the answer is <answer>, because item 1.1 of No. 10 of 2025 <standing>

      Examples:
        | day        | answer           | standing                           |
        | 2025-02-03 | undetermined     | is not in force before 2025-02-04  |
        | 2025-02-04 | licence required | requires a licence from 2025-02-04 |
        | 2025-02-05 | licence required | requires a licence from 2025-02-04 |
        | 2025-11-07 | licence required | requires a licence from 2025-02-04 |
        | 2026-11-11 | licence required | requires a licence from 2025-02-04 |

    Scenario Outline: Each of the five metals, and the technology for them
      Given <goods> from China to Germany
      When asked for 2025-02-04
      Then the answer is licence required, because item <item> of No. 10 of 2025 requires a licence from 2025-02-04

      Examples:
        | goods                                          | item         |
        | tungsten oxide                                 | 1.1          |
        | tungsten carbide                               | 1.1          |
        | technology for producing tungsten heavy alloys | 1.4          |
        | technology for producing tungsten compounds    | 1.5          |
        | tellurium metal                                | 2            |
        | cadmium telluride wafers                       | 2            |
        | cadmium zinc telluride crystals                | 2            |
        | mercury cadmium telluride substrates           | 2            |
        | technology for producing tellurium             | 2.3          |
        | bismuth metal                                  | 3.1          |
        | bismuth ingots                                 | 3.1          |
        | bismuth germanate crystals                     | 3.2          |
        | triphenylbismuth                               | 3.3          |
        | tris(p-ethoxyphenyl)bismuth                    | 3.4          |
        | technology for producing bismuth               | 3.5          |
        | technology for producing molybdenum powder     | 4.technology |
        | indium phosphide wafers                        | 5            |
        | trimethylindium                                | 5            |
        | triethylindium                                 | 5            |
        | technology for producing indium phosphide      | 5.4          |

    Scenario Outline: On the day before nothing of it was in force, and the log does not cover these goods
      Given <goods> from China to Germany
      When asked for 2025-02-03
      Then the answer is undetermined, because item <item> of No. 10 of 2025 is not in force before 2025-02-04

      Examples:
        | goods                                          | item         |
        | tungsten carbide                               | 1.1          |
        | technology for producing tungsten heavy alloys | 1.4          |
        | technology for producing tungsten compounds    | 1.5          |
        | tellurium metal                                | 2            |
        | cadmium telluride wafers                       | 2            |
        | technology for producing tellurium             | 2.3          |
        | bismuth metal                                  | 3.1          |
        | bismuth germanate crystals                     | 3.2          |
        | triphenylbismuth                               | 3.3          |
        | tris(p-ethoxyphenyl)bismuth                    | 3.4          |
        | technology for producing bismuth               | 3.5          |
        | technology for producing molybdenum powder     | 4.technology |
        | indium phosphide wafers                        | 5            |
        | technology for producing indium phosphide      | 5.4          |

    # The first day of entry 1C229 is not known, only that announcement 10 names it on 4 February 2025.
    Scenario Outline: Before that day, what another entry controls is not settled
      Given bismuth metal from China to Germany
      When asked for <day>
      Then the answer is <answer>
      And it is <doubt>

      Examples:
        | day        | answer           | doubt         |
        | 2025-02-03 | undetermined     | unsettled     |
        | 2025-02-04 | licence required | not unsettled |

    Scenario Outline: Solid tungsten, heavy alloy and molybdenum powder within their limits, on the day before, the first and the day after
      Given <goods> from China to Germany
      And its machinable cylinder diameter is 120 mm
      And its machinable cylinder length is 50 mm
      And its density is 17.6 g/cm3
      And its elastic limit is 801 MPa
      And its tensile strength is 1271 MPa
      And its elongation is 8.1 %
      And its average particle size is 50 µm
      When asked for <day>
      Then the answer is <answer>, because item <item> of No. 10 of 2025 <standing>

      Examples:
        | goods                                         | item | day        | answer           | standing                           |
        | tungsten metal                                | 1.2  | 2025-02-03 | undetermined     | is not in force before 2025-02-04  |
        | tungsten metal                                | 1.2  | 2025-02-04 | licence required | requires a licence from 2025-02-04 |
        | tungsten metal                                | 1.2  | 2025-02-05 | licence required | requires a licence from 2025-02-04 |
        | tungsten-nickel-iron alloy with 95 % tungsten | 1.3  | 2025-02-03 | undetermined     | is not in force before 2025-02-04  |
        | tungsten-nickel-iron alloy with 95 % tungsten | 1.3  | 2025-02-04 | licence required | requires a licence from 2025-02-04 |
        | tungsten-nickel-iron alloy with 95 % tungsten | 1.3  | 2025-02-05 | licence required | requires a licence from 2025-02-04 |
        | molybdenum powder with 97 % molybdenum        | 4.1  | 2025-02-03 | undetermined     | is not in force before 2025-02-04  |
        | molybdenum powder with 97 % molybdenum        | 4.1  | 2025-02-04 | licence required | requires a licence from 2025-02-04 |
        | molybdenum powder with 97 % molybdenum        | 4.1  | 2025-02-05 | licence required | requires a licence from 2025-02-04 |

    Scenario Outline: What leaves another country is not meant
      Given <goods> from Japan to Germany
      When asked for 2025-03-18
      Then the answer is <answer>, because item <item> of No. 10 of 2025 does not concern it

      Examples:
        | goods                                          | item         | answer              |
        | tungsten carbide                               | 1.1          | no licence required |
        | technology for producing tungsten heavy alloys | 1.4          | undetermined        |
        | technology for producing tungsten compounds    | 1.5          | undetermined        |
        | tellurium metal                                | 2            | no licence required |
        | technology for producing tellurium             | 2.3          | undetermined        |
        | bismuth metal                                  | 3.1          | no licence required |
        | bismuth germanate crystals                     | 3.2          | no licence required |
        | triphenylbismuth                               | 3.3          | no licence required |
        | tris(p-ethoxyphenyl)bismuth                    | 3.4          | no licence required |
        | technology for producing bismuth               | 3.5          | undetermined        |
        | technology for producing molybdenum powder     | 4.technology | undetermined        |
        | indium phosphide wafers                        | 5            | no licence required |
        | technology for producing indium phosphide      | 5.4          | undetermined        |

    Scenario Outline: Under its code
      Given goods under list code <code> of the Chinese dual-use list from China to Germany
      When asked for 2025-03-18
      Then the answer is licence required, because item <item> of No. 10 of 2025 requires a licence from 2025-02-04
      And it holds from 2025-02-04

      Examples:
        | code        | item |
        | 1C117.d     | 1.1  |
        | 1C117.d.3   | 1.1  |
        | 1C117.c.1.a | 1.2  |
        | 1C004       | 1.3  |
        | 6C002       | 2    |
        | 6C002.b.2   | 2    |
        | 6C001.a     | 3.1  |
        | 1C117.b     | 4.1  |
        | 3C004       | 5    |

    Scenario: The day before it was published nobody could know it
      Given ammonium paratungstate from China to Germany
      When asked for 2025-02-04, with what was published through 2025-02-03
      Then the answer is no licence required, because No. 10 of 2025 does not concern it

  Rule: Bismuth metal and its products are listed in every grade; other compounds of bismuth and tellurium are not

    非1C229项下管制的金属铋及制品: what is not under 1C229, where bismuth of 99.99 % or more with less than 10 ppm of silver stays. Together
    they hold every grade. 金属碲: tellurium metal of any purity.

    Scenario Outline: Which of the two lines
      Given bismuth metal with <contents> from China to Germany
      When asked for 2025-03-18
      Then the answer is licence required, because item 3.1 of No. 10 of 2025 requires a licence; line 1C229 of the list <standing>

      Examples:
        | contents                            | standing            |
        | 99.99 % bismuth and 0.0009 % silver | is only hinted at   |
        | 99.99 % bismuth and 0.001 % silver  | does not concern it |
        | 99.98 % bismuth and 0.0009 % silver | does not concern it |

    Scenario Outline: Not on the list
      Given <goods> from China to Germany
      When asked for 2025-03-18
      Then the answer is no licence required, because No. 10 of 2025 does not concern it

      Examples:
        | goods            |
        | bismuth oxide    |
        | tellurium oxide  |
        | molybdenum metal |
        | molybdenum oxide |
        | ferro-molybdenum |
        | indium metal     |
        | indium oxide     |

    Scenario: Powder of a telluride: crystalline products are listed, and it is not said whether powder is one
      Given cadmium telluride powder from China to Germany
      When asked for 2025-03-18
      Then the answer is undetermined, because item 2 of No. 10 of 2025 turns on a missing fact

    # Nanning customs, 600 kg of Sn42Bi58 for Thailand: https://china-century.com/rdhl/14093.html
    # http://cn.office369.com/news/show-2077276.html
    Scenario: Solder paste of tin and bismuth was held by customs, though the words say metal and products
      Given tin-bismuth solder paste with 55.3 % bismuth from China to Thailand
      And the end use is civil
      When asked for 2025-03-18
      Then the answer is licence required, because item 3.1 of No. 10 of 2025 requires a licence
      And it is unsettled

    Scenario: Of an alloy that is no solder paste neither the words nor the decision speak
      Given tin-bismuth alloy with 55.3 % bismuth from China to Thailand
      When asked for 2025-03-18
      Then the answer is undetermined, because item 3.1 of No. 10 of 2025 turns on a missing fact

  Rule: Bismuth germanate is listed with bismuth, though it contains germanium

    锗酸铋. Paragraph 2 of announcement 46 of 2024 names germanium for the United States; whether it means later items and this one is not said.

    Scenario: For the United States applications may be refused in principle
      Given bismuth germanate crystals from China to the United States
      And the end user is a civil company in the United States
      And the end use is civil
      When asked for 2025-03-18
      Then the answer is licence required, because item 3.2 of No. 10 of 2025 requires a licence
      And applications are treated in the ordinary way
      And missing facts could make applications treated as refused in principle
      And it is unsettled

    Scenario: Metal of the same family is not meant by that paragraph
      Given bismuth metal from China to the United States
      And the end user is a civil company in the United States
      And the end use is civil
      When asked for 2025-03-18
      Then the answer is licence required, because item 3.1 of No. 10 of 2025 requires a licence
      And applications are treated in the ordinary way
      And it is not unsettled

  Rule: Molybdenum is listed as powder of 97 % or more and 50 µm or less

    钼粉（钼及合金颗粒）. Both limits are met at their number.

    Scenario Outline: At and beyond the two limits
      Given molybdenum powder with <content> from China to Germany
      And its average particle size is <size>
      When asked for 2025-03-18
      Then the answer is <answer>, because item 4.1 of No. 10 of 2025 <standing>

      Examples:
        | content         | size           | answer              | standing                |
        | 97 % molybdenum | 50 µm          | licence required    | requires a licence      |
        | 97 % molybdenum | 50.1 µm        | no licence required | does not concern it     |
        | 97 % molybdenum | at most 50 µm  | licence required    | requires a licence      |
        | 97 % molybdenum | at least 50 µm | undetermined        | turns on a missing fact |
        | 97 % molybdenum | not stated     | undetermined        | turns on a missing fact |

    Scenario Outline: The content
      Given molybdenum powder with <content> from China to Germany
      And its purity is <purity>
      And its average particle size is 50 µm
      When asked for 2025-03-18
      Then the answer is <answer>, because item 4.1 of No. 10 of 2025 <standing>

      Examples:
        | content           | purity     | answer              | standing                |
        | 97 % molybdenum   | 97 %       | licence required    | requires a licence      |
        | 96.9 % molybdenum | 96.9 %     | no licence required | does not concern it     |
        | 96.9 % molybdenum | not stated | undetermined        | turns on a missing fact |

    Scenario Outline: Molybdenum powder of which only the purity is stated
      Given molybdenum powder from China to Germany
      And its purity is <purity>
      And its average particle size is 50 µm
      When asked for 2025-03-18
      Then the answer is <answer>, because item 4.1 of No. 10 of 2025 <standing>

      Examples:
        | purity | answer           | standing                |
        | 97 %   | licence required | requires a licence      |
        | 96.9 % | undetermined     | turns on a missing fact |

  Rule: The prohibition for military users of the United States takes these items too; the suspension of its paragraph 2 does not touch it

    # https://www.worldjournal.com/wj/story/124277/9129190
    Scenario Outline: Tungsten carbide before and after November 2025
      Given tungsten carbide from China to the United States
      And the end user is <user>
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because paragraph 1 of No. 46 of 2024 <standing>; item 1.1 of No. 10 of 2025 requires a licence

      Examples:
        | user                                 | use      | day        | answer           | standing            |
        | a military user in the United States | military | 2025-11-08 | prohibited       | prohibits it        |
        | a military user in the United States | military | 2025-11-09 | prohibited       | prohibits it        |
        | a military user in the United States | military | 2025-11-20 | prohibited       | prohibits it        |
        | a civil company in the United States | civil    | 2025-11-08 | licence required | does not concern it |
        | a civil company in the United States | civil    | 2025-11-20 | licence required | does not concern it |

    Scenario: Before it was listed tungsten carbide was not known to be a dual-use item
      Given tungsten carbide from China to the United States
      And the end user is a military user in the United States
      When asked for 2025-02-03
      Then the answer is undetermined, because item 1.1 of No. 10 of 2025 is not in force; paragraph 1 of No. 46 of 2024 does not concern it
