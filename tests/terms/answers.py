"""Answers to worked cases, in process, as the documents that the commands print."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from applications.rules.judgement import judge
from applications.rules.printing import judgement_document
from applications.rules.reading import UnusableInputError, facts_of, parse_json
from applications.rules.terms import CallTerms
from awards.rules.printing import settlement_document
from awards.rules.reading import settlement_facts_of
from awards.rules.settlement import settle
from screening.rules.printing import ranking_document
from screening.rules.ranking import rank
from screening.rules.scores import Candidate, Sheet
from tests.terms.worked_cases import Case, document_of, terms_for


def answer_to(case: Case) -> dict[str, Any]:
    """The document of `judge` or `settle` for a case, or the lines with which the facts are refused."""
    data = parse_json(json.dumps(document_of(case)), case.name)
    terms = terms_for(case.call, case.terms)
    try:
        if case.command == "settle":
            return settlement_document(settle(settlement_facts_of(data, terms), terms))
        return judgement_document(judge(facts_of(data, terms), terms))
    except UnusableInputError as refusal:
        return {"refused": "\n".join(refusal.lines)}


def document_of_rank(case: Case) -> dict[str, Any]:
    """The document of `rank` for a case."""
    terms = terms_for(case.call, case.terms)
    return ranking_document(rank([_candidate(file, terms) for file in case.files], terms, case.budget))


_FILE_KEYS = {"name", "reviewers", "bonus", "requested", "received"}


def _candidate(file: Mapping[str, Any], terms: CallTerms) -> Candidate:
    if unknown := file.keys() - _FILE_KEYS:
        raise ValueError(f"申請に知らない言葉があります: {sorted(unknown)}")
    sheets = [
        Sheet(f"審査員{number}", _points(points, terms)) for number, points in enumerate(file["reviewers"], start=1)
    ]
    received: datetime = file.get("received") or datetime.fromisoformat("2025-05-20T09:00:00+09:00")
    return Candidate(file["name"], file.get("requested", 1_000_000), received, tuple(sheets), file.get("bonus", {}))


def _points(points: int | list[int], terms: CallTerms) -> tuple[int, ...]:
    """A whole sheet; a bare total fills the criteria from the first one on."""
    most = [criterion.points for criterion in terms.screening.criteria]
    if isinstance(points, list):
        assert [0 <= given <= top for given, top in zip(points, most, strict=True)] == [True] * len(most), points
        return tuple(points)
    filled, left = [], points
    for top in most:
        filled.append(min(top, left))
        left -= filled[-1]
    assert left == 0, f"満点を超えています: {points}"
    return tuple(filled)
