"""A section of the draft as one form: fields, lists and sentences of its shape, kept as far as they can be kept."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from applications.forms.draft_rows import DraftRows, Refusal, control_of
from applications.forms.draft_shapes import field_of, kind_of, propose_classes, sentences_field
from applications.forms.draft_words import GROUPS, SUPPORTS, Group
from applications.forms.fields import LineField, PickField, WholeNumberField, YesNoField
from applications.rules.answers import read_answers
from applications.rules.rubric import criteria_by_part
from applications.rules.section_shapes.asking import Asked
from applications.rules.shapes import LARGEST_YEN, Shape
from applications.rules.terms import CallTerms
from applications.rules.terms.sections import Question
from applications.rules.terms.spending import Criterion
from kernel.municipalities import full_code

_SENTENCES = ("pledged", "consented")
_LONGEST_OWN = 200
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A field or a list of a group, with the template that shows it and the criteria that are judged by it."""

    template: str
    field: Any
    rows: DraftRows | None = None
    judged_by: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with its parts."""

    anchor: str
    title: str
    support: str
    parts: tuple[Part, ...]


class DraftForm(forms.Form):
    """One section, or one cost line. `needed` marks what must be answered before sending; saving asks for nothing."""

    use_required_attribute = False

    def __init__(
        self,
        name: str,
        shape: type[Shape],
        terms: CallTerms,
        *,
        kept: Mapping[str, Any],
        needed: frozenset[str] = frozenset(),
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data)
        self.label_suffix = ""
        self.name, self.shape, self.terms, self.typed = name, shape, terms, data
        self.kept = _spelled(kept)
        self.lists: dict[str, DraftRows] = {}
        self.places: dict[str, tuple[str, ...]] = {}
        for group in GROUPS[name]:
            for key in group.keys:
                self._add(key, is_needed=key in needed)
        typed = data.get("industry_jsic") if data else None
        propose_classes(self.fields, typed or kept.get("industry_jsic"))

    def _add(self, key: str, *, is_needed: bool) -> None:
        info = self.shape.model_fields[key]
        asked = next(each for each in info.metadata if isinstance(each, Asked))
        kind, kept = kind_of(info), self.kept.get(key)
        if (row := kind.row) is not None:
            most = kind.bound("max_length", 1)
            self.lists[key] = DraftRows(
                key,
                row,
                self.terms,
                kept=kept or [],
                data=self.typed,
                most=most,
                is_needed=is_needed,
            )
            return
        made = self._made(key, info, asked)
        self.places[key] = tuple(made)
        for place, (field, initial) in made.items():
            field.initial = initial
            field.is_needed = is_needed  # type: ignore[attr-defined]
            self.fields[place] = field

    def _made(self, key: str, info: Any, asked: Asked) -> dict[str, tuple[forms.Field, Any]]:
        kept = self.kept.get(key)
        if key == "taxable_income":
            return _income_fields(self.terms, kept)
        if key == "extra":
            return {f"extra-{q.key}": (_own_field(q), (kept or {}).get(q.key)) for q in self.terms.questions}
        if key in _SENTENCES:
            return {key: (sentences_field(key, self.terms), kept)}
        return {key: (field_of(key, info, self.terms, label=asked.label, fact=asked.fact), kept)}

    @property
    def groups(self) -> list[ShownGroup]:
        """The page's groups in order; a group of the call's own questions is absent where it has none."""
        made = (
            ShownGroup(f"group_{number}", group.title, group.support, tuple(self._parts(group)))
            for number, group in enumerate(GROUPS[self.name], start=1)
        )
        return [group for group in made if group.parts]

    def _parts(self, group: Group) -> Iterator[Part]:
        for key in group.keys:
            judged_by = self._judged.get(key, ())
            if key in self.lists:
                yield Part(DraftRows.template, None, self.lists[key], judged_by)
            for place in self.places.get(key, ()):
                yield Part("applications/draft/field.html", self[place], judged_by=judged_by)
                # Of a key with several fields the first says it for all.
                judged_by = ()

    @cached_property
    def _judged(self) -> Mapping[str, tuple[Criterion, ...]]:
        """The criteria behind each key of this section, as the call publishes them with their points."""
        return {part.key: found for part, found in criteria_by_part(self.terms).items() if part.section == self.name}

    def answers(self) -> dict[str, Any]:
        """Every key that can be kept, empty where it was emptied; what cannot be is told at its field."""
        self.is_valid()
        typed = {key: self._typed(key) for key, places in self.places.items() if not self._refused(places)}
        typed.update({key: rows.answers() for key, rows in self.lists.items()})
        read = read_answers(self.shape, typed)
        for key, sentence in read.problems.items():
            self._tell(key, sentence)
        return read.answers

    def changed_answers(self) -> dict[str, Any]:
        """The answers that differ from what this editor was shown: only those are this editor's."""
        seen = _digests_in(self.data.get("seen", ""))
        return {key: value for key, value in self.answers().items() if digest(value) != seen.get(key, digest(None))}

    @property
    def seen(self) -> str:
        """What this page shows as kept, key by key, to tell later what its editor has changed."""
        return seen_in(self.kept)

    def refusals(self) -> list[Refusal]:
        """Everything that is to be mended, in the order of the page."""
        found: list[Refusal] = []
        for group in self.groups:
            for part in group.parts:
                if part.rows is not None:
                    found += part.rows.refusals()
                else:
                    bound = part.field
                    found += [Refusal(bound.label, str(error), control_of(bound)) for error in bound.errors]
        return found

    def _refused(self, places: tuple[str, ...]) -> bool:
        return any(place in self.errors for place in places)

    def _typed(self, key: str) -> Any:
        values = [self.cleaned_data[place] for place in self.places[key]]
        if key == "taxable_income":
            return [each for each in values[::-1] if each is not None]
        if key == "extra":
            named = zip(self.places[key], values, strict=True)
            return {place.removeprefix("extra-"): value for place, value in named if value not in (None, "")}
        return _emptied(values[0], self.shape.model_fields[key].default)

    def _tell(self, key: str, sentence: str) -> None:
        if key in self.lists:
            self.lists[key].problem = sentence
        else:
            self.add_error(self.places[key][0], sentence)


def digest(value: Any) -> str:
    """A short name of an answer, the same for every way of answering nothing."""
    text = json.dumps(_without_blanks(value), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def seen_in(kept: Mapping[str, Any]) -> str:
    """What is kept, key by key, as a page that shows it carries it along."""
    return " ".join(f"{key}:{digest(value)}" for key, value in _spelled(kept).items())


def _digests_in(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text.split())
    return {key: name for key, _, name in pairs}


def _spelled(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """A file begun while the register wrote municipalities without their check digit names the same one."""
    code = kept.get("hq_muni_code")
    return {**kept, "hq_muni_code": full_code(code)} if code else kept


def _without_blanks(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {key: _without_blanks(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each is not None} or None
    if isinstance(value, list | tuple):
        rows = [_without_blanks(each) for each in value]
        return [each for each in rows if each is not None] or None
    return None if value == "" else value


def _emptied(value: Any, default: Any) -> Any:
    """What an emptied control means to the shape: its own way of saying nothing."""
    if value in (None, ""):
        return None if default is None else default
    return value


def _income_fields(terms: CallTerms, kept: Any) -> dict[str, tuple[forms.Field, Any]]:
    newest_first = list(reversed(kept or []))
    return {
        f"taxable_income-{back}": (
            WholeNumberField(
                label="課税所得 いちばん新しい年" if back == 0 else f"課税所得 その{back}年前",
                help_text=SUPPORTS["taxable_income"] if back == 0 else "",
                unit="円",
                largest=LARGEST_YEN,
                may_be_negative=True,
                required=False,
            ),
            newest_first[back] if back < len(newest_first) else None,
        )
        for back in range(terms.income.years)
    }


def _own_field(question: Question) -> forms.Field:
    """A question of this call alone, by its kind."""
    worded: dict[str, Any] = {"label": question.label, "required": False}
    if question.kind == "flag":
        return YesNoField(**worded)
    if question.kind == "number":
        return WholeNumberField(unit=question.unit, largest=LARGEST_YEN, **worded)
    if question.choices:
        return PickField(choices=list(question.choices.items()), **worded)
    return LineField(longest=_LONGEST_OWN, **worded)
