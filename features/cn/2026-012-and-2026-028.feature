Feature: Announcements 12 and 28 of 2026: Japanese entities on the watch list

  Announcements 12 (24 February 2026) and 28 (29 June 2026) of the Ministry of Commerce (公布将20家日本实体列入关注名单), each in force from the
  day of publication. Nine and two of their twenty names are known. The list forbids nothing; it says how applications are treated.

  Rule: For a listed entity there is no general licence; an application is reviewed more strictly, with more papers and without a time limit

    Scenario Outline: Each begins on the day of publication
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for <day>
      Then the answer is licence required, because item 4 of No. 18 of 2025 requires a licence
      And applications are treated <treatment>

      Examples:
        | name        | day        | treatment             |
        | SUBARU      | 2026-02-23 | in the ordinary way   |
        | SUBARU      | 2026-02-24 | under stricter review |
        | SUBARU      | 2026-02-25 | under stricter review |
        | SUBARU      | 2026-10-05 | under stricter review |
        | Terra Drone | 2026-06-28 | in the ordinary way   |
        | Terra Drone | 2026-06-29 | under stricter review |
        | Terra Drone | 2026-06-30 | under stricter review |
        | Terra Drone | 2026-10-05 | under stricter review |

    Scenario Outline: The names that are known, and others
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-07-20
      Then the answer is licence required
      And applications are treated <treatment>

      Examples:
        | name                       | treatment             |
        | SUBARU                     | under stricter review |
        | Subaru Corporation         | under stricter review |
        | FUJI Aerospace Technology  | under stricter review |
        | ENEOS                      | under stricter review |
        | Yusoki                     | under stricter review |
        | ITOCHU Aviation            | under stricter review |
        | TDK                        | under stricter review |
        | Sumitomo Heavy Industries  | under stricter review |
        | Mitsui Bussan Aerospace    | under stricter review |
        | Institute of Science Tokyo | under stricter review |
        | Mitsui E&S                 | under stricter review |
        | Terra Drone                | under stricter review |
        | Example Optics             | in the ordinary way   |

    Scenario Outline: Every name counts from the day of publication
      Given dysprosium metal from China to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for <day>
      Then the answer is licence required
      And applications are treated under stricter review
      And it holds from <day>
      And the day of <list> whose words were not read is <day>

      Examples:
        | name                       | day        | list           |
        | SUBARU                     | 2026-02-24 | No. 12 of 2026 |
        | FUJI Aerospace Technology  | 2026-02-24 | No. 12 of 2026 |
        | ENEOS                      | 2026-02-24 | No. 12 of 2026 |
        | Yusoki                     | 2026-02-24 | No. 12 of 2026 |
        | ITOCHU Aviation            | 2026-02-24 | No. 12 of 2026 |
        | TDK                        | 2026-02-24 | No. 12 of 2026 |
        | Sumitomo Heavy Industries  | 2026-02-24 | No. 12 of 2026 |
        | Mitsui Bussan Aerospace    | 2026-02-24 | No. 12 of 2026 |
        | Institute of Science Tokyo | 2026-02-24 | No. 12 of 2026 |
        | Mitsui E&S                 | 2026-06-29 | No. 28 of 2026 |
        | Terra Drone                | 2026-06-29 | No. 28 of 2026 |

    Scenario Outline: A name that resembles one of them
      Given dysprosium metal from China to Japan
      And the end user is Sumitomo Heavy Industry, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is licence required
      And applications are treated in the ordinary way
      And missing facts could make applications treated under stricter review
      And it asks for <thing>

      Examples:
        | thing        |
        | the end user |

    Scenario: The papers, and the time that a review may take
      Given dysprosium metal from China to Japan
      And the end user is TDK, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is licence required
      And there is a duty to "file a risk assessment report and a written pledge"
      And there is a duty to "reckon with no time limit"
      And it rests on No. 12 of 2026

    Scenario Outline: A general licence does not serve, an individual one does
      Given dysprosium metal from China to Japan
      And the exporter, Example Metals, holds <licence> under No. 18 of 2025 for dysprosium to Japan
      And the end user is <name>, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is <answer>

      Examples:
        | licence           | name           | answer           |
        | a general licence | TDK            | licence required |
        | a licence         | TDK            | authorised       |
        | a general licence | Example Optics | authorised       |

    Scenario: Goods on no list stay as they are
      Given neodymium metal from China to Japan
      And the end user is TDK, a civil company in Japan
      And the end use is civil
      When asked for 2026-03-02
      Then the answer is no licence required

  Rule: Uses that are military or add to military strength are refused

    In Japan such uses are prohibited by announcement 1 of 2026 whoever the user is; elsewhere the list itself speaks.

    Scenario Outline: The use, in Japan and in a plant abroad
      Given dysprosium metal from China to <place>
      And the end user is TDK, a civil company in <place>
      And the end use is <use>
      When asked for 2026-03-02
      Then the answer is <answer>
      And applications are treated <treatment>

      Examples:
        | place    | use                            | answer           | treatment               |
        | Japan    | civil                          | licence required | under stricter review   |
        | Japan    | military                       | prohibited       | as refused in principle |
        | Malaysia | civil                          | licence required | under stricter review   |
        | Malaysia | military                       | licence required | as refused in principle |
        | Malaysia | what adds to military strength | licence required | as refused in principle |

    # A civil plant of a listed entity outside Japan, so that announcement 1 of 2026 does not decide.
    Scenario Outline: Each begins on the day of publication, in a plant abroad
      Given dysprosium metal from China to Malaysia
      And the end user is <name>, a civil company in Malaysia
      And the end use is <use>
      When asked for <day>
      Then the answer is licence required
      And applications are treated <treatment>
      And it <rests> on the refusal in <list>

      Examples:
        | list                  | name        | use      | day        | treatment               | rests         |
        | the first watch list  | TDK         | military | 2026-02-23 | in the ordinary way     | does not rest |
        | the first watch list  | TDK         | military | 2026-02-24 | as refused in principle | rests         |
        | the first watch list  | TDK         | military | 2026-02-25 | as refused in principle | rests         |
        | the first watch list  | TDK         | civil    | 2026-02-25 | under stricter review   | does not rest |
        | the second watch list | Terra Drone | military | 2026-06-28 | in the ordinary way     | does not rest |
        | the second watch list | Terra Drone | military | 2026-06-29 | as refused in principle | rests         |
        | the second watch list | Terra Drone | military | 2026-06-30 | as refused in principle | rests         |
        | the second watch list | Terra Drone | civil    | 2026-06-30 | under stricter review   | does not rest |

    Scenario Outline: The answer holds from the first day of the refusal
      Given dysprosium metal from China to Malaysia
      And the end user is <name>, a civil company in Malaysia
      And the end use is military
      When asked for 2026-07-20
      Then the answer is licence required
      And applications are treated as refused in principle
      And it holds from <since>
      And the day of <list> whose words were not read is <since>

      Examples:
        | name        | since      | list           |
        | TDK         | 2026-02-24 | No. 12 of 2026 |
        | Terra Drone | 2026-06-29 | No. 28 of 2026 |
