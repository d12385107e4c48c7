"""The minutes in words: before freezing what it would keep and what follows from it, afterwards what stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from applications.rules.terms import CallTerms
from kernel.money import format_number, format_yen
from kernel.parts import Crumb, Fact, Figure, moment_word
from kernel.wareki import format_wareki
from records.models import PaperState
from screening.forms.allocation import FreezeForm
from screening.models import Minutes, Scenario, ScreeningRound
from screening.papers.minutes_filling import EDGE_LABELS
from screening.policies import may_lead_screening
from screening.rules.ranking import Allocated, Edge
from screening.rules.what_if import cutoff_in_words, read_as
from screening.rules.wording import short_total
from screening.selectors.scenarios import shares_of, trial_of
from screening.services.freezing import Preview
from screening.views.results_words import OUTCOME_CHIPS, case_url, crumbs, tabs


def _frame(screening: ScreeningRound, terms: CallTerms) -> dict[str, Any]:
    allocation = reverse("screening:allocation", args=[screening.call_id])
    return {
        "crumbs": crumbs(screening, terms, Crumb("議事録")),
        "tabs": tabs(screening, "minutes"),
        "allocation_url": allocation,
    }


def kept_page(minutes: Minutes, screening: ScreeningRound, terms: CallTerms) -> dict[str, Any]:
    """The minutes as they were frozen: nothing here is worked out again."""
    allocation = minutes.allocation
    readings = allocation["readings"]
    return _frame(screening, terms) | {
        "figures": _figures(allocation),
        "facts": [
            Fact("開催日", format_wareki(minutes.held_on, weekday=True)),
            Fact("場所", minutes.place or "(記載なし)"),
            Fact("出席者", "\n".join(_person(each) for each in minutes.attendees)),
            Fact("採用した案", _scenario(allocation)),
            Fact("基準点", cutoff_in_words(read_as(terms, cutoff=readings["cutoff"], panel=readings["cutoff_panel"]))),
            Fact("確定した人", minutes.frozen_by_label),
            Fact("確定した日時", moment_word(minutes.frozen_at)),
            Fact("SHA-256", minutes.sha256),
        ],
        "paper": minutes.paper,
        "is_ready": minutes.paper.state == PaperState.READY,
        "files": _rows(allocation),
    }


def _person(each: Mapping[str, str]) -> str:
    return f"{each['role']} {each['name']}".strip()


def _scenario(allocation: Mapping[str, Any]) -> str:
    scenario = allocation["scenario"]
    return f"{scenario['name']}(第{scenario['version']}版)。境目の申請は「{EDGE_LABELS[Edge(scenario['edge'])]}」"


def choosing_page(screening: ScreeningRound, terms: CallTerms, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Which saved scenario is to be frozen."""
    choices = [(each.name, format_yen(each.budget), f"?scenario={each.pk}") for each in scenarios]
    return _frame(screening, terms) | {"choices": choices}


def freezing_page(
    preview: Preview, screening: ScreeningRound, actor: Actor, tried: FreezeForm | None
) -> dict[str, Any]:
    """What freezing would keep, what stands in its way, and what follows from it."""
    contest = preview.contest
    undecided = sum(bool(each.undecided) for each in contest.entries)
    return _frame(screening, contest.terms) | {
        "scenario": preview.scenario,
        "figures": _figures(preview.allocation),
        "files": _rows(preview.allocation),
        "obstacles": _obstacles(preview),
        "undecided": undecided,
        "may_lead": may_lead_screening(actor).is_allowed,
        "form": tried or FreezeForm(initial={"seen": preview.seen}),
    }


def _obstacles(preview: Preview) -> list[str]:
    contest = preview.contest
    troubles = shares_of(contest, trial_of(preview.scenario)).troubles
    found = (
        (len(contest.waiting), "採点がそろっていない申請が{}件あります。"),
        (len(contest.unsettled) - len(contest.waiting), "採点を確定していない申請が{}件あります。"),
        (preview.clashes, "利益相反のおそれがある採点票が{}件あります。除外するか、責任者が例外を判断してください。"),
        (len(troubles), "計算に入れられない例外が{}件あります。"),
        (0 if contest.candidates else 1, "順位の付いた申請がありません。"),
    )
    return [words.format(count) for count, words in found if count > 0]


def _figures(allocation: Mapping[str, Any]) -> list[Figure]:
    outcomes = [row["outcome"] for row in allocation["rows"]]
    count = {each: outcomes.count(each.value) for each in Allocated}
    budget = allocation["budget"]
    given = count[Allocated.FUNDED] + count[Allocated.PARTLY_FUNDED]
    return [
        Figure("配分する額", format_yen(budget["used"]), f"予算 {format_yen(budget['given'])}"),
        Figure("交付する申請", f"{given}件", f"うち一部 {count[Allocated.PARTLY_FUNDED]}件"),
        Figure("補欠", f"{count[Allocated.RESERVE]}件"),
        Figure("基準点に届かない申請", f"{count[Allocated.BELOW_CUTOFF]}件"),
    ]


def _rows(allocation: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "rank": str(row["rank"] or "—"),
            "number": row["receipt_number"],
            "company": row["company"],
            "url": case_url(row["case"]),
            "base": f"{row['base_points']}/{row['base_maximum']}",
            "total": short_total(row["total"]),
            "requested": format_number(row["requested"]),
            "amount": format_number(row["amount"]) if row["amount"] else "—",
            "chip": OUTCOME_CHIPS[Allocated(row["outcome"])],
            "because": f"例外:{row['because']}" if row["because"] else "",
        }
        for row in allocation["rows"]
    ]
