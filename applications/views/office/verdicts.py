"""The verdicts of a file as its page shows them: each where it can be mended, with what a person decided of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from accounts.actor import Actor
from applications.forms.office_moves import ResolveForm
from applications.models import Resolution
from applications.policies import may_resolve
from applications.rules.sections import SectionKey, place_of_fact
from applications.rules.standing import standing_of
from applications.rules.words import say
from applications.selectors.office_file import Dossier
from applications.views.office.words import JUDGED_CHIPS
from kernel.parts import Chip, moment_word
from kernel.verdict import Outcome, Verdict

_OPEN = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.REVIEW)
_MARK_ORDER = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.REVIEW, Outcome.WARNING, Outcome.MET)


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """One verdict: `outcome` counts what a person decided, `form` is there where this person may decide it."""

    anchor: str
    label: str
    because: str
    clause: str
    outcome: Outcome
    chip: Chip
    section: SectionKey | None
    line: int
    decided: str
    decided_because: str
    is_open: bool
    form: ResolveForm | None
    url: str


def shown_verdicts(dossier: Dossier, actor: Actor, tried: ResolveForm | None = None) -> list[ShownVerdict]:
    """Every verdict on the file and on its cost lines, in the order of the terms."""
    may = may_resolve(actor, dossier.application).is_allowed
    return [_shown(dossier, verdict, line, may=may, tried=tried) for verdict, line in _every(dossier)]


def mark_of(verdicts: Iterable[ShownVerdict]) -> Chip | None:
    """The mark in the margin: the worst of what is left, None where nothing was judged."""
    outcomes = {verdict.outcome for verdict in verdicts}
    return next((JUDGED_CHIPS[outcome] for outcome in _MARK_ORDER if outcome in outcomes), None)


def _every(dossier: Dossier) -> Iterator[tuple[Verdict, int]]:
    for verdict in dossier.judgement.verdicts:
        yield verdict, 0
    for line in dossier.judgement.costs:
        for verdict in line.verdicts:
            yield verdict, line.line


def _shown(dossier: Dossier, verdict: Verdict, line: int, *, may: bool, tried: ResolveForm | None) -> ShownVerdict:
    decided = dossier.resolutions.get((verdict.rule, line))
    outcome = standing_of(verdict.outcome, Outcome(decided.outcome) if decided else None)
    is_asked = may and verdict.outcome is Outcome.REVIEW
    return ShownVerdict(
        anchor=f"verdict-{verdict.rule}-{line}",
        label=say(_labels(dossier)[verdict.rule], dossier.terms),
        because=verdict.because,
        clause=verdict.clause,
        outcome=outcome,
        chip=JUDGED_CHIPS[outcome],
        section=SectionKey.COSTS if line else _section_of(verdict),
        line=line,
        decided=_decided(decided),
        decided_because=decided.because if decided else "",
        is_open=outcome in _OPEN,
        form=_form(verdict.rule, line, tried) if is_asked else None,
        url=reverse("applications:office_resolve", args=[dossier.application.pk]),
    )


def _labels(dossier: Dossier) -> Mapping[str, str]:
    terms = dossier.terms
    return {rule: entry.label for rule, entry in terms.rules.items()} | {
        rule.id: rule.label for rule in terms.eligibility
    }


def _section_of(verdict: Verdict) -> SectionKey | None:
    places = place_of_fact()
    for name in verdict.facts:
        if name.startswith("extra."):
            return SectionKey.REQUIREMENTS_BONUS
        if name in places:
            return places[name][0]
    return None


def _decided(decided: Resolution | None) -> str:
    if decided is None:
        return ""
    return f"{decided.resolved_by_label}が{moment_word(decided.resolved_at)}に「{decided.get_outcome_display()}」と判断"


def _form(rule: str, line: int, tried: ResolveForm | None) -> ResolveForm:
    is_this = tried is not None and tried.place == (rule, str(line))
    return tried if is_this and tried is not None else ResolveForm(rule=rule, line=line)
