"""One line of the budget on its editor's desk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from accounts.actor import Actor
from applications.forms.draft import DraftForm
from applications.forms.draft_saying import label_of, said
from applications.models import Application
from applications.rules.needs import needed_keys_of_line
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SectionKey, section_named
from applications.selectors import Picture, picture_of
from applications.selectors.drafts import LinePicture
from applications.services.cost_lines import SavedLine, change_cost_line
from applications.services.drafts import Conflict
from applications.views.cost_lines_in_words import line_page
from applications.views.draft_in_words import moment_in_words
from applications.views.sections_desk import contested, desk_of, version_in
from applications.views.sections_in_words import Differing, page_frame

_TRIES = 3


@dataclass(frozen=True, slots=True)
class LineDesk:
    """A line of a draft at the moment of a request."""

    picture: Picture
    line: LinePicture
    number: int
    at: datetime

    @property
    def line_url(self) -> str:
        """The page with this line open."""
        return reverse("applications:cost_line", args=[self.picture.application.pk, self.line.row.pk])

    @property
    def costs_url(self) -> str:
        """The page of the whole budget."""
        return reverse("applications:section", args=[self.picture.application.pk, SectionKey.COSTS.value])

    @property
    def kept(self) -> Mapping[str, Any]:
        """What is kept of the line."""
        return self.line.answers.model_dump(mode="json")

    def form(self, data: QueryDict | None = None) -> DraftForm:
        """The line's form, bound to what was posted or showing what is kept."""
        terms, needed = self.picture.terms, needed_keys_of_line(self.line.answers, self.picture.terms)
        made = DraftForm("cost_line", CostLineAnswers, terms, kept=self.kept, needed=frozenset(needed), data=data)
        if data is not None:
            made.answers()
        return made

    def page(self, form: DraftForm, *, typed: QueryDict | None = None) -> dict[str, Any]:
        """Everything on the page."""
        frame = page_frame(desk_of(self.picture, section_named(SectionKey.COSTS), at=self.at))
        page = {**frame, **line_page(self.picture, self.line, form)}
        row = self.line.row
        page |= {
            "action_url": self.line_url,
            "costs_url": self.costs_url,
            "number": self.number,
            "saved": f"{moment_in_words(row.saved_at, now=self.at)}に保存しました({row.saved_by.name})",
            "is_taken_up": typed is not None,
            # A POST that says nothing keeps nothing, and lets go of what was put aside.
            "give_up_url": self.line_url,
        }
        if typed is not None:
            page |= {"version": typed.get("version", "0"), "seen": typed.get("seen", "")}
        return page


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """What came of a POST."""

    desk: LineDesk
    form: DraftForm
    data: QueryDict
    conflict: Conflict | None = None


def line_desk(application: Application, line_id: UUID, *, at: datetime) -> LineDesk | None:
    """The desk of a line; None where the application has no such line."""
    picture = picture_of(application, at=at)
    for number, line in enumerate(picture.lines, start=1):
        if line.row.pk == line_id:
            return LineDesk(picture, line, number, at)
    return None


def keep_line(desk: LineDesk, data: QueryDict, *, actor: Actor) -> LineOutcome:
    """Keep what this editor has changed of the line; hand back both values where somebody else changed the same."""
    form = desk.form(data)
    yours = {key: value for key, value in form.changed_answers().items() if data.get(f"choose-{key}") != "theirs"}
    outcome = LineOutcome(desk, form, data)
    if not yours:
        return outcome
    kept = _save(desk, yours, data, actor=actor)
    if isinstance(kept, Conflict):
        return replace(outcome, conflict=kept)
    fresh = line_desk(desk.picture.application, desk.line.row.pk, at=desk.at)
    if fresh is None:
        return outcome
    again = fresh.form(data)
    for key, sentence in kept.problems.items():
        if not any(place in again.errors for place in again.places[key]):
            again.add_error(again.places[key][0], sentence)
    return LineOutcome(fresh, again, data)


def _save(desk: LineDesk, yours: Mapping[str, Any], data: QueryDict, *, actor: Actor) -> SavedLine | Conflict:
    seen = data.get("seen", "")
    kept = _once(desk, yours, version_in(data), actor=actor)
    for _ in range(_TRIES):
        if not isinstance(kept, Conflict) or contested(kept, seen):
            break
        kept = _once(desk, yours, kept.version, actor=actor)
    return kept


def _once(desk: LineDesk, yours: Mapping[str, Any], version: int, *, actor: Actor) -> SavedLine | Conflict:
    return change_cost_line(line_id=desk.line.row.pk, values=yours, version=version, actor=actor, at=desk.at)


def autosaved_line(outcome: LineOutcome) -> dict[str, Any]:
    """What the page is told after an autosave."""
    desk = outcome.desk
    if outcome.conflict is not None:
        sentence = (
            f"{outcome.conflict.saved_by}さんが同じ明細を保存しています。「保存する」を押すと、両方の値から選べます。"
        )
        return {"sentence": sentence, "is_kept": False}
    refused = outcome.form.refusals()
    told = f"。直すところが{len(refused)}件あります:{refused[0].label}" if refused else ""
    return {
        "sentence": f"{moment_in_words(desk.at, now=desk.at)}に保存しました{told}",
        "is_kept": True,
        "version": desk.line.row.version,
        "seen": outcome.form.seen,
    }


def line_conflict_page(outcome: LineOutcome) -> dict[str, Any]:
    """Both values of every key of the line that both editors changed."""
    desk, form, conflict = outcome.desk, outcome.form, outcome.conflict
    if conflict is None:
        raise LookupError("the editors agree")
    frame = page_frame(desk_of(desk.picture, section_named(SectionKey.COSTS), at=desk.at))
    kept_back = ("csrfmiddlewaretoken", "version")
    return {
        **frame,
        "action_url": desk.line_url,
        "who": conflict.saved_by,
        "when": moment_in_words(conflict.saved_at, now=desk.at),
        "version": conflict.version,
        "rest": [
            (name, value)
            for name, values in outcome.data.lists()
            if name not in kept_back and not name.startswith("choose-")
            for value in values
        ],
        "differing": [
            Differing(
                key, label_of(form, key), said(form, key, conflict.theirs[key]), said(form, key, conflict.yours[key])
            )
            for key in contested(conflict, outcome.data.get("seen", ""))
        ],
    }
