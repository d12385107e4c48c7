"""Rules that code judges with the terms' figures: the situations they speak of and the words they may use there.

The sentences themselves stand in the terms, one per situation, so that a year can word its own law.
"""

from collections.abc import Mapping

_DAYS = ("day", "end")

# What a way of paying may make its rule say, and which papers and annexes are printed by name.
OF_TREATMENT: Mapping[str, str] = {
    "owner_card": "owner_card",
    "needs_certificate": "no_certificate",
    "review": "unclear",
    "refused": "refused",
}
OF_DEBIT = "debited_late"
OF_KPI = ("reached", "short", "not_answered")
OF_SECURITY_ACTION = ("declared", "too_few_stars", "too_late", "not_answered")
PRINTED_ANNEXES: Mapping[str, tuple[str, ...]] = {
    "application": ("project_plan", "budget", "pledge", "officers"),
    "precheck_result": (),
    "receipt_notice": (),
    "minutes": ("ranking",),
}

SITUATIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "R-051": {"declared": ("day",), "too_few_stars": ("stars",), "too_late": _DAYS, "not_answered": ()},
    "R-052": {"reached": ("rate",), "short": ("rate",), "not_answered": ()},
    "R-054": {"after_stated_end": _DAYS, "accepted_late": _DAYS},
    "R-055": {
        "before_decision": ("day", "decided"),
        "on_decision_day": ("decided",),
        "contract_before_decision": ("day", "decided"),
        "not_answered": (),
    },
    "R-056": {"paid_late": _DAYS, "not_paid": ()},
    "R-057": {"completed": _DAYS, "partly_late": ("end",), "unfinished": ("end",), "not_answered": ()},
    "R-060": {"not_answered": ()},
    "R-062": {"no_amount": (), "untaxed": (), "less_than_excluding": ()},
    "R-063": {"cash_substitute": ()},
    "R-065": {"not_answered": (), "not_stated": ()},
    "R-066": {
        "not_answered": (),
        "reason_given": (),
        "no_reason": (),
        "reason_not_answered": (),
        "outside_allowed": (),
    },
    "R-067": {"not_answered": ("required",), "too_few": ("required", "quotes")},
    "R-068": {"split": ()},
    "R-069": {"reason_given": (), "no_reason": (), "reason_not_answered": ()},
    "R-070": {"outside": ("end",), "prorated": ("counted", "term", "end"), "free_period": ()},
    "R-072": {"cash_refused": (), "cash_not_answered": (), "not_answered": ()},
    "R-074": {"debited_late": _DAYS, "not_debited": (), "owner_card": (), "refused": ("method",)},
    "R-075": {"debited_late": _DAYS, "not_debited": (), "no_certificate": (), "certificate_not_answered": ()},
    "R-076": {"refused": ("method",), "unclear": ("method",)},
    "R-078": {},
    "R-079": {"out_of_order": ("earlier", "later")},
    "R-094": {"below_floor": ("amount",)},
    "R-096": {"finalized": ("amount", "actual"), "not_answered": ()},
    "R-097": {"below_floor": ("actual",)},
    "R-135": {"missing": ("kinds",)},
    "R-136": {"missing": ()},
}
