Feature: Announcement 34 of 2026: drone-related dual-use items for the United States

  Announcement 34 of the Ministry of Commerce (公布加强无人机相关两用物项对美国出口管制), published on 5 August 2026 and in force from that day.
  It concerns items that are on the list already. Which lines they are was not seen, and no drone line of the list was read.

  Rule: Drone-related items for the United States are reviewed case by case, without general licences

    # A listed drone component for a civil buyer, 10 August 2026: the source says case by case. Which components are listed is not known, so
    # that Licet only says how an application would be treated.
    # https://aqygzj.mofcom.gov.cn/flzc/gzjgfxwj/art/2026/art_38af07adecf3422093fe0976cd05a329.html
    Scenario Outline: It begins on the day of publication, for the United States only
      Given drone components from China to <destination>
      And the end user is Example Optics, a civil company in <destination>
      And the end use is civil
      When asked for <day>
      Then the answer is undetermined, because every drone line of the list is only hinted at
      And missing facts could make it licence required
      And missing facts could make applications treated <treatment>
      And it <rests> on the review of drone items

      Examples:
        | day        | destination       | treatment           | rests         |
        | 2026-08-04 | the United States | in the ordinary way | does not rest |
        | 2026-08-05 | the United States | case by case        | rests         |
        | 2026-08-06 | the United States | case by case        | rests         |
        | 2026-08-10 | the United States | case by case        | rests         |
        | 2026-08-10 | Germany           | in the ordinary way | does not rest |

    Scenario Outline: The lines themselves were in force by that day; before it nobody knows
      Given drone components from China to the United States
      When asked for <day>
      Then the answer is undetermined, because every drone line of the list is only hinted at
      And it is <doubt>

      Examples:
        | day        | doubt         |
        | 2026-08-04 | unsettled     |
        | 2026-08-05 | not unsettled |

    Scenario: It creates no duty
      Given steel nails from China to the United States
      And the end user is Example Optics, a civil company in the United States
      And the end use is civil
      When asked for 2026-08-10
      Then the answer is undetermined, because No. 34 of 2026 does not concern it; every drone line of the list does not concern it
