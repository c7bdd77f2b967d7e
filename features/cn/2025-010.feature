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
        | goods                                        | item         |
        | tungsten oxide                               | 1.1          |
        | tungsten carbide                             | 1.1          |
        | technology for producing tungsten heavy alloys | 1.4        |
        | technology for producing tungsten compounds  | 1.5          |
        | tellurium metal                              | 2            |
        | cadmium telluride wafers                     | 2            |
        | cadmium zinc telluride crystals              | 2            |
        | mercury cadmium telluride substrates         | 2            |
        | technology for producing tellurium           | 2.3          |
        | bismuth metal                                | 3.1          |
        | bismuth ingots                               | 3.1          |
        | bismuth germanate crystals                   | 3.2          |
        | triphenylbismuth                             | 3.3          |
        | tris(p-ethoxyphenyl)bismuth                  | 3.4          |
        | technology for producing bismuth             | 3.5          |
        | technology for producing molybdenum powder   | 4.technology |
        | indium phosphide wafers                      | 5            |
        | trimethylindium                              | 5            |
        | triethylindium                               | 5            |
        | technology for producing indium phosphide    | 5.4          |

    Scenario Outline: Under its code
      Given goods under list code <code> of the Chinese dual-use list from China to Germany
      When asked for 2025-03-18
      Then the answer is licence required, because item <item> of No. 10 of 2025 requires a licence

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

  Rule: Of the compounds of tungsten, paratungstate, oxide and carbide are listed, whatever their purity

    仲钨酸铵; 氧化钨; 非1C226项下管制的碳化钨: the carbide that is not under 1C226, where hollow cylinders stay. Ore, ferro-tungsten and tools
    of sintered hard metal are on no line. The answers are those of September 2025: a state-trading notice of October speaks of tungsten too.

    Scenario Outline: Inside, outside, and what the text leaves open
      Given <goods> from China to Germany
      When asked for 2025-09-01, with what was published through 2025-09-30
      Then the answer is <answer>, because item 1.1 of No. 10 of 2025 <standing>

      Examples:
        | goods                          | answer              | standing                |
        | tungsten carbide               | licence required    | requires a licence      |
        | tungsten oxide                 | licence required    | requires a licence      |
        | mixtures with tungsten carbide | undetermined        | turns on a missing fact |
        | tungsten carbide rings         | undetermined        | turns on a missing fact |
        | hard-metal tools               | no licence required | does not concern it     |
        | ferro-tungsten                 | no licence required | does not concern it     |
        | tungsten ore                   | no licence required | does not concern it     |

    Scenario Outline: Rings of tungsten carbide may be those of 1C226
      Given tungsten carbide rings from China to Germany
      And its inner diameter is <diameter>
      And its mass is <mass>
      When asked for 2025-09-01
      Then the answer is undetermined, because line 1C226 of the list <standing>

      Examples:
        | diameter | mass  | standing            |
        | 200 mm   | 21 kg | is only hinted at   |
        | 200 mm   | 20 kg | does not concern it |
        | 99 mm    | 21 kg | does not concern it |
        | 301 mm   | 21 kg | does not concern it |

  Rule: Solid tungsten is listed by its content and by the piece that can be machined of it

    固态钨：钨及钨含量大于等于97%的钨合金, copper-doped tungsten from 80 %, silver-doped tungsten from 80 % with 2 % of silver: as soon as a
    cylinder of 120 mm by 50 mm, a tube of 65 mm inside with a wall of 25 mm and 50 mm long, or a block of 120 by 120 by 50 mm can be made
    of it. Every limit is met at its number. Granules and powder are left out. What 1C241 holds was not read, so that solid tungsten that
    item 1.2 leaves out is not said to be free.

    Scenario Outline: The cylinder
      Given <goods> from China to Germany
      And its machinable cylinder diameter is <diameter>
      And its machinable cylinder length is <length>
      And its machinable tube wall is at most 24 mm
      And its machinable block height is at most 49 mm
      When asked for 2025-09-01
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 <standing>

      Examples:
        | goods                                             | diameter        | length  | answer           | standing                |
        | tungsten metal                                    | 120 mm          | 50 mm   | licence required | requires a licence      |
        | tungsten metal                                    | 119.9 mm        | 50 mm   | undetermined     | does not concern it     |
        | tungsten metal                                    | 120 mm          | 49.9 mm | undetermined     | does not concern it     |
        | tungsten metal                                    | at least 120 mm | 50 mm   | licence required | requires a licence      |
        | tungsten metal                                    | at most 130 mm  | 50 mm   | undetermined     | turns on a missing fact |
        | tungsten alloy with 97 % tungsten                 | 120 mm          | 50 mm   | licence required | requires a licence      |
        | tungsten alloy with 96.9 % tungsten and 3.1 % nickel | 120 mm       | 50 mm   | undetermined     | turns on a missing fact |
        | tungsten alloy                                    | 120 mm          | 50 mm   | undetermined     | turns on a missing fact |
        | copper-doped tungsten with 80 % tungsten          | 120 mm          | 50 mm   | licence required | requires a licence      |
        | copper-doped tungsten with 79.9 % tungsten        | 120 mm          | 50 mm   | undetermined     | does not concern it     |
        | silver-doped tungsten with 80 % tungsten and 2 % silver | 120 mm    | 50 mm   | licence required | requires a licence      |
        | silver-doped tungsten with 80 % tungsten, 1.9 % silver and 0 % copper | 120 mm | 50 mm   | undetermined     | does not concern it     |
        | silver-doped tungsten with 79.9 % tungsten and 2 % silver | 120 mm  | 50 mm   | undetermined     | does not concern it     |

    Scenario Outline: The tube
      Given tungsten metal from China to Germany
      And its machinable cylinder diameter is at most 119 mm
      And its machinable tube inner diameter is <inside>
      And its machinable tube wall is <wall>
      And its machinable tube length is <length>
      And its machinable block width is at most 119 mm
      When asked for 2025-09-01
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 <standing>

      Examples:
        | inside  | wall    | length  | answer           | standing            |
        | 65 mm   | 25 mm   | 50 mm   | licence required | requires a licence  |
        | 64.9 mm | 25 mm   | 50 mm   | undetermined     | does not concern it |
        | 65 mm   | 24.9 mm | 50 mm   | undetermined     | does not concern it |
        | 65 mm   | 25 mm   | 49.9 mm | undetermined     | does not concern it |

    Scenario Outline: The block
      Given tungsten metal from China to Germany
      And its machinable cylinder length is at most 49 mm
      And its machinable tube wall is at most 24 mm
      And its machinable block length is <long>
      And its machinable block width is <wide>
      And its machinable block height is <high>
      When asked for 2025-09-01
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 <standing>

      Examples:
        | long     | wide     | high    | answer           | standing            |
        | 120 mm   | 120 mm   | 50 mm   | licence required | requires a licence  |
        | 119.9 mm | 119.9 mm | 50 mm   | undetermined     | does not concern it |
        | 120 mm   | 119.9 mm | 50 mm   | undetermined     | does not concern it |
        | 120 mm   | 120 mm   | 49.9 mm | undetermined     | does not concern it |

    Scenario: What item 1.2 leaves out may be under an older line
      Given tungsten metal from China to Germany
      And its machinable cylinder diameter is at most 119 mm
      And its machinable tube wall is at most 24 mm
      And its machinable block width is at most 119 mm
      And its inner diameter is 50 mm
      When asked for 2025-09-01
      Then the answer is undetermined, because item 1.2 of No. 10 of 2025 does not concern it; line 1C226 of the list does not concern it; line 1C241 of the list is only hinted at

    Scenario Outline: Powder is left out of it, and is not free: the older list has it below 500 µm
      Given tungsten powder with <content> % tungsten from China to Germany
      And its purity is <content> %
      And its average particle size is <size>
      When asked for 2025-02-05
      Then the answer is <answer>, because item 1.2 of No. 10 of 2025 does not concern it; line 1C111 of the list <standing>

      Examples:
        | content | size     | answer           | standing            |
        | 97      | 499.9 µm | licence required | requires a licence  |
        | 97      | 500 µm   | undetermined     | does not concern it |
        | 96.9    | 499.9 µm | undetermined     | does not concern it |

    Scenario: The licensing catalogue of 2026 adds a purpose that the translations do not have
      Given tungsten metal from China to Germany
      And its machinable cylinder diameter is 120 mm
      And its machinable cylinder length is 50 mm
      When asked for 2026-02-01
      Then the answer is licence required, because item 1.2 of No. 10 of 2025 requires a licence
      And it is unsettled
      And were it true that "listed only for making missile components", the answer would be undetermined

  Rule: Heavy alloys of tungsten with nickel and iron or copper are listed above four limits, all of them strict

    钨镍铁合金或钨镍铜合金: density above 17.5 g/cm3, elastic limit above 800 MPa, tensile strength above 1270 MPa, elongation above 8 %.

    Scenario Outline: At and above each limit
      Given <goods> with 95 % tungsten from China to Germany
      And its density is <density>
      And its elastic limit is <limit>
      And its tensile strength is <strength>
      And its elongation is <elongation>
      When asked for 2025-09-01, with what was published through 2025-09-30
      Then the answer is <answer>, because item 1.3 of No. 10 of 2025 <standing>

      Examples:
        | goods                        | density     | limit   | strength | elongation | answer           | standing                |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3  | 801 MPa | 1271 MPa | 8.1 %      | licence required | requires a licence      |
        | tungsten-nickel-copper alloy | 17.6 g/cm3  | 801 MPa | 1271 MPa | 8.1 %      | licence required | requires a licence      |
        | tungsten-nickel-iron alloy   | 17.5 g/cm3  | 801 MPa | 1271 MPa | 8.1 %      | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3  | 800 MPa | 1271 MPa | 8.1 %      | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3  | 801 MPa | 1270 MPa | 8.1 %      | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3  | 801 MPa | 1271 MPa | 8 %        | undetermined     | does not concern it     |
        | tungsten-nickel-iron alloy   | 17.6 g/cm3  | 801 MPa | 1271 MPa | not stated | undetermined     | turns on a missing fact |

  Rule: Bismuth metal and its products are listed in every grade; other compounds of bismuth and tellurium are not

    非1C229项下管制的金属铋及制品: what is not under 1C229, where bismuth of 99.99 % or more with less than 10 ppm of silver stays. Together
    they hold every grade. 金属碲: tellurium metal of any purity.

    Scenario Outline: Which of the two lines
      Given bismuth metal with <contents> from China to Germany
      When asked for 2025-03-18
      Then the answer is licence required, because item 3.1 of No. 10 of 2025 requires a licence; line 1C229 of the list <standing>

      Examples:
        | contents                              | standing            |
        | 99.99 % bismuth and 0.0009 % silver   | is only hinted at   |
        | 99.99 % bismuth and 0.001 % silver    | does not concern it |
        | 99.98 % bismuth and 0.0009 % silver   | does not concern it |

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
        | content           | size           | answer              | standing                |
        | 97 % molybdenum   | 50 µm          | licence required    | requires a licence      |
        | 97 % molybdenum   | 50.1 µm        | no licence required | does not concern it     |
        | 97 % molybdenum   | at most 50 µm  | licence required    | requires a licence      |
        | 97 % molybdenum   | at least 50 µm | undetermined        | turns on a missing fact |
        | 97 % molybdenum   | not stated     | undetermined        | turns on a missing fact |

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
