"""Step 2: does the provision concern this shipment, whatever the day?"""

from typing import Final

from .citations import ABROAD, HINT, LIMBS, SILENCE, TERRITORY
from .rule import WORDS, Stage, rule

_NOT_NO = ("yes", "unknown", "possible")
_FIRM = ("yes", "possible")

SCOPE: Final = Stage(
    name="scope",
    reads=(("goods", WORDS), ("destination", WORDS), ("users", WORDS), ("reach", WORDS)),
    concludes="applies",
    rules=(
        rule("other goods", "no", "the goods are not those of the provision", LIMBS, goods="no"),
        rule("other destination", "no", "the destination is not one that the provision names", LIMBS, destination="no"),
        rule("other users", "no", "the persons and uses are not those that the provision names", LIMBS, users="no"),
        rule("out of reach", "no", "the provision does not reach a shipment of this origin, content or departure", TERRITORY, reach="no"),
        rule("all limbs met", "yes", "goods, destination, persons, uses and reach are all those of the provision", LIMBS,
             goods="yes", destination="yes", users="yes", reach="yes"),
        rule("goods not settled", "unknown", "a missing fact decides whether the goods are those of the provision", SILENCE,
             goods="unknown", destination=_NOT_NO, users=_NOT_NO, reach=_NOT_NO),
        rule("destination not settled", "unknown",
             "a missing fact decides whether the destination is one that the provision names", SILENCE,
             destination="unknown", goods=_NOT_NO, users=_NOT_NO, reach=_NOT_NO),
        rule("users not settled", "unknown",
             "a missing fact decides whether the persons and uses are those that the provision names", SILENCE,
             users="unknown", goods=_NOT_NO, destination=_NOT_NO, reach=_NOT_NO),
        rule("reach not settled", "unknown", "a missing fact decides whether the provision reaches the shipment", ABROAD, SILENCE,
             reach="unknown", goods=_NOT_NO, destination=_NOT_NO, users=_NOT_NO),
        rule("goods perhaps", "possible", "only a hint says that the goods are those of the provision", HINT,
             goods="possible", destination=_FIRM, users=_FIRM, reach=_FIRM),
        rule("destination perhaps", "possible", "only a hint says that the destination is one that the provision names", HINT,
             destination="possible", goods=_FIRM, users=_FIRM, reach=_FIRM),
        rule("users perhaps", "possible", "only a hint says that the persons or uses are those that the provision names", HINT,
             users="possible", goods=_FIRM, destination=_FIRM, reach=_FIRM),
        rule("reach perhaps", "possible", "the text does not settle whether the provision reaches such a shipment", HINT,
             reach="possible", goods=_FIRM, destination=_FIRM, users=_FIRM),
    ),
)  # fmt: skip
