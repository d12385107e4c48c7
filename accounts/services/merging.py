"""Two entries of the register become one company. Each floor moves its own rows; what was issued keeps its names."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string

from accounts.actor import Actor
from accounts.models import Membership, Organisation
from accounts.policies import Why, may_merge_as, may_merge_companies
from accounts.rules.merging import Hindrance, Line, MergingKind, Outlook
from accounts.services.outward import post, record
from accounts.services.refusals import Refused, insist
from kernel.calendar import tokyo_day

SUBJECT = "会社の登録を一つにまとめました"


@dataclass(frozen=True, slots=True)
class Merging:
    """One merging under way: the rows of both companies are locked."""

    kept: Organisation
    absorbed: Organisation
    kind: MergingKind
    because: str
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Mover:
    """What one app does with the rows of an absorbed company.

    `moves` names each foreign key to a company that `move` carries over, as `app.Model.field`; `stays` names every
    other one with the reason why it stays. A foreign key in neither fails a test. `move` answers with figures for the
    trail.
    """

    heading: str
    look: Callable[[Organisation, Organisation, date], Outlook]
    move: Callable[[Merging], Mapping[str, int]]
    moves: frozenset[str] = frozenset()
    stays: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What one app moves, under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merging would do today, and what stands in its way. `seen` names this very state."""

    parts: tuple[Part, ...]
    hindrances: tuple[Hindrance, ...]
    tidings: tuple[str, ...]
    seen: str

    def hindrances_for(self, kind: MergingKind) -> tuple[Hindrance, ...]:
        """What stands in the way of a merging on this ground."""
        return tuple(each for each in self.hindrances if kind not in each.lifted_by)


_movers: dict[str, Mover] = {}


def register_merging(owner: str, mover: Mover) -> None:
    """Answer for the rows that an app keeps of a company, from `AppConfig.ready`."""
    _movers[owner] = mover


def movers() -> Mapping[str, Mover]:
    """Every app's mover, by owner."""
    return dict(sorted(_movers.items()))


def preview_merging(kept: Organisation, absorbed: Organisation, *, on: date) -> Preview:
    """Ask every app what it would move."""
    told = [(mover.heading, mover.look(kept, absorbed, on)) for mover in movers().values()]
    parts = tuple(Part(heading, outlook.lines) for heading, outlook in told if outlook.lines)
    hindrances = tuple(each for _, outlook in told for each in outlook.hindrances)
    tidings = tuple(each for _, outlook in told for each in outlook.tidings)
    seen = hashlib.sha256(repr((kept.pk, absorbed.pk, parts, hindrances, tidings)).encode()).hexdigest()
    return Preview(parts, hindrances, tidings, seen)


@transaction.atomic
def merge_companies(
    *,
    kept_id: UUID,
    absorbed_id: UUID,
    kind: MergingKind,
    because: str,
    actor: Actor,
    at: datetime,
    seen: str = "",
) -> Organisation:
    """Make one company of two entries, for good: everything that lives moves, and nothing that was issued changes.

    With `seen` it is refused where the preview that somebody confirmed is no longer what would happen.
    """
    kept, absorbed = _locked(kept_id, absorbed_id)
    insist(may_merge_companies(actor, kept, absorbed))
    insist(may_merge_as(kept, absorbed, kind))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    preview = preview_merging(kept, absorbed, on=tokyo_day(at))
    if seen and seen != preview.seen:
        raise Refused(Why.CHANGED_MEANWHILE)
    if preview.hindrances_for(kind):
        raise Refused(Why.MERGING_HINDERED)
    told = addressees(kept, absorbed)
    merging = Merging(kept, absorbed, kind, because.strip(), actor, at)
    moved = {owner: mover.move(merging) for owner, mover in movers().items()}
    _lead_on(merging)
    _write_trail(merging, moved)
    _write_letters(merging, told, preview.tidings)
    return kept


def _locked(kept_id: UUID, absorbed_id: UUID) -> tuple[Organisation, Organisation]:
    """Lock both, and what leads to the absorbed one, always in the order of their keys: two heads wait for each other."""
    wanted = Q(pk__in=(kept_id, absorbed_id)) | Q(merged_into=absorbed_id)
    rows = {
        each.pk: each for each in Organisation.objects.select_for_update(of=("self",)).filter(wanted).order_by("pk")
    }
    return rows[kept_id], rows[absorbed_id]


def _lead_on(merging: Merging) -> None:
    """The absorbed row and its own followers lead to the kept company in one step."""
    Organisation.objects.filter(merged_into=merging.absorbed).update(merged_into=merging.kept)
    merging.absorbed.merged_into, merging.absorbed.merged_at = merging.kept, merging.at
    merging.absorbed.save(update_fields=["merged_into", "merged_at"])


def letter(kept: Organisation, absorbed: Organisation, *, name: str, tidings: tuple[str, ...]) -> str:
    """What everybody of both companies is written; the preview shows the same words."""
    words = {"name": name, "kept": kept.name, "absorbed": absorbed.name, "tidings": tidings}
    return render_to_string("mail/companies_merged.txt", words)


def _write_trail(merging: Merging, moved: Mapping[str, Mapping[str, int]]) -> None:
    figures = {owner: dict(figures) for owner, figures in moved.items() if figures}
    for company, other, part in (
        (merging.kept, merging.absorbed, "kept"),
        (merging.absorbed, merging.kept, "absorbed"),
    ):
        record(
            actor=merging.actor,
            verb="merge_companies",
            subject=company,
            at=merging.at,
            changes={
                "part": part,
                "other": str(other.pk),
                "other_name": other.name,
                "kind": merging.kind.value,
                "moved": figures,
            },
            because=merging.because,
        )


def addressees(kept: Organisation, absorbed: Organisation) -> dict[str, str]:
    """Name by address of everybody in either company, before anybody moves."""
    rows = Membership.objects.filter(organisation__in=(kept, absorbed), ended_at=None, user__is_active=True)
    return {each.user.email: each.user.name for each in rows.select_related("user").order_by("user__email")}


def _write_letters(merging: Merging, told: Mapping[str, str], tidings: tuple[str, ...]) -> None:
    """Nobody's files come into others' sight behind the back: everybody of both companies learns of it at once."""
    for email, name in told.items():
        body = letter(merging.kept, merging.absorbed, name=name, tidings=tidings)
        post(to=email, subject=SUBJECT, body=body, kind="companies_merged", about=merging.kept, at=merging.at)
