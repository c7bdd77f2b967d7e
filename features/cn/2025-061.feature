Feature: Announcement 61 of 2025: rare earth items abroad

  Announcement 61 (公布对境外相关稀土物项实施出口管制的决定) of the Ministry of Commerce, published on 9 October 2025. It follows
  Chinese rare earths abroad in three limbs with two start days: 1(1) by content, 1(2) by technology, 1(3) by origin. Announcement 70
  of 2025 suspended all of it on 7 November 2025, when only 1(3) had ever operated.

  Rule: Paragraph 1(1): goods made abroad are licensed where listed Chinese content is worth 0.1 % or more of their value

    The goods: 钐钴永磁材料 and the other lines of part 2 of annex 1. The content that counts: the metals, alloys and oxides of part 1.
    The share is one of value, not of weight, and the limit is met at 0.1 %. It starts on 1 December 2025.

    # https://www.chemradar.com/en/news/detail/f1la2toi5p1c
    Scenario Outline: The share of one input
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is Chinese samarium metal <share>
      And it was made with technology from Japan
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is <answer>, because paragraph 1(1) of No. 61 of 2025 <standing>

      Examples:
        | share                | answer              | standing                           |
        | worth 5 %            | licence required    | requires a licence from 2025-12-01 |
        | worth 0.11 %         | licence required    | requires a licence from 2025-12-01 |
        | worth 0.1 %          | licence required    | requires a licence from 2025-12-01 |
        | worth 0.09 %         | no licence required | does not concern it                |
        | worth at least 0.1 % | licence required    | requires a licence from 2025-12-01 |
        | worth at most 0.09 % | no licence required | does not concern it                |
        | worth at most 5 %    | undetermined        | turns on a missing fact            |
        | of unknown value     | undetermined        | turns on a missing fact            |

    Scenario: A share that is not known is asked for
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is Chinese samarium metal of unknown value
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is undetermined, because paragraph 1(1) of No. 61 of 2025 turns on a missing fact
      And it asks for the value of the samarium
      And missing facts could make it licence required

    Scenario: Below the limit that limb is out of it, and the others remain to be looked at
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is Chinese samarium metal worth 0.09 %
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is undetermined, because paragraph 1(1) of No. 61 of 2025 does not concern it; paragraph 1(2) of No. 61 of 2025 turns on a missing fact
      And it asks for the origin of the technology

    # https://www.hk01.com/國際分析/60284061
    Scenario: A component with a dysprosium magnet, just below the limit
      Given motor components with NdFeB magnets with 3 % dysprosium made in Vietnam, from Vietnam to South Korea
      And its only content of foreign origin is Chinese dysprosium metal worth 0.09 %
      And it was made with technology from Japan
      When asked for 2025-12-15, with what was published through 2025-10-20
      Then the answer is no licence required, because paragraph 1(1) of No. 61 of 2025 does not concern it

    Scenario Outline: Listed inputs are added up, and only listed Chinese inputs count
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is <content>
      And it was made with technology from Japan
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is <answer>, because paragraph 1(1) of No. 61 of 2025 <standing>

      Examples:
        | content                                                                       | answer              | standing            |
        | Chinese samarium metal worth 0.06 % and Chinese gadolinium metal worth 0.05 % | licence required    | requires a licence  |
        | Chinese samarium metal worth 0.05 % and Chinese gadolinium metal worth 0.05 % | licence required    | requires a licence  |
        | Chinese samarium metal worth 0.05 % and Chinese gadolinium metal worth 0.04 % | no licence required | does not concern it |
        | Chinese neodymium metal worth 30 %                                            | no licence required | does not concern it |
        | Chinese holmium metal worth 5 %                                               | no licence required | does not concern it |
        | Chinese samarium oxide worth 5 %                                              | no licence required | does not concern it |
        | Chinese dysprosium oxide worth 5 %                                            | licence required    | requires a licence  |
        | Vietnamese samarium metal worth 5 %                                           | no licence required | does not concern it |
        | Vietnamese samarium metal worth 5 % and Chinese gadolinium metal worth 0.05 % | no licence required | does not concern it |

    Scenario: Inputs that may not be all leave the limb open
      Given SmCo magnets made in Japan, from Japan to the United States
      And its content of foreign origin includes Chinese samarium metal worth 0.09 %
      And it was made with technology from Japan
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is undetermined, because paragraph 1(1) of No. 61 of 2025 turns on a missing fact
      And it asks for whether all contents are stated

    Scenario: Exactly at the limit, some press reports would let it go
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is Chinese samarium metal worth 0.1 %
      And it was made with technology from Japan
      When asked for 2026-11-22
      Then the answer is licence required, because paragraph 1(1) of No. 61 of 2025 requires a licence from 2026-11-11
      And it is unsettled
      And were it true that "exactly 0.1 % is free", the answer would be no licence required

    Scenario Outline: The start day of limbs 1(1) and 1(2), as it was and as it became
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is Chinese samarium metal worth 5 %
      And it was made with technology from China
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because paragraph 1(1) of No. 61 of 2025 <standing>; paragraph 1(2) of No. 61 of 2025 <standing>

      Examples:
        | day        | known      | answer              | standing                                        |
        | 2025-10-09 | 2025-10-20 | no licence required | is not in force before 2025-12-01               |
        | 2025-11-30 | 2025-10-20 | no licence required | is not in force before 2025-12-01               |
        | 2025-12-01 | 2025-10-20 | licence required    | requires a licence                              |
        | 2025-12-02 | 2025-10-20 | licence required    | requires a licence                              |
        | 2025-11-06 | everything | no licence required | is not in force before 2025-11-07               |
        | 2025-11-07 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-10 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |

  Rule: Paragraph 1(2): goods made abroad with Chinese rare earth technology are licensed, whatever their content

    Read as goods made with technologies that originate in China; no content minimum. One translation adds that they use Chinese inputs.

    Scenario Outline: The technology alone
      Given dysprosium metal made in Vietnam, from Vietnam to Germany
      And it was made with technology from <country>
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is <answer>, because paragraph 1(2) of No. 61 of 2025 <standing>

      Examples:
        | country | answer              | standing            |
        | China   | licence required    | requires a licence  |
        | Japan   | no licence required | does not concern it |

    Scenario: On the other reading, Chinese technology without Chinese inputs is free
      Given dysprosium metal made in Vietnam, from Vietnam to Germany
      And it was made with technology from China
      And its only content of foreign origin is Japanese neodymium metal worth 1 %
      When asked for 2027-02-01
      Then the answer is licence required, because paragraph 1(2) of No. 61 of 2025 requires a licence
      And it is unsettled
      And were it true that "also use Chinese rare earths", the answer would be no licence required

  Rule: Paragraph 1(3): listed items of Chinese origin are licensed when they leave another country

    It began on the day of publication, 9 October 2025, and bound through 6 November 2025: acts in those weeks stay judged by it.

    # https://www.chemradar.com/en/news/detail/f1la2toi5p1c
    Scenario Outline: Chinese dysprosium sold from South Korea to Vietnam
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end user is Example Motors, a civil company in Vietnam
      And the end use is civil
      When asked for <day>
      Then the answer is <answer>, because paragraph 1(3) of No. 61 of 2025 <standing>

      Examples:
        | day        | answer              | standing                                        |
        | 2025-10-08 | no licence required | is not in force before 2025-10-09               |
        | 2025-10-09 | licence required    | requires a licence from 2025-10-09              |
        | 2025-11-06 | licence required    | requires a licence through 2025-11-06           |
        | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-20 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |

    Scenario Outline: The last day of those weeks, asked before and after announcement 70
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end user is a civil company in Vietnam
      And the end use is civil
      When asked for 2025-11-06, with what was published through <known>
      Then the answer is licence required, because paragraph 1(3) of No. 61 of 2025 requires a licence
      And it is <doubts>

      # The statement of 30 October promised a suspension; announcement 70 gave it, from 7 November on and not for the days before.
      Examples:
        | known      | doubts        |
        | 2025-10-29 | not contested |
        | 2025-10-30 | contested     |
        | 2025-11-06 | contested     |
        | 2025-11-07 | not contested |

    Scenario Outline: Origin and place of departure
      Given dysprosium metal made in <origin>, from <departure> to Vietnam
      And it was made with technology from Japan
      When asked for 2025-10-20
      Then the answer is <answer>, because paragraph 1(3) of No. 61 of 2025 <standing>

      Examples:
        | origin | departure   | answer              | standing            |
        | China  | South Korea | licence required    | requires a licence  |
        | Japan  | South Korea | no licence required | does not concern it |
        | China  | China       | licence required    | does not concern it |
        | China  | Hong Kong   | licence required    | requires a licence  |

    Scenario Outline: Neodymium and the five elements of announcement 57 are not in its annex
      Given <goods> made in China, from South Korea to Vietnam
      When asked for 2025-10-20
      Then the answer is no licence required, because paragraph 1(3) of No. 61 of 2025 does not concern it

      Examples:
        | goods           |
        | neodymium metal |
        | holmium metal   |

    Scenario Outline: What goes to China is meant by none of the limbs
      Given <goods> made in <origin>, from <departure> to China
      And its only content of foreign origin is Chinese samarium metal worth 5 %
      And it was made with technology from China
      And the end user is a civil company in China
      When asked for 2025-12-02, with what was published through 2025-10-20
      Then the answer is no licence required, because No. 61 of 2025 does not concern it

      Examples:
        | goods            | origin  | departure   |
        | SmCo magnets     | Japan   | Japan       |
        | dysprosium metal | Vietnam | Vietnam     |
        | dysprosium metal | China   | South Korea |

  Rule: Limbs 1(1) and 1(2) were suspended before they ever operated

    Announcement 70: suspended 自即日起至2026年11月10日. Their start day, 1 December 2025, passes in the suspension; when it ends they
    operate at once, for the first time.

    # Asked on 2025-11-10: https://www.worldjournal.com/wj/story/121474/9125678
    Scenario Outline: A Japanese magnet with Chinese samarium worth 5 %
      Given SmCo magnets made in Japan, from Japan to the United States
      And its only content of foreign origin is Chinese samarium metal worth 5 %
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because paragraph 1(1) of No. 61 of 2025 <standing>

      Examples:
        | day        | known      | answer              | standing                                        |
        | 2025-12-02 | 2025-10-20 | licence required    | requires a licence from 2025-12-01              |
        | 2025-12-02 | 2025-11-06 | licence required    | requires a licence from 2025-12-01              |
        | 2025-12-02 | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-12-02 | 2025-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-06 | everything | no licence required | is not in force before 2025-11-07               |
        | 2026-11-10 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | everything | licence required    | requires a licence from 2026-11-11              |
        | 2025-11-07 | everything | no licence required | is suspended from 2025-11-07 through 2026-11-10 |

  Rule: Applications for military users or uses and for names on the lists are in principle refused, those for advanced chips are judged case by case

    # A samarium target for a 7 nm fab in Taiwan, 25 October 2025: https://udn.com/news/story/7333/9059047
    Scenario Outline: The use and the user decide how applications are treated
      Given samarium targets made in China, from South Korea to Taiwan
      And the end user is a <kind> company in Taiwan
      And the end use is <use>
      When asked for 2025-10-25, with what was published through 2025-10-25
      Then the answer is licence required, because paragraph 1(3) of No. 61 of 2025 requires a licence
      And applications are treated <treatment>

      Examples:
        | kind     | use                                | treatment               |
        | civil    | civil                              | in the ordinary way     |
        | civil    | logic chips of 14 nm or below      | case by case            |
        | civil    | memory chips of 256 layers or more | case by case            |
        | civil    | military artificial intelligence   | case by case            |
        | civil    | military                           | as refused in principle |
        | military | civil                              | as refused in principle |
        | military | logic chips of 14 nm or below      | as refused in principle |
        | civil    | weapons of mass destruction        | as refused in principle |

    Scenario: A use that is not stated may be one of these
      Given samarium targets made in China, from South Korea to Taiwan
      When asked for 2025-10-25
      Then the answer is licence required
      And missing facts could make applications treated as refused in principle
      And it asks for the end use and the end user

    Scenario Outline: A user on the control list or the watch list
      Given samarium targets made in China, from South Korea to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-11-11
      Then the answer is licence required, because paragraph 1(3) of No. 61 of 2025 requires a licence
      And applications are treated <treatment>

      Examples:
        | name           | treatment               |
        | TDK            | as refused in principle |
        | Example Optics | in the ordinary way     |

    Scenario Outline: A user that belongs by half or more to somebody on one of these lists
      Given samarium targets made in China, from South Korea to Japan
      And the end user is Example Optics, a civil company in Japan
      And <share> % of the end user belong to <owner>
      And the end use is civil
      When asked for 2026-11-11
      Then the answer is licence required
      And applications are treated <treatment>
      And no missing fact could make their treatment stricter
      And the day of No. 61 of 2025 whose words were not read is 2025-10-09

      Examples:
        | share | owner          | treatment               |
        | 50    | TDK            | as refused in principle |
        | 50.1  | TDK            | as refused in principle |
        | 49.9  | TDK            | in the ordinary way     |
        | 100   | Example Motors | in the ordinary way     |

    Scenario: While the owners are not stated, they are asked for
      Given samarium targets made in China, from South Korea to Japan
      And the end user is Example Optics, a civil company in Japan
      And the end use is civil
      When asked for 2026-11-11
      Then the answer is licence required
      And missing facts could make applications treated as refused in principle
      And it asks for the end user

    Scenario Outline: The two classes hold on every day on which paragraph 1(3) does
      Given samarium targets made in China, from South Korea to Taiwan
      And the end user is Example Optics, a civil company in Taiwan
      And the end use is <use>
      When asked for <day>
      Then the answer is licence required, because paragraph 1(3) of No. 61 of 2025 <standing>
      And applications are treated <treatment>
      And the day of No. 61 of 2025 whose words were not read is 2025-10-09

      Examples:
        | use                           | day        | standing                              | treatment               |
        | military                      | 2025-10-09 | requires a licence from 2025-10-09    | as refused in principle |
        | military                      | 2025-11-06 | requires a licence through 2025-11-06 | as refused in principle |
        | military                      | 2026-11-11 | requires a licence from 2026-11-11    | as refused in principle |
        | logic chips of 14 nm or below | 2025-10-09 | requires a licence from 2025-10-09    | case by case            |
        | logic chips of 14 nm or below | 2025-11-06 | requires a licence through 2025-11-06 | case by case            |
        | logic chips of 14 nm or below | 2026-11-11 | requires a licence from 2026-11-11    | case by case            |

    Scenario Outline: Before its first day and while it sleeps there is nothing to apply for
      Given samarium targets made in China, from South Korea to Taiwan
      And the end user is Example Optics, a civil company in Taiwan
      And the end use is <use>
      When asked for <day>
      Then the answer is no licence required, because No. 61 of 2025 <standing>

      Examples:
        | use                           | day        | standing                                        |
        | military                      | 2025-10-08 | is not in force before 2025-10-09               |
        | military                      | 2025-11-07 | is suspended from 2025-11-07 through 2026-11-10 |
        | military                      | 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |
        | logic chips of 14 nm or below | 2025-10-08 | is not in force before 2025-10-09               |
        | logic chips of 14 nm or below | 2025-11-07 | is suspended from 2025-11-07 through 2026-11-10 |
        | logic chips of 14 nm or below | 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |

  Rule: Urgent medical care, public health emergencies and disaster relief need no licence, and a report within ten working days

    Scenario Outline: Humanitarian use is exempt, with a duty
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end user is Example Motors, a civil company in Vietnam
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because paragraph 1(3) of No. 61 of 2025 <standing>

      Examples:
        | use                       | day        | answer              | standing                                        |
        | emergency medical care    | 2025-10-20 | no licence required | exempts the use                                 |
        | a public health emergency | 2025-10-20 | no licence required | exempts the use                                 |
        | disaster relief           | 2025-10-20 | no licence required | exempts the use                                 |
        | civil                     | 2025-10-20 | licence required    | requires a licence                              |
        | disaster relief           | 2025-10-08 | no licence required | is not in force before 2025-10-09               |
        | disaster relief           | 2025-10-09 | no licence required | exempts the use                                 |
        | disaster relief           | 2025-11-06 | no licence required | exempts the use                                 |
        | disaster relief           | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | disaster relief           | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | disaster relief           | 2026-11-11 | no licence required | exempts the use                                 |

    Scenario: The report is a duty
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end user is a civil company in Vietnam
      And the end use is disaster relief
      When asked for 2025-10-20
      Then the answer is no licence required, because paragraph 1(3) of No. 61 of 2025 exempts the use
      And there is a duty to "report to the Ministry of Commerce by e-mail within ten working days"

    Scenario: While the announcement sleeps, so does the duty to report
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end user is a civil company in Vietnam
      And the end use is disaster relief
      When asked for 2025-11-20
      Then the answer is no licence required, because paragraph 1(3) of No. 61 of 2025 is suspended
      And there is no duty

    Scenario: The exemption is one from announcement 61, not from others
      Given dysprosium metal from China to Vietnam
      And the end user is a civil company in Vietnam
      And the end use is disaster relief
      When asked for 2025-10-20
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
