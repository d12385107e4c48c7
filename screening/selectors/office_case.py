"""A case as the office and the auditor read it.

While reviewers still score, each for oneself, the office sees that a sheet is in and its total, and no single score:
whoever runs the screening could otherwise, without meaning to, hint at it. From the consolidation on it sees all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from records.models import AuditEvent
from records.rules.acts import HistoryEntry, name_of_act
from screening.models import Assignment, BonusDecision, ConflictOverride, ScoreSheet, ScreeningCase
from screening.rules.blinding import SHARED, alias_of
from screening.rules.bonuses import Grounds
from screening.rules.conflicts import Finding
from screening.rules.workflow import SERVING
from screening.selectors.bonuses import grounds_in
from screening.selectors.conflicts import Pair, conflicts_of
from screening.selectors.reading import Reading, reading_of

# A history of a hundred small saves would bury what was decided; they stay in the trail.
_SMALL = ("save_score",)


@dataclass(frozen=True, slots=True)
class OfficeCase:
    """Everything the page of a case shows."""

    case: ScreeningCase
    reading: Reading
    grounds: Grounds
    panel: Sequence[Assignment]
    aliases: Mapping[object, str]
    findings: Mapping[Pair, tuple[Finding, ...]]
    overrides: Sequence[ConflictOverride]
    bonuses: Mapping[str, BonusDecision]
    decisions: Sequence[BonusDecision]
    history: Sequence[HistoryEntry]

    @property
    def is_shared(self) -> bool:
        """Whether single scores may be looked at by now."""
        return self.case.status in SHARED

    @property
    def outstanding(self) -> list[str]:
        """Whose sheet is not in."""
        return [each.reviewer.name for each in self.panel if each.status in SERVING and each.status != "submitted"]


def office_case_of(case: ScreeningCase) -> OfficeCase:
    """Read a case, in a number of queries that does not grow with its panel."""
    panel = list(_panel(case))
    reading = reading_of(case.application)
    decisions = list(case.bonuses.order_by("bonus", "number"))
    return OfficeCase(
        case=case,
        reading=reading,
        grounds=grounds_in(reading),
        panel=panel,
        aliases={each.pk: alias_of(place) for place, each in enumerate(panel)},
        findings=conflicts_of([case], [each.reviewer for each in panel]),
        overrides=list(case.overrides.select_related("reviewer").order_by("overridden_at")),
        bonuses={each.bonus: each for each in decisions},
        decisions=decisions,
        history=_history(case, panel),
    )


def _panel(case: ScreeningCase) -> QuerySet[Assignment]:
    rows = case.assignments.select_related("reviewer").order_by("assigned_at", "id")
    return rows.annotate(scored=Count("scores", filter=Q(scores__points__isnull=False))).prefetch_related(
        "declarations", Prefetch("sheets", queryset=ScoreSheet.objects.order_by("number"))
    )


def _history(case: ScreeningCase, panel: Sequence[Assignment]) -> list[HistoryEntry]:
    """What was done to the case and by its panel, the latest first."""
    who = {str(each.pk): each.reviewer.name for each in panel}
    about = Q(subject_kind=ScreeningCase._meta.label_lower, subject_id=str(case.pk))
    about |= Q(subject_kind=Assignment._meta.label_lower, subject_id__in=list(who))
    events = AuditEvent.objects.filter(about).exclude(verb__in=(*_SMALL, "view_personal_data")).order_by("-at", "-id")
    return [
        HistoryEntry(
            at=event.at,
            who=event.actor_label,
            what=" ".join(filter(None, (name_of_act(event.verb), _whose(event, who)))),
            because=event.because,
            about=who.get(event.subject_id, ""),
        )
        for event in events
    ]


def _whose(event: AuditEvent, who: Mapping[str, str]) -> str:
    """A sheet is told by its reviewer's name where somebody else acted on it."""
    name = who.get(event.subject_id, "")
    return f"({name}の分)" if name and not event.actor_label.startswith(name) else ""
