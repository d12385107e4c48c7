"""One section on its editor's desk: what is kept, what was typed, and how the two become one without loss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict

from accounts.actor import Actor
from applications.forms.draft import DraftForm, digest, seen_in
from applications.forms.draft_rows import reshaped
from applications.models import Application, ApplicationSection
from applications.rules.needs import needed_keys
from applications.rules.sections import Section
from applications.rules.terms import CallTerms
from applications.selectors import Picture, picture_of, terms_in_force
from applications.services.drafts import Conflict, Saved, save_section

_TRIES = 3
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Desk:
    """A section of a draft at the moment of a request.

    Keeping asks for the row alone: the whole application is read and judged only where a page shows it.
    """

    application: Application
    section: Section
    row: ApplicationSection | None
    at: datetime
    seen_already: Picture | None = None

    @cached_property
    def picture(self) -> Picture:
        """The application around the section."""
        return self.seen_already or picture_of(self.application, at=self.at)

    @property
    def terms(self) -> CallTerms:
        """The terms that the draft follows."""
        return terms_in_force(self.application.revision)

    @property
    def version(self) -> int:
        """The version that is kept; 0 where nothing is."""
        return self.row.version if self.row else 0

    @property
    def kept(self) -> Mapping[str, Any]:
        """The kept answers, sealed ones included."""
        return self.row.all_answers if self.row else {}

    def form(self, data: QueryDict | None = None) -> DraftForm:
        """The section's form as its page shows it: bound to what was posted or showing what is kept."""
        picture = self.picture
        return self._form(data, needed_keys(self.section, picture.answers, picture.facts, picture.terms))

    def typed(self, data: QueryDict) -> DraftForm:
        """The same form for what was posted to be read from; what is needed is not marked in it."""
        return self._form(data, ())

    def _form(self, data: QueryDict | None, needed: Iterable[str]) -> DraftForm:
        return DraftForm(
            self.section.key.value, self.section.shape, self.terms, kept=self.kept, needed=frozenset(needed), data=data
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a POST: the form as it was read, and the conflict, if there is one."""

    desk: Desk
    form: DraftForm
    data: QueryDict
    was_reshaped: bool = False
    conflict: Conflict | None = None

    @property
    def seen(self) -> str:
        """What the page now shows as kept, key by key."""
        return seen_in(self.desk.kept)

    def shown_again(self) -> DraftForm:
        """The form for its page, with everything told that is to be mended."""
        form = self.desk.form(self.data)
        form.answers()
        return form


def desk_of(picture: Picture, section: Section, *, at: datetime) -> Desk:
    """The desk of a section, from the picture of its application."""
    return Desk(picture.application, section, picture.sections.get(section.key), at, seen_already=picture)


def desk_for_keeping(application: Application, section: Section, *, at: datetime) -> Desk:
    """The desk of a section that is about to be saved."""
    row = application.sections.select_related("saved_by").filter(key=section.key).first()
    return Desk(application, section, row, at)


def keep(desk: Desk, posted: QueryDict, *, actor: Actor) -> Outcome:
    """Keep what this editor has changed; where somebody else changed the same, hand back both values."""
    changed_rows = reshaped(posted)
    data = posted if changed_rows is None else changed_rows
    form = desk.typed(data)
    yours = {key: value for key, value in form.changed_answers().items() if data.get(f"choose-{key}") != "theirs"}
    outcome = Outcome(desk, form, data, was_reshaped=changed_rows is not None)
    if not yours:
        return outcome
    kept = _save(desk, yours, data, actor=actor)
    if isinstance(kept, Conflict):
        return replace(outcome, conflict=kept)
    return replace(outcome, desk=replace(desk, row=kept.section, seen_already=None))


def _save(desk: Desk, yours: Mapping[str, Any], data: QueryDict, *, actor: Actor) -> Saved | Conflict:
    """Save; what the other editor left as this one saw it is no conflict, and is saved over their version."""
    seen = data.get("seen", "")
    outcome = _once(desk, yours, version_in(data), actor=actor)
    for _ in range(_TRIES):
        if not isinstance(outcome, Conflict) or contested(outcome, seen):
            break
        outcome = _once(desk, yours, outcome.version, actor=actor)
    return outcome


def _once(desk: Desk, yours: Mapping[str, Any], version: int, *, actor: Actor) -> Saved | Conflict:
    return save_section(
        application_id=desk.application.pk,
        key=desk.section.key,
        answers=yours,
        version=version,
        actor=actor,
        at=desk.at,
    )


def contested(conflict: Conflict, seen: str) -> tuple[str, ...]:
    """The keys that both editors have changed."""
    names = dict(each.partition(":")[::2] for each in seen.split())
    return tuple(key for key, value in conflict.theirs.items() if digest(value) != names.get(key, digest(None)))


def version_in(data: QueryDict) -> int:
    """The version that the editor saw."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
