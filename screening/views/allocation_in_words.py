"""The simulator in words: what a budget gives, where it ends, and the departures from the ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from kernel.money import format_number, format_yen
from kernel.parts import Chip, Crumb, Figure
from screening.forms.allocation import DepartureForm, ScenarioForm, TrialForm
from screening.models import Scenario, ScreeningRound
from screening.policies import may_lead_screening, may_run_screening
from screening.rules.ranking import Allocated, Edge
from screening.rules.sharing_out import TREATMENT_LABELS, TROUBLE_SENTENCES, Served, Shares, Treatment
from screening.rules.wording import short_total
from screening.rules.workflow import RoundStatus
from screening.selectors.results import Contest
from screening.selectors.scenarios import Trial, shares_of, trial_of
from screening.views.results_plots import plots_of
from screening.views.results_words import EDGE_WORDS, OUTCOME_CHIPS, Tab, case_url, crumbs, tabs


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One row of the allocation. `ends_here` stands under the last file that the budget reaches in order."""

    rank: str
    number: str
    company: str
    url: str
    total: str
    requested: str
    amount: str
    running: str
    chip: Chip
    because: str
    ends_here: bool


@dataclass(frozen=True)
class Desk:
    """What the simulator works with: the files, the saved scenarios, the chosen one, and what is tried."""

    screening: ScreeningRound
    contest: Contest
    scenarios: Sequence[Scenario]
    chosen: Scenario | None
    trial: Trial
    actor: Actor

    @property
    def is_tried(self) -> bool:
        """Whether the trial differs from what is saved."""
        return self.chosen is None or self.trial != trial_of(self.chosen)

    @property
    def shares(self) -> Shares:
        """What the trial gives."""
        return shares_of(self.contest, self.trial)


def desk_of(
    screening: ScreeningRound, contest: Contest, scenarios: Sequence[Scenario], query: Any, actor: Actor
) -> tuple[Desk, TrialForm | None]:
    """The scenario that an address names with the budget that it tries; the form when that cannot be read."""
    wished = query.get("scenario", "")
    is_new = wished == "new"
    chosen = next((each for each in scenarios if str(each.pk) == wished), None)
    chosen = chosen or (scenarios[-1] if scenarios and not is_new else None)
    saved = trial_of(chosen) if chosen else Trial(_all_of(contest), Edge.PART, ())
    if "budget" not in query:
        return Desk(screening, contest, scenarios, chosen, saved, actor), None
    form = TrialForm(query)
    if not form.is_valid():
        return Desk(screening, contest, scenarios, chosen, saved, actor), form
    trial = Trial(form.cleaned_data["budget"], Edge(form.cleaned_data["edge"]), saved.exceptions)
    return Desk(screening, contest, scenarios, chosen, trial, actor), None


def _all_of(contest: Contest) -> int:
    """A first budget to begin with: enough for everybody who asks."""
    return sum(each.requested_amount for each in contest.candidates)


def allocation_page(
    desk: Desk,
    *,
    refused: TrialForm | None = None,
    naming: ScenarioForm | None = None,
    departing: DepartureForm | None = None,
) -> dict[str, Any]:
    """Everything on the page; the forms are those that came back refused."""
    screening, shares, chosen = desk.screening, desk.shares, desk.chosen
    trial = {"budget": desk.trial.budget, "edge": desk.trial.edge.value}
    is_run = may_run_screening(desk.actor).is_allowed
    return {
        "crumbs": crumbs(screening, desk.contest.terms, Crumb("予算配分")),
        "tabs": tabs(screening, "allocation"),
        "scenario_tabs": _scenario_tabs(desk),
        "chosen": chosen,
        "is_tried": desk.is_tried,
        "is_frozen": screening.status == RoundStatus.FROZEN,
        "may_run": is_run,
        "may_lead": may_lead_screening(desk.actor).is_allowed,
        "refused": refused or naming or departing,
        "trial_form": refused or TrialForm(initial=trial, auto_id="id_trial_%s"),
        "tried": f"予算 {format_yen(desk.trial.budget)}、境目は{EDGE_WORDS[desk.trial.edge]}",
        "most": _all_of(desk.contest),
        "unit": desk.contest.terms.amounts.round_down_to,
        "naming": (naming or _naming(desk)) if is_run else None,
        "departing": (departing or _departing(desk)) if is_run and chosen else None,
        "departures": _departures(desk, shares),
        "figures": _figures(shares),
        "files": shown_files(shares, desk.contest),
        "plots": plots_of([each.file for each in shares.files], desk.contest.terms) if shares.files else (),
        "below": sum(each.file.outcome is Allocated.BELOW_CUTOFF for each in shares.files),
        "waiting": len(desk.contest.waiting),
        "unsettled": len(desk.contest.unsettled),
        "left": format_yen(shares.left),
        "freeze_url": f"{reverse('screening:minutes', args=[screening.call_id])}?scenario={chosen.pk if chosen else ''}",
        "results_url": reverse("screening:results", args=[screening.call_id]),
    }


def _scenario_tabs(desk: Desk) -> list[Tab]:
    saved = [Tab(each.name, f"?scenario={each.pk}", each == desk.chosen) for each in desk.scenarios]
    return [*saved, Tab("新しい案", "?scenario=new", desk.chosen is None)]


def _naming(desk: Desk) -> ScenarioForm:
    chosen = desk.chosen
    initial = {
        "name": chosen.name if chosen else "",
        "budget": desk.trial.budget,
        "edge": desk.trial.edge.value,
        "version": chosen.version if chosen else 0,
    }
    return ScenarioForm(initial=initial, auto_id="id_scenario_%s")


def _departing(desk: Desk) -> DepartureForm:
    return DepartureForm(
        cases=ranked_cases(desk.contest, desk.shares), version=desk.chosen.version if desk.chosen else 0
    )


def ranked_cases(contest: Contest, shares: Shares) -> list[tuple[str, str]]:
    """The files that may be treated otherwise than their rank says, in order."""
    entries = contest.by_number
    ranked = [each.file for each in shares.files if each.file.rank is not None]
    found = [(file.rank, entries[file.candidate.application]) for file in ranked]
    return [(str(entry.case_id), f"{rank}位 {entry.receipt_number} {entry.company}") for rank, entry in found]


def _departures(desk: Desk, shares: Shares) -> list[dict[str, str]]:
    entries = {str(each.case_id): each for each in desk.contest.entries}
    troubles = {departure.application: TROUBLE_SENTENCES[why] for departure, why in shares.troubles}
    shown = []
    for each in desk.trial.exceptions:
        entry = entries.get(each["case"])
        number = entry.receipt_number if entry else "(審査の対象から外れた申請)"
        amount = f" {format_yen(each['amount'])}" if each["amount"] else ""
        shown.append(
            {
                "case": each["case"],
                "number": number,
                "company": entry.company if entry else "",
                "treatment": f"{TREATMENT_LABELS[Treatment(each['treatment'])]}{amount}",
                "because": each["because"],
                "trouble": troubles.get(number if entry else each["case"], ""),
            }
        )
    return shown


def _figures(shares: Shares) -> list[Figure]:
    counts = {outcome: sum(each.file.outcome is outcome for each in shares.files) for outcome in Allocated}
    words = f"全額{counts[Allocated.FUNDED]}件・一部{counts[Allocated.PARTLY_FUNDED]}件"
    return [
        Figure("配分する額", format_yen(shares.used), f"予算 {format_yen(shares.given)}"),
        Figure("残り", format_yen(shares.left)),
        Figure("交付する申請", f"{counts[Allocated.FUNDED] + counts[Allocated.PARTLY_FUNDED]}件", words),
        Figure("補欠", f"{counts[Allocated.RESERVE]}件"),
    ]


def shown_files(shares: Shares, contest: Contest) -> list[ShownFile]:
    """The ranked files with what each gets and what is spent so far; those below the cutoff are not among them."""
    entries = contest.by_number
    ranked = [each for each in shares.files if each.file.rank is not None]
    last = _last_reached(shares, ranked)
    shown, running = [], 0
    for each in ranked:
        running += each.file.amount
        file, entry = each.file, entries[each.file.candidate.application]
        shown.append(
            ShownFile(
                rank=str(file.rank),
                number=entry.receipt_number,
                company=entry.company,
                url=case_url(entry.case_id),
                total=short_total(file.total),
                requested=format_number(file.candidate.requested_amount),
                amount=format_number(file.amount) if file.amount else "—",
                running=format_number(running),
                chip=OUTCOME_CHIPS[file.outcome],
                because=f"例外:{each.departure.because}" if each.departure else "",
                ends_here=file.rank == last,
            )
        )
    return shown


def _last_reached(shares: Shares, ranked: Sequence[Served]) -> int | None:
    """Under which rank the line stands: the file at the edge itself where it gets a part, else the one before it."""
    if shares.ends_at is None:
        return None
    edge = next(each for each in ranked if each.file.rank == shares.ends_at)
    return shares.ends_at if edge.file.amount else shares.ends_at - 1
