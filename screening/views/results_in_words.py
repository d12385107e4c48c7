"""The page of the results in words: the ranking as the address asks for it, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from applications.rules.terms import CallTerms
from kernel.parts import Crumb, Fact, Figure, NextStep, Offer
from records.tables import TableState, WorkedOut, built_table
from screening.forms.results import EVERY, ResultFilters
from screening.models import Scenario, ScreeningRound
from screening.rules.ranking import Allocated, Edge
from screening.rules.sharing_out import Shares
from screening.rules.ties import ties_among
from screening.rules.what_if import cutoff_in_words, is_own_reading, read_as
from screening.rules.wording import share_in_percent, short_total
from screening.rules.workflow import RoundStatus
from screening.selectors.results import Contest
from screening.selectors.scenarios import Trial, shares_of, trial_of
from screening.views.results_plots import plots_of
from screening.views.results_table import ResultRow, bonus_words, results_table, tie_in_words
from screening.views.results_words import case_url, crumbs, tabs


@dataclass(frozen=True)
class Results:
    """A round's ranking as the filters ask for it: under which readings, with which scenario."""

    screening: ScreeningRound
    contest: Contest
    terms: CallTerms
    form: ResultFilters
    scenario: Scenario | None
    shares: Shares
    rows: tuple[ResultRow, ...]

    @property
    def shown(self) -> WorkedOut:
        """The rows that the filters let through."""
        words = self.form.chosen("q").split()
        return WorkedOut([row for row in self.rows if self.form.shows(row.outcome) and _holds(row, words)])


def _holds(row: ResultRow, words: Sequence[str]) -> bool:
    searched = f"{row.receipt_number} {row.company} {row.entry.title}".casefold()
    return all(word.casefold() in searched for word in words)


def results_of(screening: ScreeningRound, contest: Contest, scenarios: Sequence[Scenario], query: Any) -> Results:
    """The ranking that an address asks for."""
    form = ResultFilters(query, contest.terms, scenarios)
    terms = read_as(contest.terms, cutoff=form.chosen("cutoff"), panel=form.chosen("panel"))
    by_key = {str(each.pk): each for each in scenarios}
    scenario = by_key.get(form.chosen("scenario")) or (scenarios[-1] if scenarios else None)
    trial = trial_of(scenario) if scenario else Trial(0, Edge.PART, ())
    shares = shares_of(contest, trial, terms)
    ties = ties_among([each.file.candidate for each in shares.files if each.file.passes_cutoff], terms)
    entries = contest.by_number
    rows = tuple(
        ResultRow(
            place,
            served,
            entries[served.file.candidate.application],
            tie_in_words(ties.get(served.file.candidate.application), terms),
            scenario is not None,
        )
        for place, served in enumerate(shares.files, start=1)
    )
    return Results(screening, contest, terms, form, scenario, shares, rows)


def results_page(results: Results, state: TableState) -> dict[str, Any]:
    """Everything on the page."""
    screening, terms = results.screening, results.terms
    is_own = is_own_reading(terms, results.contest.terms)
    below = [row for row in results.rows if row.outcome is Allocated.BELOW_CUTOFF]
    return {
        "crumbs": crumbs(screening, terms, Crumb("順位")),
        "tabs": tabs(screening, "results"),
        "round": screening,
        "form": results.form,
        "table": built_table(results_table(terms), results.shown, results.form, state),
        "reading": cutoff_in_words(terms),
        "clause": terms.screening.cutoff.clause,
        "is_own_reading": is_own,
        "own_reading_url": state.address(cutoff=None, panel=None),
        "scenario": results.scenario.name if results.scenario else "",
        "figures": _figures(results, len(below)),
        "below": [_below(row) for row in below],
        "below_url": state.address(show=Allocated.BELOW_CUTOFF.value),
        "every_url": state.address(show=EVERY),
        "waiting": [_waiting(each) for each in results.contest.waiting],
        "bonuses": [Fact(short, label) for short, label in bonus_words(terms).items()],
        "plots": plots_of([row.served.file for row in results.rows], terms),
        "next_step": _next_step(results),
    }


def _figures(results: Results, below: int) -> list[Figure]:
    waiting = len(results.contest.waiting)
    return [
        Figure("順位の付いた申請", f"{len(results.rows) - below}件"),
        Figure("基準点に届かない申請", f"{below}件"),
        Figure("採点がそろっていない申請", f"{waiting}件", "この表には入りません" if waiting else ""),
    ]


def _below(row: ResultRow) -> dict[str, str]:
    file = row.served.file
    return {
        "number": row.receipt_number,
        "company": row.company,
        "url": case_url(row.entry.case_id),
        "base": f"{row.candidate.base_points}/{file.base_maximum}",
        "percent": share_in_percent(row.candidate.base_points, file.base_maximum),
        "total": short_total(file.total),
    }


def _waiting(entry: Any) -> dict[str, Any]:
    return {
        "number": entry.receipt_number,
        "company": entry.company,
        "url": case_url(entry.case_id),
        "lacks": entry.lacks,
    }


def _next_step(results: Results) -> NextStep:
    screening, contest = results.screening, results.contest
    if screening.status == RoundStatus.FROZEN:
        minutes = Offer("議事録を見る", reverse("screening:minutes", args=[screening.call_id]))
        return NextStep("順位と配分は確定しています。この画面は、今の採点から計算した参考です。", "", (minutes,))
    desk = Offer("審査の状況を見る", reverse("screening:desk", args=[screening.call_id]))
    if contest.waiting:
        return NextStep(f"採点がそろっていない申請が{len(contest.waiting)}件あります。", "", (desk,))
    if contest.unsettled:
        said = f"合議を終えていない申請が{len(contest.unsettled)}件あります。採点を確定すると、配分を確定できます。"
        return NextStep(said, "", (desk,))
    offer = Offer("予算の配分を試す", reverse("screening:allocation", args=[screening.call_id]))
    return NextStep("すべての採点が確定しました。予算の配分を試し、審査会で確定します。", "", (offer,))
