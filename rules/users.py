"""Step 1: is the shipment for a person or a use that the provision names?

Some provisions name a person *and* a use, some a person *or* a use (CN-2024-46 paragraph 1: for military users or for military use).
"""

from typing import Final

from .citations import LIMBS, SILENCE
from .rule import WORDS, Stage, rule

_NOT_NO = ("yes", "unknown", "possible")
_NOT_YES = ("no", "unknown", "possible")
_FIRM = ("yes", "possible")
_WEAK = ("no", "possible")

USERS: Final = Stage(
    name="users",
    reads=(("joined", ("both", "either")), ("end_use", WORDS), ("parties", WORDS)),
    concludes="users",
    rules=(
        rule("use not named", "no", "the use is not one that the provision names", LIMBS, joined="both", end_use="no"),
        rule("person not named", "no", "no person in the shipment is one that the provision names", LIMBS, joined="both", parties="no"),
        rule("person and use met", "yes", "the persons and the use are those that the provision names, or it names none", LIMBS,
             joined="both", end_use="yes", parties="yes"),
        rule("use not stated", "unknown", "the use is not stated and decides whether the provision is met", SILENCE,
             joined="both", end_use="unknown", parties=_NOT_NO),
        rule("person not stated", "unknown", "the persons are not stated and decide whether the provision is met", SILENCE,
             joined="both", parties="unknown", end_use=_NOT_NO),
        rule("use perhaps", "possible", "the use may be one that the provision names", SILENCE,
             joined="both", end_use="possible", parties=_FIRM),
        rule("person perhaps", "possible", "a person in the shipment resembles one that the provision names", SILENCE,
             joined="both", parties="possible", end_use=_FIRM),
        rule("use suffices", "yes", "the use is one that the provision names; that suffices", LIMBS, joined="either", end_use="yes"),
        rule("person suffices", "yes", "a person in the shipment is one that the provision names; that suffices", LIMBS,
             joined="either", parties="yes"),
        rule("neither person nor use", "no", "neither the persons nor the use are those that the provision names", LIMBS,
             joined="either", end_use="no", parties="no"),
        rule("use not stated would suffice", "unknown", "the use is not stated and could by itself meet the provision", SILENCE,
             joined="either", end_use="unknown", parties=_NOT_YES),
        rule("person not stated would suffice", "unknown", "the persons are not stated and could by themselves meet the provision", SILENCE,
             joined="either", parties="unknown", end_use=_NOT_YES),
        rule("use perhaps suffices", "possible", "the use may be one that the provision names", SILENCE,
             joined="either", end_use="possible", parties=_WEAK),
        rule("person perhaps suffices", "possible", "a person in the shipment resembles one that the provision names", SILENCE,
             joined="either", parties="possible", end_use=_WEAK),
    ),
)  # fmt: skip
