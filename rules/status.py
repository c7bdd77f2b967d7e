"""Step 3: does a provision that concerns the shipment operate on the legal date?"""

from typing import Final

from .citations import LIMBS, SILENCE, TIME
from .rule import FINDING, WORDS, Stage, rule

_NOT_NO = ("yes", "unknown", "possible")

STATUS: Final = Stage(
    name="status",
    reads=(("status", FINDING["status"]), ("applies", WORDS)),
    concludes="bearing",
    rules=(
        rule("not concerned", "out_of_scope", "the provision does not concern the shipment on any day", LIMBS, applies="no"),
        rule("in force", "binds", "the provision operates on the legal date", TIME, status="operative", applies="yes"),
        rule("in force, fact missing", "unknown", "the provision operates on the legal date and a missing fact decides", SILENCE,
             status="operative", applies="unknown"),
        rule("in force, hint only", "possible", "the provision operates on the legal date and only a hint connects it", SILENCE,
             status="operative", applies="possible"),
        rule("start not known", "possible", "the provision was in force by a later day; its first day is not known", SILENCE,
             status="uncertain", applies=("yes", "possible")),
        rule("start not known, fact missing", "unknown", "the first day of the provision is not known and a missing fact decides", SILENCE,
             status="uncertain", applies="unknown"),
        rule("not yet in force", "not_in_force", "the provision is published and its first day has not come", TIME,
             status="scheduled", applies=_NOT_NO),
        rule("suspended", "suspended", "the provision is suspended on the legal date", TIME, status="suspended", applies=_NOT_NO),
        rule("postponed", "postponed",
             "the first day of the provision was moved to a later day", TIME, status="postponed", applies=_NOT_NO),
        rule("no longer in force", "terminated", "the provision has ceased", TIME, status="terminated", applies=_NOT_NO),
    ),
)  # fmt: skip
