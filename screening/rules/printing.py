"""The ranking as the JSON document of the contract."""

from typing import Any

from screening.rules.ranking import Ranked, Ranking


def file_document(file: Ranked) -> dict[str, Any]:
    """One file of the ranking."""
    return {
        "application": file.candidate.application,
        "base_points": file.candidate.base_points,
        "base_maximum": file.base_maximum,
        "passes_cutoff": file.passes_cutoff,
        "bonus_points": file.candidate.bonus_points,
        "total": file.total,
        "rank": file.rank,
        "outcome": file.outcome.value,
        "amount": file.amount,
    }


def ranking_document(ranking: Ranking) -> dict[str, Any]:
    """The whole answer of `manage.py rank`."""
    return {
        "applications": [file_document(file) for file in ranking.files],
        "budget": {"given": ranking.given, "used": ranking.used, "left": ranking.left},
    }
