Feature: Announcement 18 of 2025: seven medium and heavy rare earths

  Announcement 18 (公布对部分中重稀土相关物项实施出口管制的决定) of the Ministry of Commerce and the General Administration of
  Customs, published on 4 April 2025 at 18:00 Beijing time. It lists samarium, gadolinium, terbium, dysprosium, lutetium, scandium
  and yttrium: metals, named alloys, targets, oxides, compounds, and the magnets that contain them. It was never suspended.

  Rule: The listed items are exported under a licence only, from the day of publication on

    The decision is carried out 自发布之日起, from the day of its publication. That day counts whole; the hour is no boundary in the text.

    Scenario Outline: The first day is the day of publication
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is <answer>, because item <item> of No. 18 of 2025 <standing>

      # The log covers rare earths from 4 April 2025 on: of the day before it says that it cannot say.
      Examples:
        | goods            | item | day        | answer           | standing                             |
        | dysprosium metal | 4    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |
        | dysprosium metal | 4    | 2025-04-04 | licence required | requires a licence from 4 April 2025 |
        | dysprosium metal | 4    | 2025-04-05 | licence required | requires a licence from 4 April 2025 |
        | samarium metal   | 1    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |
        | gadolinium oxide | 2    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |
        | terbium metal    | 3    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |
        | lutetium metal   | 5    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |
        | scandium oxide   | 6    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |
        | yttrium metal    | 7    | 2025-04-03 | undetermined     | is not in force before 2025-04-04    |

    Scenario Outline: Each of the seven elements
      Given <goods> from China to Germany
      When asked for 2025-04-04
      Then the answer is licence required, because <item> of No. 18 of 2025 requires a licence

      Examples:
        | goods            | item   |
        | samarium metal   | item 1 |
        | gadolinium oxide | item 2 |
        | terbium metal    | item 3 |
        | dysprosium oxide | item 4 |
        | lutetium metal   | item 5 |
        | scandium oxide   | item 6 |
        | yttrium metal    | item 7 |

    # A customs case: declared on 5 April, left on 6 April, released by the system, found in a later audit:
    # https://m.sdkymymt.com/news/Y21zcG86MjAwNjU
    Scenario: Release by the customs system is no evidence that no licence was needed
      Given NdFeB magnets with 3 % dysprosium from China to India
      When asked for a declaration on 2025-04-05 and an exit on 2025-04-06
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence

    Scenario: Declared on the day before, out on the first day: the stricter day stands
      Given dysprosium metal from China to Germany
      When asked for a declaration on 2025-04-03 and an exit on 2025-04-04
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
      And it warns that the two days differ

    Scenario: The licence is one for dual-use items, applied for in the ordinary way
      Given dysprosium metal from China to Germany
      And the end user is a civil company in Germany
      And the end use is civil
      When asked for 2025-12-01
      Then the answer is licence required
      And the licences required are those of item 4 of No. 18 of 2025
      And applications are treated in the ordinary way
      And no missing fact could make it stricter
      And it asks nothing

    # The pause for listed companies of 14 May 2025 lifted no licence: https://en.ckhq.net/html/0a04bb39f168fd643df65b6b6891590c.html
    Scenario: A pause for listed companies lifts no item control
      Given dysprosium metal from China to the United States
      When asked for 2025-05-20
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
      And it does not speak of the party lists of China

  Rule: No minimum content is printed

    Item 4: 含镝的钕铁硼永磁材料, neodymium-iron-boron permanent-magnet material containing dysprosium. Any content is content.

    # 0.18 % and 0.24 % held by customs to be 1C905.a.4:
    # http://www.jitinfo.net/Service/Detail?detail=68f257c2-71a9-7540-00fe-b9fa592c36ea
    Scenario Outline: Dysprosium in a magnet
      Given <goods> from China to Germany
      When asked for 2025-04-30
      Then the answer is <answer>, because item 4 of No. 18 of 2025 <standing>

      Examples:
        | goods                                             | answer              | standing                |
        | NdFeB magnets with 3 % dysprosium                 | licence required    | requires a licence      |
        | NdFeB magnets with 0.24 % dysprosium              | licence required    | requires a licence      |
        | NdFeB magnets with 0.18 % dysprosium              | licence required    | requires a licence      |
        | NdFeB magnets with 0.1 % dysprosium               | licence required    | requires a licence      |
        | NdFeB magnets with 0.001 % dysprosium             | licence required    | requires a licence      |
        | NdFeB magnets containing dysprosium               | licence required    | requires a licence      |
        | NdFeB magnets with 0 % dysprosium and 0 % terbium | no licence required | does not concern it     |
        | NdFeB magnets                                     | undetermined        | turns on a missing fact |

    Scenario: A magnet whose contents are not stated
      Given NdFeB magnets from China to Germany
      When asked for 2025-04-30
      Then the answer is undetermined
      And it asks for the dysprosium content and the terbium content
      And missing facts could make it prohibited

    Scenario: Stated free of dysprosium, silent on terbium
      Given NdFeB magnets free of dysprosium from China to Germany
      When asked for 2025-04-30
      Then the answer is undetermined, because item 3 of No. 18 of 2025 turns on a missing fact
      And it asks for the terbium content
      And it does not ask for the dysprosium content

  Rule: Only the elements, alloys and magnets that it names are listed

    The lists of alloys and targets are closed: 镝铁合金 and 铽镝铁合金 of dysprosium, and no other. Neodymium is not one of the seven.

    # Free magnets: https://rawmaterials.net/reports-china-implements-tracking-system-for-rare-earth-magnet-exports/
    # Ferrite and AlNiCo: https://couragemagnet.com/magnet-faqs/3222.html
    Scenario Outline: Magnets and metals on a day on which nothing else lists them
      Given <goods> from China to Germany
      When asked for 2025-06-05
      Then the answer is <answer>, because <reason>

      Examples:
        | goods                                        | answer              | reason                                      |
        | NdFeB magnets free of dysprosium and terbium | no licence required | No. 18 of 2025 does not concern it          |
        | NdFeB magnets with 1 % terbium               | licence required    | item 3 of No. 18 of 2025 requires a licence |
        | SmCo magnets                                 | licence required    | item 1 of No. 18 of 2025 requires a licence |
        | ferrite magnets                              | no licence required | No. 18 of 2025 does not concern it          |
        | AlNiCo magnets                               | no licence required | No. 18 of 2025 does not concern it          |
        | neodymium metal                              | no licence required | No. 18 of 2025 does not concern it          |
        | praseodymium oxide                           | no licence required | No. 18 of 2025 does not concern it          |

    Scenario Outline: Alloys on a list that is closed by name
      Given <goods> from China to Germany
      When asked for 2025-06-05
      Then the answer is <answer>, because <reason>

      Examples:
        | goods                                | answer              | reason                                       |
        | dysprosium-iron alloy                | licence required    | item 4 of No. 18 of 2025 requires a licence  |
        | alloy of dysprosium and iron         | licence required    | item 4 of No. 18 of 2025 requires a licence  |
        | alloy of dysprosium and copper       | no licence required | No. 18 of 2025 does not concern it           |
        | alloy of dysprosium, copper and iron | undetermined        | item 4 of No. 18 of 2025 is only hinted at   |
        | alloy of samarium and copper         | no licence required | item 1 of No. 18 of 2025 does not concern it |
        | alloy of gadolinium and copper       | no licence required | item 2 of No. 18 of 2025 does not concern it |
        | alloy of terbium and copper          | no licence required | item 3 of No. 18 of 2025 does not concern it |
        | alloy of lutetium and copper         | no licence required | item 5 of No. 18 of 2025 does not concern it |
        | alloy of scandium and iron           | no licence required | item 6 of No. 18 of 2025 does not concern it |
        | alloy of scandium and copper         | licence required    | item 6 of No. 18 of 2025 requires a licence  |
        | alloy of yttrium and cobalt          | no licence required | item 7 of No. 18 of 2025 does not concern it |
        | alloy of yttrium and copper          | licence required    | item 7 of No. 18 of 2025 requires a licence  |

    Scenario: A licence that is not needed does not mean goods that pass at once
      Given NdFeB magnets free of dysprosium and terbium from China to Germany
      When asked for 2025-06-05
      Then the answer is no licence required
      And it speaks of the dual-use licence of China only
      And it warns that customs may hold the goods
      And no missing fact could make it stricter

  Rule: A customs code neither binds nor frees

    All rare-earth magnets are declared under 8505111000, listed ones and free ones. Samarium-cobalt magnets have no printed code at all.

    Scenario: The customs code of magnets alone
      Given goods known only by customs code 8505111000 from China to Germany
      When asked for 2025-06-05
      Then the answer is undetermined, because item 1 of No. 18 of 2025 is only hinted at; item 3 of No. 18 of 2025 is only hinted at; item 4 of No. 18 of 2025 is only hinted at
      And it asks for the samarium content, the terbium content and the dysprosium content
      And missing facts could make it prohibited

    # The catalogue: a licence is needed whether or not the code is listed:
    # https://www.jtn.com/JP/news_content.aspx?KeyID=00000000000000009539&Lan=JP&MenuID=05002
    Scenario Outline: The description decides, whatever the customs code
      Given <goods> from China to Germany
      When asked for 2026-01-10
      Then the answer is <answer>

      Examples:
        | goods                                                                  | answer              |
        | dysprosium metal (customs code 7202999900)                             | licence required    |
        | NdFeB magnets with 3 % dysprosium (customs code 8505190000)            | licence required    |
        | NdFeB magnets free of dysprosium and terbium (customs code 8505111000) | no licence required |

    Scenario: A free magnet under the shared code
      Given NdFeB magnets free of dysprosium and terbium (customs code 8505111000) from China to Germany
      When asked for 2025-06-05
      Then the answer is no licence required
      And it warns that the customs code is shared with listed goods

  Rule: Deep-processed goods are generally outside, bare magnets are inside

    The ministry's answers of 16 September 2025: 属于深度加工产品范畴,一般不属于18号公告管制范围. Its word is "generally": the answer is
    given, and shown to be unsettled. An earlier set of answers keeps rings and other primary-processed magnets inside.

    # Rings: https://rareearthexchanges.com/news/china-expands-export-controls-on-rare-earth-products-in-latest-faq-update
    # Rotors: https://yjmagnetic.com/?p=3241
    # Phosphors: http://jying.cn/archiver/tid-242634.html
    Scenario Outline: One chemistry, two answers by the stage of processing
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is <answer>, because <reason>
      And it is <doubts>

      Examples:
        | goods                                                     | day        | answer              | reason                                      | doubts    |
        | NdFeB magnet rings with 3 % dysprosium                    | 2025-08-15 | licence required    | item 4 of No. 18 of 2025 requires a licence | unsettled |
        | NdFeB magnet rings with 1 % terbium                       | 2025-08-15 | licence required    | item 3 of No. 18 of 2025 requires a licence | unsettled |
        | motor rotors with fixed NdFeB magnets with 3 % dysprosium | 2025-12-01 | no licence required | No. 18 of 2025 does not concern it          | unsettled |
        | yttrium phosphor                                          | 2025-12-01 | no licence required | No. 18 of 2025 does not concern it          | unsettled |
        | yttrium catalyst powder                                   | 2025-12-01 | no licence required | No. 18 of 2025 does not concern it          | unsettled |

    Scenario Outline: The answer is used from the day on which it was given
      Given <goods> from China to Germany
      When asked for 2025-12-01, with what was published through <known>
      Then the answer is <answer>

      Examples:
        | goods                                                     | known      | answer              |
        | motor rotors with fixed NdFeB magnets with 3 % dysprosium | 2025-09-15 | undetermined        |
        | motor rotors with fixed NdFeB magnets with 3 % dysprosium | 2025-09-16 | no licence required |
        | yttrium phosphor                                          | 2025-09-15 | undetermined        |
        | yttrium phosphor                                          | 2025-09-16 | no licence required |
        | yttrium catalyst powder                                   | 2025-09-15 | undetermined        |
        | yttrium catalyst powder                                   | 2025-09-16 | no licence required |

    # The earlier answers were public by 16 September 2025, the customs decision and what sellers say of it by 22 November 2026.
    Scenario Outline: A reading whose day is not known waits until it was public for sure
      Given NdFeB magnet rings with 3 % dysprosium from China to Germany
      When asked for 2025-08-15, with what was published through <known>
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
      And <count> readings whose day of publication is not known are left out of it

      Examples:
        | known      | count |
        | 2025-09-15 | 4     |
        | 2025-09-16 | 2     |
        | 2026-11-21 | 2     |
        | 2026-11-22 | 0     |

    Scenario: A phosphor that contains gallium oxide is no gallium oxide
      Given phosphor with gallium oxide from China to Germany
      When asked for 2025-09-20
      Then the answer is no licence required, because No. 23 of 2023 does not concern it; No. 18 of 2025 does not concern it

  Rule: Announcement 70 does not name it, and no one else can suspend it

    Announcement 70 of 2025 names 55, 56, 57, 58, 61 and 62. Announcement 18 stands as it stood.

    Scenario Outline: Before, in and after the suspension of the others
      Given NdFeB magnets with 3 % dysprosium from China to the United States
      When asked for <day>
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence from 2025-04-04

      Examples:
        | day        |
        | 2025-11-06 |
        | 2025-11-07 |
        | 2025-12-01 |
        | 2026-11-10 |
        | 2026-11-11 |

    # https://www.whitehouse.gov/fact-sheets/2025/11/fact-sheet-president-donald-j-trump-strikes-deal-on-economic-and-trade-relations-with-china/
    Scenario: A White House fact sheet on general licences is a claim about Chinese law, not Chinese law
      Given NdFeB magnets with 3 % dysprosium from China to the United States
      When asked for 2025-12-01
      Then the answer is licence required
      And it warns that a claim is not law
      And it is not contested
