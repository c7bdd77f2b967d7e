"""What is judged otherwise under another policy: every class of shipments whose verdict differs, with both verdicts.

Goods × facts beside them × days, as boxes: inside a box all shipments have one old and one new verdict, and boxes do not overlap. The
shipments are those of the frames that the result states; one of a frame that is in no box is judged alike by both policies.

Every verdict comes from `engine.judge`, asked about one shipment of a class. Read in this order: `frames` (what shipments state beside
their goods), `goods` (what goods state, and which of them a policy judges alike), `grid` (which facts beside the goods it judges alike),
`law` (which requirements are as they were), `compare` (the comparison).
"""

from .compare import MOST, OUTSIDE, Box, Difference, DifferenceError, GoodsBox, Users, difference

__all__ = ["MOST", "OUTSIDE", "Box", "Difference", "DifferenceError", "GoodsBox", "Users", "difference"]
