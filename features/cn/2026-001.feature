Feature: Announcement 1 of 2026: dual-use items for Japan

  Announcement 1 of the Ministry of Commerce (关于加强两用物项对日本出口管制的公告), published on 6 January 2026 and in force from that day.
  No act that suspends or ends it was found.

  Rule: No dual-use item for military users or uses in Japan, nor for anything else that adds to its military strength

    Either is enough: the user, or the use. What adds to military strength is an open standard; it is applied to a use that is stated.

    Scenario Outline: It begins on the day of publication
      Given dysprosium metal from China to Japan
      And the end user is a military user in Japan
      And the end use is military
      When asked for <day>
      Then the answer is <answer>, because No. 1 of 2026 <standing>; item 4 of No. 18 of 2025 requires a licence

      Examples:
        | day        | answer           | standing                          |
        | 2026-01-05 | licence required | is not in force before 2026-01-06 |
        | 2026-01-06 | prohibited       | prohibits it from 2026-01-06      |
        | 2026-01-07 | prohibited       | prohibits it from 2026-01-06      |
        | 2026-10-05 | prohibited       | prohibits it from 2026-01-06      |

    Scenario Outline: The user or the use
      Given dysprosium metal from China to <destination>
      And the end user is <user>
      And the end use is <use>
      When asked for 2026-01-20
      Then the answer is <answer>, because No. 1 of 2026 <standing>

      Examples:
        | destination | user                                          | use                            | answer           | standing                |
        | Japan       | a military user in Japan                      | civil                          | prohibited       | prohibits it            |
        | Japan       | Example Heavy Works, a civil company in Japan | military                       | prohibited       | prohibits it            |
        | Japan       | Example Heavy Works, a civil company in Japan | what adds to military strength | prohibited       | prohibits it            |
        | Japan       | not stated                                    | military                       | prohibited       | prohibits it            |
        | Japan       | Example Optics, a civil company in Japan      | civil                          | licence required | does not concern it     |
        | Japan       | Example Optics, a company in Japan            | civil                          | licence required | turns on a missing fact |
        | Japan       | Example Optics, a civil company in Japan      | not stated                     | licence required | turns on a missing fact |
        | Germany     | a military user in Germany                    | military                       | licence required | does not concern it     |

    Scenario Outline: A use that is not stated makes nothing stricter for a civil user whom no watch list names
      Given dysprosium metal from China to Japan
      And the end user is Example Optics, a civil company in Japan
      And the end use is not stated
      When asked for <day>
      Then the answer is licence required
      And missing facts could make it prohibited
      And applications are treated in the ordinary way
      And no missing fact could make their treatment stricter

      Examples:
        | day        |
        | 2026-01-20 |
        | 2026-03-02 |

    Scenario: Civil use by a civil user stays under ordinary licensing
      Given dysprosium metal from China to Japan
      And the end user is Example Optics, a civil company in Japan
      And the end use is civil
      When asked for 2026-01-20
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
      And applications are treated in the ordinary way
      And no missing fact could make it stricter

    Scenario: Use and user not stated
      Given dysprosium metal from China to Japan
      When asked for 2026-01-20
      Then the answer is licence required, because No. 1 of 2026 turns on a missing fact
      And missing facts could make it prohibited
      And it asks for the end use and the end user

    # A firm on no list, a military programme, 10 January 2026:
    # https://www.hk01.com/%E5%8D%B3%E6%99%82%E4%B8%AD%E5%9C%8B/60310192/%E5%95%86%E5%8B%99%E9%83%A8-%E5%8A%A0%E5%BC%B7%E5%85%A9%E7%94%A8%E7%89%A9%E9%A0%85%E5%B0%8D%E6%97%A5%E6%9C%AC%E5%87%BA%E5%8F%A3%E7%AE%A1%E5%88%B6
    Scenario Outline: Any item of the list of dual-use items, and no other goods
      Given <goods> from China to Japan
      And the end user is Example Heavy Works, a civil company in Japan
      And the end use is military
      When asked for 2026-01-10
      Then the answer is <answer>, because No. 1 of 2026 <standing>

      Examples:
        | goods                                                   | answer       | standing            |
        | goods on the Chinese dual-use list, "any dual-use item" | prohibited   | prohibits it        |
        | gallium metal                                           | prohibited   | prohibits it        |
        | steel nails                                             | undetermined | does not concern it |

    Scenario: Goods whose listing is suspended are perhaps listed
      Given holmium oxide from China to Japan
      And the end user is a military user in Japan
      When asked for 2026-01-20
      Then the answer is undetermined, because item 1 of No. 57 of 2025 is suspended; No. 1 of 2026 is only hinted at
      And missing facts could make it prohibited

    Scenario Outline: Goods for a military user in Japan may travel through another country
      Given gallium metal from China to Malaysia
      And the end user is <user>
      And the end use is civil
      When asked for 2026-01-20
      Then the answer is <answer>, because No. 1 of 2026 <standing>

      Examples:
        | user                                        | answer           | standing            |
        | a military contractor in Japan              | prohibited       | prohibits it        |
        | Example Optics, a civil company in Malaysia | licence required | does not concern it |

  Rule: Whoever passes Chinese items on to Japan in breach of it is liable, wherever they are

    Scenario Outline: Gallium sold out of Thailand to Japan
      Given gallium metal made in <origin>, from Thailand to Japan
      And the end user is <user>
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because No. 1 of 2026 <standing>

      Examples:
        | origin  | user                                     | use      | day        | answer              | standing                          |
        | China   | a military user in Japan                 | military | 2026-01-05 | no licence required | is not in force before 2026-01-06 |
        | China   | a military user in Japan                 | military | 2026-01-06 | prohibited          | prohibits it                      |
        | Germany | a military user in Japan                 | military | 2026-01-06 | no licence required | does not concern it               |
        | China   | Example Optics, a civil company in Japan | civil    | 2026-01-06 | no licence required | does not concern it               |

    Scenario: It prints no procedure by which a transfer could be permitted
      Given gallium metal made in China, from Thailand to Japan
      And the end user is a military user in Japan
      When asked for 2026-01-20
      Then the answer is prohibited, because No. 1 of 2026 prohibits it
      And it warns that no procedure is printed
