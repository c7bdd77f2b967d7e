Feature: What was known when: the day on which each act was published

  An answer may be asked as it would have been given on an earlier day, on what was published by then. An act is not known before the
  day of its publication, and known on that day. Where only a day is proven by which words were public, they are used from that day on.

  Rule: An act is unknown the day before it was published, and known on the day

    Scenario Outline: Act by act
      Given <goods> from China to <destination>
      And the end user is <user>
      And the end use is <use>
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because <provision> <standing>

      Examples:
        | goods                                            | destination       | user                                               | use                         | day        | known      | answer              | provision                                   | standing                |
        | steel nails                                      | Germany           | not stated                                         | weapons of mass destruction | 2020-12-01 | 2020-10-16 | undetermined        | the catch-all of the Export Control Law     | does not concern it     |
        | steel nails                                      | Germany           | not stated                                         | weapons of mass destruction | 2020-12-01 | 2020-10-17 | licence required    | the catch-all of the Export Control Law     | requires a licence      |
        | spheroidised graphite                            | Germany           | not stated                                         | civil                       | 2007-01-02 | 2006-12-30 | no licence required | the temporary control of 2006               | does not concern it     |
        | spheroidised graphite                            | Germany           | not stated                                         | civil                       | 2007-01-02 | 2006-12-31 | licence required    | the temporary control of 2006               | requires a licence      |
        | gallium metal                                    | Germany           | not stated                                         | civil                       | 2023-08-01 | 2023-07-02 | no licence required | item 1.1 of No. 23 of 2023                  | does not concern it     |
        | gallium metal                                    | Germany           | not stated                                         | civil                       | 2023-08-01 | 2023-07-03 | licence required    | item 1.1 of No. 23 of 2023                  | requires a licence      |
        | spheroidised graphite                            | Germany           | not stated                                         | civil                       | 2023-12-01 | 2023-10-19 | licence required    | item 1.2 of No. 39 of 2023                  | does not concern it     |
        | spheroidised graphite                            | Germany           | not stated                                         | civil                       | 2023-12-01 | 2023-10-20 | licence required    | item 1.2 of No. 39 of 2023                  | requires a licence      |
        | technology for producing rare earth alloys       | Germany           | not stated                                         | civil                       | 2023-12-21 | 2023-12-20 | undetermined        | the prohibition of alloy technology         | does not concern it     |
        | technology for producing rare earth alloys       | Germany           | not stated                                         | civil                       | 2023-12-21 | 2023-12-21 | prohibited          | the prohibition of alloy technology         | prohibits it            |
        | superplastic forming tools                       | Germany           | not stated                                         | civil                       | 2024-07-01 | 2024-05-29 | undetermined        | item 1.1 of No. 21 of 2024                  | does not concern it     |
        | superplastic forming tools                       | Germany           | not stated                                         | civil                       | 2024-07-01 | 2024-05-30 | licence required    | item 1.1 of No. 21 of 2024                  | requires a licence      |
        | antimony ingots                                  | Germany           | not stated                                         | civil                       | 2024-09-15 | 2024-08-14 | undetermined        | item 1.1 of No. 33 of 2024                  | does not concern it     |
        | antimony ingots                                  | Germany           | not stated                                         | civil                       | 2024-09-15 | 2024-08-15 | licence required    | item 1.1 of No. 33 of 2024                  | requires a licence      |
        | fine-grain bulk graphite                         | Germany           | not stated                                         | civil                       | 2024-12-01 | 2024-11-14 | undetermined        | line 1C108.a of the list                    | does not concern it     |
        | fine-grain bulk graphite                         | Germany           | not stated                                         | civil                       | 2024-12-01 | 2024-11-15 | undetermined        | line 1C108.a of the list                    | turns on a missing fact |
        | gallium metal                                    | the United States | a military user in the United States               | civil                       | 2024-12-03 | 2024-12-02 | licence required    | paragraph 1 of No. 46 of 2024               | does not concern it     |
        | gallium metal                                    | the United States | a military user in the United States               | civil                       | 2024-12-03 | 2024-12-03 | prohibited          | paragraph 1 of No. 46 of 2024               | prohibits it            |
        | bismuth ingots                                   | Germany           | not stated                                         | civil                       | 2025-02-04 | 2025-02-03 | undetermined        | item 3.1 of No. 10 of 2025                  | does not concern it     |
        | bismuth ingots                                   | Germany           | not stated                                         | civil                       | 2025-02-04 | 2025-02-04 | licence required    | item 3.1 of No. 10 of 2025                  | requires a licence      |
        | dysprosium metal                                 | Germany           | not stated                                         | civil                       | 2025-04-04 | 2025-04-03 | no licence required | item 4 of No. 18 of 2025                    | does not concern it     |
        | dysprosium metal                                 | Germany           | not stated                                         | civil                       | 2025-04-04 | 2025-04-04 | licence required    | item 4 of No. 18 of 2025                    | requires a licence      |
        | technology for making LFP cathodes               | Germany           | not stated                                         | civil                       | 2025-07-15 | 2025-07-14 | undetermined        | the restriction of cathode technology       | does not concern it     |
        | technology for making LFP cathodes               | Germany           | not stated                                         | civil                       | 2025-07-15 | 2025-07-15 | undetermined        | the restriction of cathode technology       | turns on a missing fact |
        | technology for the DCPCVD process                | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-08 | undetermined        | item 1 of No. 55 of 2025                    | does not concern it     |
        | technology for the DCPCVD process                | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-09 | licence required    | item 1 of No. 55 of 2025                    | requires a licence      |
        | rare earth centrifugal extractors                | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-08 | undetermined        | item 1 of No. 56 of 2025                    | does not concern it     |
        | rare earth centrifugal extractors                | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-09 | licence required    | item 1 of No. 56 of 2025                    | requires a licence      |
        | holmium metal                                    | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-08 | no licence required | item 1 of No. 57 of 2025                    | does not concern it     |
        | holmium metal                                    | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-09 | licence required    | item 1 of No. 57 of 2025                    | requires a licence      |
        | nickel-cobalt-manganese hydroxide                | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-08 | no licence required | item 2 of No. 58 of 2025                    | does not concern it     |
        | nickel-cobalt-manganese hydroxide                | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-10-09 | licence required    | item 2 of No. 58 of 2025                    | requires a licence      |
        | technology for making rare earth magnets         | Germany           | not stated                                         | civil                       | 2025-10-09 | 2025-10-08 | prohibited          | item 1 of No. 62 of 2025                    | does not concern it     |
        | technology for making rare earth magnets         | Germany           | not stated                                         | civil                       | 2025-10-09 | 2025-10-09 | licence required    | item 1 of No. 62 of 2025                    | requires a licence      |
        | ferro-tungsten                                   | Germany           | not stated                                         | civil                       | 2025-10-30 | 2025-10-29 | no licence required | state trading                               | does not concern it     |
        | ferro-tungsten                                   | Germany           | not stated                                         | civil                       | 2025-10-30 | 2025-10-30 | undetermined        | state trading                               | is only hinted at       |
        | holmium metal                                    | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-11-06 | licence required    | item 1 of No. 57 of 2025                    | requires a licence      |
        | holmium metal                                    | Germany           | not stated                                         | civil                       | 2025-11-08 | 2025-11-07 | no licence required | item 1 of No. 57 of 2025                    | is suspended            |
        | precursor chemicals                              | the United States | not stated                                         | not stated                  | 2025-11-10 | 2025-11-09 | undetermined        | the precursor catalogue of 10 November 2025 | does not concern it     |
        | precursor chemicals                              | the United States | not stated                                         | not stated                  | 2025-11-10 | 2025-11-10 | undetermined        | the precursor catalogue of 10 November 2025 | is only hinted at       |
        | dysprosium metal                                 | Japan             | a military user in Japan                           | civil                       | 2026-01-06 | 2026-01-05 | licence required    | No. 1 of 2026                               | does not concern it     |
        | dysprosium metal                                 | Japan             | a military user in Japan                           | civil                       | 2026-01-06 | 2026-01-06 | prohibited          | No. 1 of 2026                               | prohibits it            |
        | dysprosium metal                                 | Japan             | IHI Aerospace, a civil company in Japan            | civil                       | 2026-02-24 | 2026-02-23 | licence required    | No. 11 of 2026                              | does not concern it     |
        | dysprosium metal                                 | Japan             | IHI Aerospace, a civil company in Japan            | civil                       | 2026-02-24 | 2026-02-24 | prohibited          | No. 11 of 2026                              | prohibits it            |
        | dysprosium metal                                 | Germany           | Herstal, a civil company in Germany                | civil                       | 2026-04-24 | 2026-04-23 | licence required    | No. 20 of 2026                              | does not concern it     |
        | dysprosium metal                                 | Germany           | Herstal, a civil company in Germany                | civil                       | 2026-04-24 | 2026-04-24 | prohibited          | No. 20 of 2026                              | prohibits it            |
        | dysprosium metal                                 | the United States | MP Materials, a civil company in the United States | civil                       | 2026-06-22 | 2026-06-21 | licence required    | No. 23 of 2026                              | does not concern it     |
        | dysprosium metal                                 | the United States | MP Materials, a civil company in the United States | civil                       | 2026-06-22 | 2026-06-22 | prohibited          | No. 23 of 2026                              | prohibits it            |
        | dysprosium metal                                 | Japan             | Mitsubishi Precision, a civil company in Japan     | civil                       | 2026-06-29 | 2026-06-28 | licence required    | No. 27 of 2026                              | does not concern it     |
        | dysprosium metal                                 | Japan             | Mitsubishi Precision, a civil company in Japan     | civil                       | 2026-06-29 | 2026-06-29 | prohibited          | No. 27 of 2026                              | prohibits it            |
        | dysprosium metal                                 | Germany           | Rheinmetall, a civil company in Germany            | civil                       | 2026-07-24 | 2026-07-23 | licence required    | No. 30 of 2026                              | does not concern it     |
        | dysprosium metal                                 | Germany           | Rheinmetall, a civil company in Germany            | civil                       | 2026-07-24 | 2026-07-24 | prohibited          | No. 30 of 2026                              | prohibits it            |
        | drone components                                 | Germany           | not stated                                         | civil                       | 2026-08-05 | 2026-08-04 | undetermined        | every drone line of the list                | does not concern it     |
        | drone components                                 | Germany           | not stated                                         | civil                       | 2026-08-05 | 2026-08-05 | undetermined        | every drone line of the list                | is only hinted at       |
        | methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate | the United States | not stated                                         | not stated                  | 2026-09-22 | 2026-09-21 | undetermined        | No. 40 of 2026                              | does not concern it     |
        | methyl 1-phenethyl-4-oxo-3-piperidinecarboxylate | the United States | not stated                                         | not stated                  | 2026-09-22 | 2026-09-22 | licence required    | No. 40 of 2026                              | requires a licence      |

    Scenario Outline: Chinese dysprosium sold from South Korea
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end use is civil
      When asked for 2025-10-09, with what was published through <known>
      Then the answer is <answer>, because paragraph 1(3) of No. 61 of 2025 <standing>

      Examples:
        | known      | answer           | standing            |
        | 2025-10-08 | undetermined     | does not concern it |
        | 2025-10-09 | licence required | requires a licence  |

    # The names on these lists were not collected: Example Aerospace stands for one of them.
    Scenario Outline: Lists of names in the spring of 2025
      Given gallium metal from China to the United States
      And <notice> lists Example Aerospace, a company in the United States
      And the end user is Example Aerospace, a civil company in the United States
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>, because <notice> <standing>

      Examples:
        | notice         | day        | known      | answer           | standing            |
        | No. 13 of 2025 | 2025-03-04 | 2025-03-03 | licence required | does not concern it |
        | No. 13 of 2025 | 2025-03-04 | 2025-03-04 | prohibited       | prohibits it        |
        | No. 21 of 2025 | 2025-04-04 | 2025-04-03 | licence required | does not concern it |
        | No. 21 of 2025 | 2025-04-04 | 2025-04-04 | prohibited       | prohibits it        |
        | No. 22 of 2025 | 2025-04-09 | 2025-04-08 | licence required | does not concern it |
        | No. 22 of 2025 | 2025-04-09 | 2025-04-09 | prohibited       | prohibits it        |
        | No. 22 of 2025 | 2025-08-12 | 2025-08-12 | prohibited       | prohibits it        |
        | No. 22 of 2025 | 2025-08-12 | 2025-08-13 | licence required | has ceased          |

    Scenario Outline: How applications are treated
      Given <goods> from China to <destination>
      And the end user is <user>
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is licence required
      And applications are treated <treatment>

      Examples:
        | goods            | destination       | user                                                 | day        | known      | treatment               |
        | gallium metal    | the United States | Example Optics, a civil company in the United States | 2024-12-03 | 2024-12-02 | in the ordinary way     |
        | gallium metal    | the United States | Example Optics, a civil company in the United States | 2024-12-03 | 2024-12-03 | as refused in principle |
        | gallium metal    | the United States | Example Optics, a civil company in the United States | 2025-11-09 | 2025-11-08 | as refused in principle |
        | gallium metal    | the United States | Example Optics, a civil company in the United States | 2025-11-09 | 2025-11-09 | in the ordinary way     |
        | dysprosium metal | Japan             | TDK, a civil company in Japan                        | 2026-02-24 | 2026-02-23 | in the ordinary way     |
        | dysprosium metal | Japan             | TDK, a civil company in Japan                        | 2026-02-24 | 2026-02-24 | under stricter review   |
        | dysprosium metal | Japan             | Terra Drone, a civil company in Japan                | 2026-06-29 | 2026-06-28 | in the ordinary way     |
        | dysprosium metal | Japan             | Terra Drone, a civil company in Japan                | 2026-06-29 | 2026-06-29 | under stricter review   |

    Scenario: On its first day, how applications for drone items for the United States are treated
      Given drone components from China to the United States
      And the end user is Example Optics, a civil company in the United States
      And the end use is civil
      When asked for 2026-08-05, with what was published through 2026-08-05
      Then the answer is undetermined
      And missing facts could make applications treated case by case

  Rule: What an authority says contests an answer from the day on which it says it

    Scenario Outline: The statements of 30 October 2025 and of 28 September 2026
      Given holmium metal from China to Germany
      When asked for <day>, with what was published through <known>
      Then the answer is licence required, because item 1 of No. 57 of 2025 requires a licence
      And it is <doubt>

      Examples:
        | day        | known      | doubt         |
        | 2025-11-08 | 2025-10-29 | not contested |
        | 2025-11-08 | 2025-10-30 | contested     |
        | 2026-11-11 | 2026-09-27 | not contested |
        | 2026-11-11 | 2026-09-28 | contested     |

    Scenario Outline: The days for which the statement of 30 October 2025 promises something
      Given dysprosium metal made in China, from South Korea to Vietnam
      And the end user is Example Optics, a civil company in Vietnam
      And the end use is civil
      When asked for <day>, with what was published through 2025-11-06
      Then the answer is licence required, because paragraph 1(3) of No. 61 of 2025 requires a licence
      And <otherwise>

      Examples:
        | day        | otherwise                                                                                  |
        | 2025-10-29 | there is no other reading of the law                                                       |
        | 2025-10-30 | were the statement carried out, the answer would be no licence required through 2026-10-29 |
        | 2026-10-29 | were the statement carried out, the answer would be no licence required through 2026-10-29 |
        | 2026-10-30 | there is no other reading of the law                                                       |

    Scenario Outline: The ministry's answers on phosphors
      Given phosphor with gallium oxide from China to Germany
      And the end use is civil
      When asked for 2025-09-20, with what was published through <known>
      Then the answer is <answer>

      Examples:
        | known      | answer              |
        | 2025-09-15 | undetermined        |
        | 2025-09-16 | no licence required |

  Rule: A reading of which only a bound of its day is proven waits for that day

    Scenario Outline: Before that day the answer names it as left out
      Given <goods> from <departure> to <destination>
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>
      And <count> readings whose day of publication is not known are left out of it

      Examples:
        | goods                                            | departure | destination       | day        | known      | answer              | count |
        | refractory crucibles with natural flake graphite | China     | Germany           | 2025-01-15 | 2026-11-21 | undetermined        | 1     |
        | refractory crucibles with natural flake graphite | China     | Germany           | 2025-01-15 | 2026-11-22 | undetermined        | 0     |
        | tin-bismuth solder paste                         | China     | Thailand          | 2025-03-18 | 2026-11-21 | undetermined        | 1     |
        | tin-bismuth solder paste                         | China     | Thailand          | 2025-03-18 | 2026-11-22 | licence required    | 0     |
        | technology for making rare earth magnets         | China     | Germany           | 2025-10-15 | 2026-11-21 | licence required    | 2     |
        | technology for making rare earth magnets         | China     | Germany           | 2025-10-15 | 2026-11-22 | licence required    | 0     |
        | diamond single crystals                          | China     | Germany           | 2026-11-11 | 2026-11-21 | undetermined        | 4     |
        | diamond single crystals                          | China     | Germany           | 2026-11-11 | 2026-11-22 | undetermined        | 0     |
        | SmCo magnets                                     | Japan     | South Korea       | 2026-12-02 | 2026-11-21 | undetermined        | 3     |
        | SmCo magnets                                     | Japan     | South Korea       | 2026-12-02 | 2026-11-22 | undetermined        | 0     |
        | holmium metal                                    | China     | Germany           | 2026-11-10 | 2026-11-21 | no licence required | 1     |
        | holmium metal                                    | China     | Germany           | 2026-11-10 | 2026-11-22 | no licence required | 0     |
        | gallium metal                                    | China     | the United States | 2026-11-10 | 2026-11-21 | licence required    | 2     |
        | gallium metal                                    | China     | the United States | 2026-11-10 | 2026-11-22 | licence required    | 0     |

    Scenario Outline: From that day on it is shown as another reading
      Given <goods> from China to <destination>
      And the end user is <user>
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>
      And were it true that "<reading>", the answer would be <otherwise>

      Examples:
        | goods                                            | destination | user                                      | day        | known      | answer              | reading                                                                   | otherwise        |
        | refractory crucibles with natural flake graphite | Germany     | not stated                                | 2025-01-15 | 2026-11-22 | undetermined        | 28 per cent of natural flake graphite was treated as a controlled product | licence required |
        | technology for making rare earth magnets         | Germany     | not stated                                | 2025-10-15 | 2026-11-22 | licence required    | what it prohibits stays prohibited                                        | prohibited       |
        | holmium metal                                    | Germany     | not stated                                | 2026-11-10 | 2026-11-22 | no licence required | take effect on 10 November 2026                                           | licence required |
        | dysprosium metal                                 | Germany     | Lafert S.p.A., a civil company in Germany | 2026-08-20 | 2026-11-22 | licence required    | is Lafert S.p.A. (Italy) or Rafat Group (Netherlands)                     | prohibited       |

    Scenario Outline: The day before there is no other reading
      Given <goods> from China to <destination>
      And the end user is <user>
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>
      And there is no other reading of the law

      Examples:
        | goods                                            | destination       | user                                                 | day        | known      | answer              |
        | refractory crucibles with natural flake graphite | Germany           | not stated                                           | 2025-01-15 | 2026-11-21 | undetermined        |
        | technology for making rare earth magnets         | Germany           | not stated                                           | 2025-10-15 | 2026-11-21 | licence required    |
        | holmium metal                                    | Germany           | not stated                                           | 2026-11-10 | 2026-11-21 | no licence required |
        | natural flake graphite                           | the United States | Example Optics, a civil company in the United States | 2025-11-20 | 2026-11-21 | licence required    |
        | dysprosium metal                                 | Germany           | Lafert S.p.A., a civil company in Germany            | 2026-08-20 | 2026-11-21 | licence required    |

    Scenario: For graphite, from that day on
      Given natural flake graphite from China to the United States
      And the end user is Example Optics, a civil company in the United States
      And the end use is civil
      When asked for 2025-11-20, with what was published through 2026-11-22
      Then the answer is licence required
      And were it true that "the stricter review of graphite for the United States goes on", applications would be treated under stricter review

    Scenario Outline: Exactly 50 µm of diamond, and tungsten for missile components
      Given <goods> from China to Germany
      And its average particle size is <size>
      And its machinable cylinder diameter is 120 mm
      And its machinable cylinder length is 50 mm
      And the end use is civil
      When asked for <day>, with what was published through <known>
      Then the answer is <answer>
      And <readings>

      Examples:
        | goods                   | size       | day        | known      | answer              | readings                                                                                        |
        | diamond single crystals | 50 µm      | 2026-11-11 | 2026-11-21 | no licence required | there is no other reading of the law                                                            |
        | diamond single crystals | 50 µm      | 2026-11-11 | 2026-11-22 | no licence required | were it true that "exactly 50 µm are within the range", the answer would be licence required    |
        | tungsten metal          | not stated | 2026-02-01 | 2025-12-30 | licence required    | there is no other reading of the law                                                            |
        | tungsten metal          | not stated | 2026-02-01 | 2025-12-31 | licence required    | were it true that "listed only for making missile components", the answer would be undetermined |

    # Magnets are declared under this code: a practice, of which only a day is proven by which it was public.
    Scenario Outline: The customs code under which magnets are declared
      Given goods known only by customs code 8505111000 from China to Germany
      When asked for 2025-06-05, with what was published through <known>
      Then the answer is undetermined, because item 4 of No. 18 of 2025 <standing>

      Examples:
        | known      | standing            |
        | 2026-11-21 | does not concern it |
        | 2026-11-22 | is only hinted at   |
