"""What the minutes of a round hold, as one JSON document, and the hash by which it can be known again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.rules.terms import CallTerms
from screening.rules.sharing_out import Departure, Served, Shares


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who took part, and as what."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class FileNames:
    """What a file is called, beside its receipt number."""

    case: str
    application: str
    company: str
    title: str
    sheets: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ScenarioFacts:
    """The scenario that was frozen, as it was saved."""

    scenario: str
    name: str
    version: int
    edge: str


def canonical(document: Mapping[str, Any]) -> str:
    """The one spelling of a document: equal documents, equal text."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of the one spelling."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def allocation_document(
    shares: Shares, names: Mapping[str, FileNames], scenario: ScenarioFacts, terms: CallTerms, *, terms_sha256: str
) -> dict[str, Any]:
    """The ranking and what the budget gives, with every sheet that it was made from."""
    return {
        "call": terms.id,
        "terms_sha256": terms_sha256,
        "readings": {"cutoff": terms.readings.cutoff, "cutoff_panel": terms.readings.cutoff_panel},
        "budget": {"given": shares.given, "used": shares.used, "left": shares.left},
        "ends_at": shares.ends_at,
        "scenario": {
            "id": scenario.scenario,
            "name": scenario.name,
            "version": scenario.version,
            "edge": scenario.edge,
        },
        "rows": [_row(served, names[served.file.candidate.application]) for served in shares.files],
        "sheets": {
            names[served.file.candidate.application].case: list(names[served.file.candidate.application].sheets)
            for served in shares.files
        },
    }


def _row(served: Served, names: FileNames) -> dict[str, Any]:
    file, departure = served.file, served.departure
    return {
        "case": names.case,
        "application": names.application,
        "receipt_number": file.candidate.application,
        "company": names.company,
        "title": names.title,
        "sheet_count": len(file.candidate.sheets),
        "base_points": file.candidate.base_points,
        "base_maximum": file.base_maximum,
        "bonuses": dict(file.candidate.bonuses),
        "total": file.total,
        "passes_cutoff": file.passes_cutoff,
        "rank": file.rank,
        "outcome": file.outcome.value,
        "requested": file.candidate.requested_amount,
        "amount": file.amount,
        **_departed(departure),
    }


def _departed(departure: Departure | None) -> dict[str, str]:
    treatment = departure.treatment.value if departure else ""
    return {"departure": treatment, "because": departure.because if departure else ""}


def minutes_document(
    allocation: Mapping[str, Any], *, held_on: date, place: str, attendees: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """What the hash of the minutes covers: the allocation, and the meeting that settled it."""
    return {
        "allocation": dict(allocation),
        "held_on": held_on.isoformat(),
        "place": place,
        "attendees": [dict(each) for each in attendees],
    }
