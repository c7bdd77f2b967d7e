"""One example of every event type, as JSON. Every field is given, with a value that is not its default, so that the samples made
from these protect all of them. Not law: the numbers are made up."""

from typing import Any

QUOTE = {"field": "from", "words": "自2025年11月8日起正式实施", "translation": "takes effect on 8 November 2025"}
SOURCE = {"url": "https://example.org/57", "kind": "official", "checked": "read", "note": "full text"}
TEXT = {"en": "Medium and heavy rare earths", "zh": "部分中重稀土"}
COMMON: dict[str, Any] = {
    "version": 1,
    "instrument": "CN-2025-57",
    "provision": "CN-2025-57/1",
    "authority": "CN/MOFCOM",
    "jointly": ["CN/GACC"],
    "published": "2025-10-09",
    "published_time": "09:30",
    "dated": "2025-10-08",
    "gazetted": "2025-10-15",
    "quote": [QUOTE],
    "sources": [SOURCE],
    "evidence": "report",
    "recorded_by": "somebody",
    "gives_effect_to": ["CN-2025-10-30-statement"],
    "doubts": ["the annex was read in a reproduction"],
}
DAYS = {"from": "2025-11-08", "through": "2027-01-10"}
DESTINATIONS = {"every": True, "countries": ["US"], "groups": ["EU"], "exclude": ["HK"]}
PARTIES = {
    "military": True,
    "countries": ["US"],
    "lists": ["CN-UEL/2025-10"],
    "owned_share_pct": "50",
    "roles": ["end_user", "consignee"],
}
CONDITIONS = {"destinations": DESTINATIONS, "parties": PARTIES, "uses": ["military", "wmd"], "joined": "either"}
CRITERIA = {
    "all": [
        {"attribute": "purity_pct", "substance": None, "op": ">=", "value": "99.9", "word": None},
        {
            "any": [
                {"attribute": None, "substance": "dysprosium", "op": None, "value": None, "word": None},
                {"attribute": "twist", "substance": None, "op": "=", "value": None, "word": "untwisted"},
                {"form": ["powder"]},
            ]
        },
    ]
}
ENTRY = {
    "line": "CN-2025-57/1.1",
    "list": "CN-DU-2",
    "code": "1C909.a",
    "text": TEXT,
    "kind": "technology",
    "materials": ["holmium"],
    "forms": ["metal"],
    "contains": ["dysprosium"],
    "alloy_of": ["holmium", "iron"],
    "criteria": CRITERIA,
    "criteria_unread": "the annex is a picture",
    "stub": True,
    "reserved": True,
    "excludes": ["1C226"],
    "hs": ["2805301500"],
    "note": "see the catalogue",
}
REACH = [
    {"kind": "departure", "territory": "CN"},
    {
        "kind": "foreign_content",
        "origin": "CN",
        "inputs": [{"materials": ["samarium"], "forms": ["metal"]}],
        "op": ">=",
        "share_pct": "0.1",
    },
    {"kind": "technology", "origin": "CN", "using_inputs": True},
    {"kind": "origin_abroad", "origin": "CN"},
    {"kind": "retransfer", "origin": "CN", "provision": "CN-2024-46/3"},
    {"kind": "transferor", "nationality": "CN"},
]
REQUIREMENT: dict[str, Any] = {
    **CONDITIONS,
    **DAYS,
    "licence_type": "dual-use",
    "entries": [ENTRY],
    "any_of_list": None,
    "any_goods": False,
    "families": ["gallium"],
    "reach": REACH,
    "acts": ["export", "technology_transfer"],
    "in_force_by": None,
    "catch_all": True,
    "list_incomplete": True,
    "conditions": ["end-user certificate"],
    "duties": ["declare"],
    "near_miss": "say on the declaration that the goods are not controlled",
    "accepted_types": ["individual"],
}
TARGETS = {"targets": ["CN-2025-57", "CN-2025-58/1"]}
LICENCE = {
    **DAYS,
    **TARGETS,
    "licence": "25-0815",
    "holder": "A Magnet Works",
    "codes": ["1C909.a"],
    "materials": ["holmium"],
    "destinations": {"every": False, "countries": ["DE"], "groups": [], "exclude": []},
    "end_users": ["A Motor Works"],
    "uses": ["civil"],
    "quantity": {"value": "1500.5", "unit": "kg"},
    "conditions": ["one shipment"],
}
SUSPENDED = {"type": "control_suspended", **COMMON, **DAYS, **TARGETS}
PROMISES = [{"event": {**SUSPENDED, "id": "CN-2025-10-30-statement/promise"}, "mapping": "inferred"}]

_BY_TYPE: dict[str, dict[str, Any]] = {
    "control_announced": {"title": TEXT, "legal_basis": ["Export Control Law, article 12"], "number": 57, "year": 2025},
    "licence_required": REQUIREMENT,
    "export_prohibited": {**REQUIREMENT, "entries": [], "any_of_list": "CN-DU", "from": None, "in_force_by": "2006-10-01"},
    "licensing_policy_set": {
        **CONDITIONS,
        **DAYS,
        **TARGETS,
        "families": ["gallium"],
        "reference": "dynamic",
        "policy": "presumption_of_denial",
        "accepted_types": ["individual"],
        "duties": ["report"],
    },
    "control_suspended": {**DAYS, **TARGETS},
    "suspension_extended": {"suspension": "CN-2025-70/suspension", "through": "2027-11-10"},
    "suspension_lifted": {"suspension": "CN-2025-70/suspension", "from": "2026-06-01"},
    "control_postponed": {**TARGETS, "from": "2026-01-01"},
    "control_terminated": {**TARGETS, "from": "2026-01-01"},
    "control_amended": {
        "requirement": "CN-2025-57/1",
        "from": "2026-01-01",
        "changes": {"entries": [ENTRY], "destinations": DESTINATIONS, "parties": PARTIES, "uses": ["military"], "reach": REACH},
    },
    "control_recodified": {"from": "2026-01-01", "codes": [{"line": "CN-2025-57/1.1", "code": "1C910.a", "list": "CN-DU-2"}]},
    "customs_codes_published": {
        "from": "2026-01-01",
        "practice": True,
        "codes": [{"line": "CN-2025-57/1.1", "hs": ["2805301500", "28053019"]}],
    },
    "exemption_granted": {
        **DAYS,
        **TARGETS,
        "uses": ["emergency_medical", "disaster_relief"],
        "duties": ["report within ten working days"],
    },
    "general_licence_issued": LICENCE,
    "licence_issued": LICENCE,
    "licence_revoked": {"licence_event": "L-25-0815", "from": "2026-01-01"},
    "party_listed": {**DAYS, "list": "CN-UEL/2025-10", "name": "Some Works", "aliases": ["SW"], "country": "US"},
    "party_delisted": {"listing": "CN-UEL/2025-10/1", "from": "2026-01-01"},
    "listing_suspended": {**DAYS, "listing": "CN-UEL/2025-10/1"},
    "country_group_changed": {"group": "EU", "from": "2020-02-01", "joined": ["HR"], "left": ["GB"]},
    "reading_recorded": {
        **TARGETS,
        "reading": TEXT,
        "by": "practice",
        "hedge": "as a rule",
        "adopted": False,
        "case": {"processing": ["incorporated"], "materials": ["holmium"], "forms": ["powder"], "contains": ["dysprosium"]},
        "word": "possible",
        "as_if": PROMISES,
        "boundary": ["2026-11-10"],
        "translator": "somebody",
    },
    "statement_made": {"statement": TEXT, "about": ["CN-2025-57"], "promises": PROMISES, "claim": True},
    "agreement_concluded": {
        "title": TEXT,
        "parties": ["JP", "AU"],
        "binding": False,
        "in_force": True,
        "commitments": ["consult before controls"],
    },
    "coverage_declared": {
        **DAYS,
        "regime": "CN/dual-use",
        "kinds": ["goods", "technology"],
        "materials": ["holmium"],
        "codes": ["1C909"],
        "complete": True,
        "why": "catalogue read",
    },
    "source_reviewed": {
        "topics": ["dual-use"],
        "verified_through": "2026-10-05",
        "places": ["the ministry's announcements"],
        "highest_number": 70,
    },
    "vocabulary_declared": {
        "lists": [{"name": "CN-DU", "authority": "CN", "text": TEXT, "heads": ["1C909"]}],
        "materials": [{"name": "ndfeb", "text": TEXT, "constituents": ["neodymium"], "closed": True, "family": "magnets"}],
        "forms": [{"name": "metal", "text": TEXT, "pure": True, "elemental": True, "may_be": ["powder"], "kind": "technology"}],
        "attributes": [{"name": "purity_pct", "text": TEXT, "unit": "%", "words": ["untwisted"]}],
    },
    "spec_signed": {
        "reviewer": "A. Lawyer",
        "capacity": "counsel for export control",
        "signed": "reading",
        "feature": "cn/2025-057.feature",
        "feature_sha256": f"sha256:{'0' * 64}",
        "provisions": ["CN-2025-57"],
        "events": [{"id": "CN-2025-57/1", "sha256": f"sha256:{'1' * 64}"}],
    },
    "rules_adopted": {
        "tables": [
            {
                "stage": "users",
                "reads": {"parties": ["yes", "no"]},
                "concludes": "users",
                "rules": [
                    {
                        "name": "one named",
                        "when": {"parties": ["yes"]},
                        "then": "yes",
                        "text": "a party is one that the provision names",
                        "citations": [{"provision": "CN-ECL-2020/12", "text": "Article 12"}],
                    }
                ],
            }
        ],
    },
    "entry_corrected": {
        "entry": "CN-2025-70/suspension",
        "replacement": {**SUSPENDED, "id": "CN-2025-70/suspension"},
        "reason": "the last day was misread",
    },
    "entry_withdrawn": {"entry": "CN-2025-70/suspension", "reason": "recorded twice"},
}

EXAMPLES: dict[str, dict[str, Any]] = {name: {**COMMON, **own, "type": name, "id": f"EXAMPLE/{name}"} for name, own in _BY_TYPE.items()}
# The other way to say when it was published, and goods without bounds.
EXAMPLES["export_prohibited"] = {
    **{k: v for k, v in EXAMPLES["export_prohibited"].items() if k != "published"},
    "published": None,
    "published_by": "2006-09-30",
}
