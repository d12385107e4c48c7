"""Saved scenarios side by side: who gets something else, and the sums."""

from collections.abc import Sequence
from typing import Any

from kernel.money import format_number, format_yen
from kernel.parts import Crumb
from screening.models import Scenario, ScreeningRound
from screening.rules.ranking import Allocated, Edge
from screening.rules.sharing_out import Served, Shares
from screening.rules.wording import OUTCOME_LABELS
from screening.selectors.results import Contest
from screening.selectors.scenarios import shares_of, trial_of
from screening.views.results_words import EDGE_WORDS, case_url, crumbs, tabs

MOST = 4


def comparison_page(
    screening: ScreeningRound, contest: Contest, scenarios: Sequence[Scenario], query: Any
) -> dict[str, Any]:
    """Everything on the page: the scenarios that the address names, or the newest ones."""
    wished = set(query.getlist("scenario"))
    named = [each for each in scenarios if str(each.pk) in wished]
    chosen = (named or list(scenarios))[-MOST:]
    shares = [shares_of(contest, trial_of(each)) for each in chosen]
    shows_every = query.get("show") == "every"
    return {
        "crumbs": crumbs(screening, contest.terms, Crumb("案の比較")),
        "tabs": tabs(screening, "comparison"),
        "choices": [{"key": str(each.pk), "name": each.name, "is_chosen": each in chosen} for each in scenarios],
        "most": MOST,
        "scenarios": [_scenario(*pair) for pair in zip(chosen, shares, strict=True)],
        "rows": _rows(shares, contest, shows_every=shows_every) if shares else [],
        "shows_every": shows_every,
    }


def _scenario(scenario: Scenario, shares: Shares) -> dict[str, str]:
    counts = {outcome: sum(each.file.outcome is outcome for each in shares.files) for outcome in Allocated}
    return {
        "name": scenario.name,
        "budget": format_yen(shares.given),
        "used": format_yen(shares.used),
        "left": format_yen(shares.left),
        "edge": EDGE_WORDS[Edge(scenario.edge)],
        "counts": f"全額{counts[Allocated.FUNDED]}・一部{counts[Allocated.PARTLY_FUNDED]}・補欠{counts[Allocated.RESERVE]}",
        "exceptions": f"{len(scenario.exceptions)}件",
        "troubles": f"計算に入らない例外が{len(shares.troubles)}件あります" if shares.troubles else "",
    }


def _rows(shares: Sequence[Shares], contest: Contest, *, shows_every: bool) -> list[dict[str, Any]]:
    """The order is the same in every scenario: a budget moves nobody's rank."""
    entries = contest.by_number
    rows = []
    for served in zip(*(each.files for each in shares), strict=True):
        file = served[0].file
        given = {(each.file.outcome, each.file.amount) for each in served}
        if file.rank is None or (len(given) == 1 and not shows_every):
            continue
        entry = entries[file.candidate.application]
        rows.append(
            {
                "rank": file.rank,
                "number": entry.receipt_number,
                "company": entry.company,
                "url": case_url(entry.case_id),
                "requested": format_number(file.candidate.requested_amount),
                "differs": len(given) > 1,
                "given": [_given(each) for each in served],
            }
        )
    return rows


def _given(served: Served) -> dict[str, str]:
    file = served.file
    return {
        "amount": format_number(file.amount) if file.amount else "—",
        "outcome": f"{OUTCOME_LABELS[file.outcome]}{'(例外)' if served.departure else ''}",
    }
