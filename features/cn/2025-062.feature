Feature: Announcement 62 of 2025: rare earth technologies

  Announcement 62 (公布对稀土相关技术实施出口管制的决定) of the Ministry of Commerce, published on 9 October 2025 and in force that day.
  It follows Chinese persons abroad. Suspended from 7 November 2025 by announcement 70; the catalogue of technologies whose export is
  prohibited or restricted is another regime and was not suspended.

  Rule: The technologies of rare earth mining, separation, smelting, magnet making and recycling are exported under a licence only

    Listed too: 相关生产线装配、调试、维护、维修、升级等技术, the technology to assemble, commission, maintain, repair and upgrade the lines.

    # https://hk.crntt.com/doc/1071/2/8/3/107128315.html?coluid=7&kindid=0&docid=107128315&mdate=1009103221
    Scenario Outline: A Chinese engineer sets up a magnet line in Vietnam
      Given an engineer of Chinese nationality, sent from China, sets up a rare earth magnet line in Vietnam
      When asked for <day>
      Then the answer is <answer>, because item 1 of No. 62 of 2025 <standing>

      Examples:
        | day        | answer           | standing                                        |
        | 2025-10-08 | undetermined     | is not in force before 2025-10-09               |
        | 2025-10-09 | licence required | requires a licence from 2025-10-09              |
        | 2025-10-15 | licence required | requires a licence from 2025-10-09              |
        | 2025-11-06 | licence required | requires a licence through 2025-11-06           |
        | 2025-11-07 | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | 2025-11-20 | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-10 | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | 2026-11-11 | licence required | requires a licence from 2026-11-11              |

    Scenario: While it is suspended the technology is not free: the catalogue of technologies goes on
      Given an engineer of Chinese nationality, sent from China, sets up a rare earth magnet line in Vietnam
      And the end user is a civil company in Vietnam
      When asked for 2025-11-20
      Then the answer is not no licence required
      And item 1 of No. 62 of 2025 is suspended through 2026-11-10

  Rule: It follows persons of Chinese nationality, wherever they are

    Scenario Outline: A magnet line in Vietnam, set up from Thailand
      Given an engineer of <nationality> nationality, sent from Thailand, sets up a rare earth magnet line in Vietnam
      When asked for <day>
      Then the answer is <answer>, because item 1 of No. 62 of 2025 <standing>; item 7 of No. 62 of 2025 <standing>

      Examples:
        | nationality | day        | answer           | standing                                        |
        | Chinese     | 2025-10-15 | licence required | requires a licence                              |
        | Japanese    | 2025-10-15 | undetermined     | does not concern it                             |
        | unstated    | 2025-10-15 | undetermined     | turns on a missing fact                         |
        | Chinese     | 2025-10-08 | undetermined     | is not in force before 2025-10-09               |
        | Chinese     | 2025-10-09 | licence required | requires a licence from 2025-10-09              |
        | Chinese     | 2025-11-06 | licence required | requires a licence through 2025-11-06           |
        | Chinese     | 2025-11-07 | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | Chinese     | 2026-11-10 | undetermined     | is suspended from 2025-11-07 through 2026-11-10 |
        | Chinese     | 2026-11-11 | licence required | requires a licence from 2026-11-11              |

    Scenario: Whose help it is, is asked
      Given an engineer of unstated nationality, sent from Thailand, sets up a rare earth magnet line in Vietnam
      When asked for 2025-10-15
      Then the answer is undetermined
      And it asks for the nationality

    Scenario: Technology for magnets, out of China
      Given technology for making rare earth magnets from China to Germany
      And the person who transfers it is of German nationality
      When asked for 2025-10-15
      Then the answer is licence required, because item 1 of No. 62 of 2025 requires a licence

  Rule: Goods on no list need a licence where the exporter knows that they serve rare earth production abroad

    明知: the exporter knows. It fires on a stated use, and stands as a warning otherwise.

    Scenario Outline: A known use
      Given neodymium metal from China to Malaysia
      And the end use is <use>
      When asked for <day>
      Then the answer is <answer>, because No. 62 of 2025 <standing>

      Examples:
        | use                          | day        | answer              | standing                                        |
        | rare earth production abroad | 2025-10-15 | licence required    | requires a licence                              |
        | civil                        | 2025-10-15 | no licence required | does not concern it                             |
        | not stated                   | 2025-10-15 | no licence required | does not concern it                             |
        | rare earth production abroad | 2025-10-08 | no licence required | is not in force before 2025-10-09               |
        | rare earth production abroad | 2025-10-09 | licence required    | requires a licence from 2025-10-09              |
        | rare earth production abroad | 2025-11-06 | licence required    | requires a licence through 2025-11-06           |
        | rare earth production abroad | 2025-11-07 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | rare earth production abroad | 2026-11-10 | no licence required | is suspended from 2025-11-07 through 2026-11-10 |
        | rare earth production abroad | 2026-11-11 | licence required    | requires a licence from 2026-11-11              |

    Scenario: A use that is not stated leaves the warning
      Given neodymium metal from China to Malaysia
      When asked for 2025-10-15
      Then the answer is no licence required
      And it warns that a catch-all fires on known uses
