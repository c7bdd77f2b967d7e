"""What is judged otherwise under another policy: every class of shipments of which a provision concludes something else, with both
conclusions; or, on demand, whose outcome is another.

Goods × facts beside them × days, as boxes: of all shipments in a box one thing was said and another is, and boxes of a provision do not
overlap. The shipments are those of the frames that the result states; of one of a frame that is in no box nothing else is said.

Every conclusion comes from `engine.question`, asked about one shipment of a class. Read in this order: `frames` (what shipments state
beside their goods), `members` and `goods` (the goods there are, and which of them a policy judges alike), `grid` (which facts beside the
goods it judges alike), `law` (what is as it was), `provision` and `overall` (the two comparisons), `framed` (how they become boxes),
`compare`.
"""

from .boxes import Box, GoodsBox, Ruling, Said, Standing, Users
from .compare import MOST, Difference, difference
from .coverage import Covered
from .task import DifferenceError

__all__ = ["MOST", "Box", "Covered", "Difference", "DifferenceError", "GoodsBox", "Ruling", "Said", "Standing", "Users", "difference"]
