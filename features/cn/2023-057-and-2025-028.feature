Feature: Announcements 57 of 2023 and 28 of 2025: technologies prohibited or restricted from export

  The catalogue of technologies (中国禁止出口限制出口技术目录) of the Ministry of Commerce and the Ministry of Science and Technology:
  announcement 57 of 2023, published on 21 December 2023, and its adjustment by announcement 28 of 2025, published on 15 July 2025. It is
  not the dual-use list. Prohibited: no licence is to be had. Restricted: the commerce authority licenses. Of 24 and 110 entries those on
  rare earths, battery cathodes, lithium and gallium are encoded.

  Rule: Technology of rare earth separation, metals, magnets and oxyborate is not exported, from the day of publication on

    稀土萃取分离工艺技术; 稀土金属及合金材料的生产技术; 钐钴、钕铁硼、铈磁体制备技术; 稀土硼酸氧钙制备技术.

    # https://bactf.com/news/china_politics/202409/2752635.html
    Scenario Outline: The day before, the first, and the day after
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is <answer>, because <prohibition> <standing>

      Examples:
        | goods                                                 | day        | answer       | prohibition                              | standing                          |
        | technology for making rare earth magnets              | 2023-12-20 | undetermined | the prohibition of magnet technology     | is not in force before 2023-12-21 |
        | technology for making rare earth magnets              | 2023-12-21 | prohibited   | the prohibition of magnet technology     | prohibits it                      |
        | technology for making rare earth magnets              | 2023-12-22 | prohibited   | the prohibition of magnet technology     | prohibits it                      |
        | technology for separating rare earths                 | 2023-12-20 | undetermined | the prohibition of separation technology | is not in force before 2023-12-21 |
        | technology for separating rare earths                 | 2023-12-21 | prohibited   | the prohibition of separation technology | prohibits it                      |
        | technology for smelting rare earth metals             | 2023-12-20 | undetermined | the prohibition of metal technology      | is not in force before 2023-12-21 |
        | technology for smelting rare earth metals             | 2023-12-21 | prohibited   | the prohibition of metal technology      | prohibits it                      |
        | technology for producing rare earth alloys            | 2023-12-20 | undetermined | the prohibition of alloy technology      | is not in force before 2023-12-21 |
        | technology for producing rare earth alloys            | 2023-12-21 | prohibited   | the prohibition of alloy technology      | prohibits it                      |
        | technology for preparing rare earth calcium oxyborate | 2023-12-20 | undetermined | the prohibition of oxyborate technology  | is not in force before 2023-12-21 |
        | technology for preparing rare earth calcium oxyborate | 2023-12-21 | prohibited   | the prohibition of oxyborate technology  | prohibits it                      |

    Scenario: It is no dual-use licence that is missing
      Given technology for making rare earth magnets from China to Germany
      When asked for 2024-06-01
      Then the answer is prohibited, because the prohibition of magnet technology prohibits it
      And it speaks of the technology catalogue of China only
      And no missing fact could make it stricter

    Scenario Outline: Goods, other technology and technology of others are not meant
      Given <goods> from <departure> to Germany
      When asked for 2024-06-01
      Then the answer is undetermined, because No. 57 of 2023 does not concern it

      Examples:
        | goods                                    | departure |
        | technology for recycling rare earths     | China     |
        | technology for making rare earth magnets | Japan     |
        | NdFeB magnets                            | China     |

    Scenario Outline: Each entry is about its own technology, out of China
      Given technology for <goods> from <departure> to Germany
      When asked for 2024-06-01
      Then the answer is <answer>, because <entry> does not concern it

      Examples:
        | goods                                  | departure | answer       | entry                                    |
        | separating rare earths                 | Japan     | undetermined | the prohibition of separation technology |
        | smelting rare earth metals             | Japan     | undetermined | the prohibition of metal technology      |
        | producing rare earth alloys            | Japan     | undetermined | the prohibition of alloy technology      |
        | making rare earth magnets              | Japan     | undetermined | the prohibition of magnet technology     |
        | preparing rare earth calcium oxyborate | Japan     | undetermined | the prohibition of oxyborate technology  |
        | separating rare earths                 | China     | prohibited   | the prohibition of metal technology      |
        | smelting rare earth metals             | China     | prohibited   | the prohibition of alloy technology      |
        | producing rare earth alloys            | China     | prohibited   | the prohibition of magnet technology     |
        | making rare earth magnets              | China     | prohibited   | the prohibition of oxyborate technology  |
        | preparing rare earth calcium oxyborate | China     | prohibited   | the prohibition of separation technology |

  Rule: Leaching of ionic ore is restricted, and so is other technology of mining, beneficiation and smelting

    离子型稀土矿山浸取工艺. The control points of the others were not seen.

    Scenario Outline: Restricted means licensed
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is <answer>, because the restriction of leaching technology <standing>

      Examples:
        | goods                                        | day        | answer           | standing                           |
        | technology for leaching ionic rare earth ore | 2023-12-20 | undetermined     | is not in force before 2023-12-21  |
        | technology for leaching ionic rare earth ore | 2023-12-21 | licence required | requires a licence from 2023-12-21 |
        | technology for mining rare earths            | 2023-12-21 | undetermined     | turns on a missing fact            |
        | technology for separating rare earths        | 2023-12-21 | prohibited       | does not concern it                |

  Rule: While announcement 62 of 2025 operates, what it lists falls under export control instead; while it sleeps, the catalogue stands alone

    Announcement 62 made the technology a dual-use item from 9 October 2025; announcement 70 suspended that from 7 November 2025 through
    10 November 2026. The catalogue was not suspended. Magnet technology is never free in between.

    Scenario Outline: Magnet technology through the years
      Given technology for making rare earth magnets from China to Vietnam
      When asked for <day>
      Then the answer is <answer>, because the prohibition of magnet technology <catalogue>; item 1 of No. 62 of 2025 <control>

      Examples:
        | day        | answer           | catalogue                                       | control                                         |
        | 2025-10-08 | prohibited       | prohibits it through 2025-10-08                 | is not in force before 2025-10-09               |
        | 2025-10-09 | licence required | is suspended from 2025-10-09 through 2025-11-06 | requires a licence from 2025-10-09              |
        | 2025-11-06 | licence required | is suspended from 2025-10-09 through 2025-11-06 | requires a licence through 2025-11-06           |
        | 2025-11-07 | prohibited       | prohibits it from 2025-11-07 through 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-20 | prohibited       | prohibits it from 2025-11-07 through 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-10 | prohibited       | prohibits it from 2025-11-07 through 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | licence required | is suspended from 2026-11-11                    | requires a licence from 2026-11-11              |

    Scenario Outline: That the catalogue gives way to export control is read otherwise, too
      Given technology for making rare earth magnets from China to Vietnam
      When asked for <day>
      Then the answer is licence required, because item 1 of No. 62 of 2025 requires a licence
      And it is unsettled
      And were it true that "what it prohibits stays prohibited", the answer would be prohibited

      Examples:
        | day        |
        | 2025-10-09 |
        | 2025-11-06 |
        | 2026-11-11 |

    Scenario Outline: Separation, smelting and leaching through the years
      Given technology for <goods> from China to Vietnam
      When asked for <day>
      Then the answer is <answer>, because <entry> <catalogue>; item 1 of No. 62 of 2025 <control>

      Examples:
        | goods                         | day        | answer           | entry                                    | catalogue                                             | control                                         |
        | separating rare earths        | 2025-10-08 | prohibited       | the prohibition of separation technology | prohibits it through 2025-10-08                       | is not in force before 2025-10-09               |
        | separating rare earths        | 2025-10-09 | licence required | the prohibition of separation technology | is suspended from 2025-10-09 through 2025-11-06       | requires a licence from 2025-10-09              |
        | separating rare earths        | 2025-11-06 | licence required | the prohibition of separation technology | is suspended from 2025-10-09 through 2025-11-06       | requires a licence through 2025-11-06           |
        | separating rare earths        | 2025-11-07 | prohibited       | the prohibition of separation technology | prohibits it from 2025-11-07 through 2026-11-10       | is suspended from 2025-11-07 through 2026-11-10 |
        | separating rare earths        | 2026-11-10 | prohibited       | the prohibition of separation technology | prohibits it from 2025-11-07 through 2026-11-10       | is suspended from 2025-11-07 through 2026-11-10 |
        | separating rare earths        | 2026-11-11 | licence required | the prohibition of separation technology | is suspended from 2026-11-11                          | requires a licence from 2026-11-11              |
        | smelting rare earth metals    | 2025-10-08 | prohibited       | the prohibition of metal technology      | prohibits it through 2025-10-08                       | is not in force before 2025-10-09               |
        | smelting rare earth metals    | 2025-10-09 | licence required | the prohibition of metal technology      | is suspended from 2025-10-09 through 2025-11-06       | requires a licence from 2025-10-09              |
        | smelting rare earth metals    | 2025-11-06 | licence required | the prohibition of metal technology      | is suspended from 2025-10-09 through 2025-11-06       | requires a licence through 2025-11-06           |
        | smelting rare earth metals    | 2025-11-07 | prohibited       | the prohibition of metal technology      | prohibits it from 2025-11-07 through 2026-11-10       | is suspended from 2025-11-07 through 2026-11-10 |
        | smelting rare earth metals    | 2026-11-10 | prohibited       | the prohibition of metal technology      | prohibits it from 2025-11-07 through 2026-11-10       | is suspended from 2025-11-07 through 2026-11-10 |
        | smelting rare earth metals    | 2026-11-11 | licence required | the prohibition of metal technology      | is suspended from 2026-11-11                          | requires a licence from 2026-11-11              |
        | leaching ionic rare earth ore | 2025-10-08 | licence required | the restriction of leaching technology   | requires a licence through 2025-10-08                 | is not in force before 2025-10-09               |
        | leaching ionic rare earth ore | 2025-10-09 | licence required | the restriction of leaching technology   | is suspended from 2025-10-09 through 2025-11-06       | requires a licence from 2025-10-09              |
        | leaching ionic rare earth ore | 2025-11-06 | licence required | the restriction of leaching technology   | is suspended from 2025-10-09 through 2025-11-06       | requires a licence through 2025-11-06           |
        | leaching ionic rare earth ore | 2025-11-07 | licence required | the restriction of leaching technology   | requires a licence from 2025-11-07 through 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |
        | leaching ionic rare earth ore | 2026-11-10 | licence required | the restriction of leaching technology   | requires a licence from 2025-11-07 through 2026-11-10 | is suspended from 2025-11-07 through 2026-11-10 |
        | leaching ionic rare earth ore | 2026-11-11 | licence required | the restriction of leaching technology   | is suspended from 2026-11-11                          | requires a licence from 2026-11-11              |

    Scenario Outline: Alloys are not named by announcement 62: they stay prohibited, whatever its words for metals may mean
      Given technology for producing rare earth alloys from China to Vietnam
      When asked for <day>
      Then the answer is prohibited, because the prohibition of alloy technology prohibits it from 2023-12-21; item 1 of No. 62 of 2025 <control>

      Examples:
        | day        | control                           |
        | 2025-10-08 | is not in force before 2025-10-09 |
        | 2025-10-09 | turns on a missing fact           |
        | 2025-11-06 | turns on a missing fact           |
        | 2025-11-07 | is suspended through 2026-11-10   |
        | 2026-11-10 | is suspended through 2026-11-10   |
        | 2026-11-11 | turns on a missing fact           |

    Scenario: That the catalogue yields is reported; if it did not, the technology would be prohibited all the same
      Given technology for making rare earth magnets from China to Vietnam
      When asked for 2025-10-15
      Then the answer is licence required, because item 1 of No. 62 of 2025 requires a licence
      And were it true that "The catalogue stands beside export control", the answer would be prohibited

    Scenario: What announcement 62 does not list stays with the catalogue
      Given technology for preparing rare earth calcium oxyborate from China to Vietnam
      When asked for 2025-10-15
      Then the answer is prohibited, because the prohibition of oxyborate technology prohibits it from 2023-12-21

    # https://hk.crntt.com/doc/1071/2/8/3/107128315.html?coluid=7&kindid=0&docid=107128315&mdate=1009103221
    Scenario Outline: A Chinese engineer sets up a magnet line in Vietnam
      Given an engineer of Chinese nationality, sent from China, sets up a rare earth magnet line in Vietnam
      When asked for <day>
      Then the answer is <answer>, because the prohibition of magnet technology <standing>

      Examples:
        | day        | answer           | standing                                        |
        | 2025-10-08 | undetermined     | turns on a missing fact                         |
        | 2025-10-15 | licence required | is suspended from 2025-10-09 through 2025-11-06 |
        | 2025-11-20 | undetermined     | turns on a missing fact                         |
        | 2026-11-11 | licence required | is suspended from 2026-11-11                    |

    Scenario: While 62 is suspended, setting up the line may be prohibited
      Given an engineer of Chinese nationality, sent from China, sets up a rare earth magnet line in Vietnam
      When asked for 2025-11-20
      Then the answer is undetermined, because the prohibition of magnet technology turns on a missing fact; item 1 of No. 62 of 2025 is suspended through 2026-11-10
      And missing facts could make it prohibited

  Rule: Announcement 28 of 2025 restricts the technology of better phosphate cathodes, from the day of publication on

    电池用磷酸铁锂制备技术: compaction density from 2.58 g/cm3, discharge capacity from 160 mAh/g and first coulombic efficiency from 97 %, all
    three. 电池用磷酸锰铁锂制备技术: compaction density from 2.38 g/cm3 and more, which was cut off in what was read.

    Scenario Outline: The first day
      Given technology for making LFP cathodes from China to Germany
      And its powder compaction density is 2.58 g/cm3
      And its discharge capacity is 160 mAh/g
      And its first coulombic efficiency is 97 %
      When asked for <day>
      Then the answer is <answer>, because the restriction of cathode technology <standing>

      Examples:
        | day        | answer           | standing                           |
        | 2025-07-14 | undetermined     | is not in force before 2025-07-15  |
        | 2025-07-15 | licence required | requires a licence from 2025-07-15 |
        | 2025-07-16 | licence required | requires a licence from 2025-07-15 |

    # https://ipmarch.cn/en/NewsDetail/6020521.html
    Scenario Outline: At and below each limit
      Given <goods> from China to Germany
      And its powder compaction density is <density>
      And its discharge capacity is <capacity>
      And its first coulombic efficiency is <efficiency>
      When asked for 2025-08-01
      Then the answer is <answer>, because the restriction of cathode technology <standing>

      Examples:
        | goods                               | density    | capacity    | efficiency | answer           | standing                |
        | technology for making LFP cathodes  | 2.58 g/cm3 | 160 mAh/g   | 97 %       | licence required | requires a licence      |
        | technology for making LFP cathodes  | 2.57 g/cm3 | 160 mAh/g   | 97 %       | undetermined     | does not concern it     |
        | technology for making LFP cathodes  | 2.58 g/cm3 | 159.9 mAh/g | 97 %       | undetermined     | does not concern it     |
        | technology for making LFP cathodes  | 2.58 g/cm3 | 160 mAh/g   | 96.9 %     | undetermined     | does not concern it     |
        | technology for making LFP cathodes  | 2.58 g/cm3 | 160 mAh/g   | not stated | undetermined     | turns on a missing fact |
        | technology for making LMFP cathodes | 2.38 g/cm3 | 160 mAh/g   | 97 %       | undetermined     | turns on a missing fact |
        | technology for making LMFP cathodes | 2.37 g/cm3 | 160 mAh/g   | 97 %       | undetermined     | does not concern it     |

    Scenario Outline: Points whose parameters were not seen
      Given <goods> from China to Germany
      When asked for <day>
      Then the answer is undetermined, because <restriction> <standing>

      Examples:
        | goods                                                     | day        | restriction                           | standing                          |
        | technology for making raw materials of phosphate cathodes | 2025-07-15 | the restriction of cathode technology | turns on a missing fact           |
        | technology for making lithium carbonate of spodumene      | 2025-07-14 | the restriction of metallurgy         | is not in force before 2025-07-15 |
        | technology for making lithium carbonate of spodumene      | 2025-07-15 | the restriction of metallurgy         | turns on a missing fact           |
        | technology for extracting gallium out of alumina liquor   | 2025-07-15 | the restriction of metallurgy         | turns on a missing fact           |
        | technology for making rare earth magnets                  | 2023-12-20 | the restriction of metallurgy         | does not concern it               |
