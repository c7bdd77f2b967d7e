Feature: Announcement 39 of 2023: graphite

  Announcement 39 of the Ministry of Commerce and the General Administration of Customs (关于优化调整石墨物项临时出口管制措施的公告),
  published on 20 October 2023, carried out from 1 December 2023. It lists what had been under temporary control since 2006 and
  releases the rest.

  Rule: Artificial graphite is listed above three limits, all of them strict

    高纯度、高强度、高密度的人造石墨材料及其制品: purity above 99.9 %, flexural strength above 30 MPa and density above 1.73 g/cm3,
    and products made of it.

    Scenario Outline: From temporary control, whose limits were not seen, to the list
      Given artificial graphite crucibles from China to Germany
      And its purity is 99.91 %
      And its flexural strength is 42.1 MPa
      And its density is 1.76 g/cm3
      When asked for <day>
      Then the answer is <answer>, because item 1.1 of No. 39 of 2023 <standing>

      Examples:
        | day        | answer           | standing                           |
        | 2023-11-30 | undetermined     | is not in force before 2023-12-01  |
        | 2023-12-01 | licence required | requires a licence from 2023-12-01 |
        | 2023-12-02 | licence required | requires a licence from 2023-12-01 |

    # 99.91 %, 42.1 MPa and 1.76 g/cm3, finished crucibles: https://qmszmp.com/hangye/1088.html
    Scenario Outline: At, above and below each limit
      Given artificial graphite crucibles from China to Germany
      And its purity is <purity>
      And its flexural strength is <strength>
      And its density is <density>
      When asked for 2024-03-01
      Then the answer is <answer>, because item 1.1 of No. 39 of 2023 <standing>

      Examples:
        | purity           | strength  | density     | answer              | standing                |
        | 99.91 %          | 42.1 MPa  | 1.76 g/cm3  | licence required    | requires a licence      |
        | 99.9 %           | 42.1 MPa  | 1.76 g/cm3  | no licence required | does not concern it     |
        | 99.90001 %       | 30.01 MPa | 1.731 g/cm3 | licence required    | requires a licence      |
        | 99.91 %          | 30 MPa    | 1.76 g/cm3  | no licence required | does not concern it     |
        | 99.91 %          | 42.1 MPa  | 1.73 g/cm3  | no licence required | does not concern it     |
        | at least 99.9 %  | 42.1 MPa  | 1.76 g/cm3  | undetermined        | turns on a missing fact |
        | at most 99.9 %   | 42.1 MPa  | 1.76 g/cm3  | no licence required | does not concern it     |
        | at least 99.91 % | 42.1 MPa  | 1.76 g/cm3  | licence required    | requires a licence      |
        | not stated       | 42.1 MPa  | 1.76 g/cm3  | undetermined        | turns on a missing fact |

    Scenario: A data sheet's 99.9 % usually means at least: then the exact purity is asked for
      Given artificial graphite crucibles from China to Germany
      And its purity is at least 99.9 %
      And its flexural strength is 42.1 MPa
      And its density is 1.76 g/cm3
      When asked for 2024-03-01
      Then the answer is undetermined
      And it asks for the purity
      And missing facts could make it licence required

    Scenario: The customs case of January 2025
      Given artificial graphite crucibles from China to Germany
      And its purity is 99.91 %
      And its flexural strength is 42.1 MPa
      And its density is 1.76 g/cm3
      When asked for 2025-01-15
      Then the answer is licence required, because item 1.1 of No. 39 of 2023 requires a licence

  Rule: Natural flake graphite and its products are listed without any limit

    天然鳞片石墨及其制品（包含球化石墨、膨胀石墨等）: spheroidised and expanded graphite are examples. The temporary control of 2006 ends
    where the listing begins: no day lies between.

    Scenario Outline: From temporary control to the list without a free day
      Given spheroidised graphite from China to South Korea
      When asked for <day>
      Then the answer is licence required, because <reason>

      Examples:
        | day        | reason                                                                                                                            |
        | 2023-10-19 | the temporary control of 2006 requires a licence                                                                                  |
        | 2023-11-15 | the temporary control of 2006 requires a licence; item 1.2 of No. 39 of 2023 is not in force                                      |
        | 2023-11-30 | the temporary control of 2006 requires a licence through 2023-11-30; item 1.2 of No. 39 of 2023 is not in force before 2023-12-01 |
        | 2023-12-01 | item 1.2 of No. 39 of 2023 requires a licence from 2023-12-01; the temporary control of 2006 has ceased                           |
        | 2023-12-02 | item 1.2 of No. 39 of 2023 requires a licence from 2023-12-01                                                                     |

    Scenario Outline: What leaves another country, and other graphite, is not meant
      Given <goods> from <departure> to Germany
      And its purity is 99.5 %
      When asked for 2024-03-01
      Then the answer is no licence required, because item 1.2 of No. 39 of 2023 does not concern it

      Examples:
        | goods                              | departure |
        | spheroidised graphite              | Japan     |
        | artificial graphite anode material | China     |

    # 28 per cent of flake graphite in a crucible, held by customs: https://qmszmp.com/hangye/1088.html
    Scenario: From which content a product counts is not printed
      Given refractory crucibles with natural flake graphite from China to Germany
      When asked for 2025-01-15
      Then the answer is undetermined, because item 1.2 of No. 39 of 2023 turns on a missing fact
      And it is unsettled
      And were it true that "28 per cent of natural flake graphite was treated as a controlled product", the answer would be licence required

  Rule: Everything else that was under temporary control is released on the same day

    # https://itaiwannews.cn/2023-10-20/7dd6e298-dacf-3cb3-3a0e-83063f9f5b48.html
    Scenario Outline: 炉用碳电极, carbon electrodes for furnaces
      Given carbon electrodes for furnaces from China to South Korea
      When asked for <day>
      Then the answer is <answer>, because the temporary control of 2006 <standing>

      Examples:
        | day        | answer              | standing                              |
        | 2023-11-30 | licence required    | requires a licence through 2023-11-30 |
        | 2023-12-01 | no licence required | has ceased from 2023-12-01            |

  Rule: Of the temporary control only the year is known: it was in force by 31 December 2006

    Scenario Outline: Of the day before nothing is said
      Given <goods> from China to South Korea
      When asked for <day>
      Then the answer is <answer>, because the temporary control of 2006 <standing>

      Examples:
        | goods                          | day        | answer           | standing           |
        | spheroidised graphite          | 2006-12-30 | undetermined     | is only hinted at  |
        | spheroidised graphite          | 2006-12-31 | licence required | requires a licence |
        | carbon electrodes for furnaces | 2006-12-30 | undetermined     | is only hinted at  |
        | carbon electrodes for furnaces | 2006-12-31 | licence required | requires a licence |

    Scenario Outline: Of what leaves another country the log is silent before that day, too
      Given <goods> from Japan to Germany
      When asked for <day>
      Then the answer is <answer>, because the temporary control of 2006 does not concern it
      And it holds <days>

      Examples:
        | goods                 | day        | answer              | days               |
        | spheroidised graphite | 2006-12-30 | undetermined        | through 2006-12-30 |
        | spheroidised graphite | 2006-12-31 | no licence required | from 2006-12-31    |
