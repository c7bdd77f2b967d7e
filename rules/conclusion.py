"""Step 4: what follows from a provision that bears on the shipment."""

from typing import Final

from .citations import LICENCE_DUTY, SILENCE, STRICT, TIME
from .rule import FINDING, Stage, rule
from .status import STATUS

_ASLEEP = {
    "out_of_scope": "the provision does not concern the shipment",
    "not_in_force": "nothing is required by it before its first day",
    "suspended": "nothing is required by it while it is suspended",
    "postponed": "nothing is required by it before its new first day",
    "terminated": "nothing is required by it any more",
}

CONCLUSION: Final = Stage(
    name="conclusion",
    reads=(
        ("effect", FINDING["effect"]),
        ("bearing", STATUS.words),
        ("exemption", FINDING["exemption"]),
        ("licence", FINDING["licence"]),
    ),
    concludes="conclusion",
    rules=(
        *(rule(f"nothing follows: {word}", word, text, TIME, bearing=word) for word, text in _ASLEEP.items()),
        rule("prohibited", "prohibited", "the export is prohibited", TIME, effect="prohibition", bearing="binds"),
        rule("perhaps prohibited, fact missing", "unknown", "whether the export is prohibited turns on a missing fact", SILENCE,
             effect="prohibition", bearing="unknown"),
        rule("perhaps prohibited, hint", "possible", "a hint points to a prohibition", SILENCE, effect="prohibition", bearing="possible"),
        rule("exempt", "exempt", "the use is exempt from the licence, with the duties of the exemption", LICENCE_DUTY,
             effect="licence", bearing=("binds", "unknown", "possible"), exemption="yes"),
        rule("licence held", "authorised", "a licence is required and a licence in the log covers the shipment", LICENCE_DUTY,
             effect="licence", bearing="binds", exemption="no", licence="covers"),
        rule("licence required", "licence_required", "a licence is required and none in the log covers the shipment", LICENCE_DUTY,
             effect="licence", bearing="binds", exemption="no", licence="none"),
        rule("licence not shown to cover", "licence_required",
             "a licence is required and the one in the log is not shown to cover the shipment",
             LICENCE_DUTY, SILENCE, effect="licence", bearing="binds", exemption="no", licence="unclear"),
        rule("licence perhaps, fact missing", "unknown", "whether a licence is required turns on a missing fact", SILENCE,
             effect="licence", bearing="unknown", exemption="no"),
        rule("licence perhaps, hint", "possible", "a hint points to a licence requirement", SILENCE,
             effect="licence", bearing="possible", exemption="no"),
        rule("policy applies", "policy_applies",
             "applications are treated as the provision says", STRICT, effect="policy", bearing="binds"),
        rule("policy may apply", "policy_may_apply", "applications may be treated as the provision says", STRICT, SILENCE,
             effect="policy", bearing=("unknown", "possible")),
    ),
)  # fmt: skip
