"""A support record as one page of a phone asks for it: what happened, who was there, what each side does next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kernel.calendar import TOKYO, tokyo_day
from support_cases.forms.entries import (
    ClockField,
    DayField,
    LineField,
    MomentField,
    PickField,
    ProseField,
    SupportForm,
)
from support_cases.models.plan import OBSTACLES
from support_cases.rules.records import KIND_LABELS, METHOD_LABELS, SIDE_LABELS, RecordKind
from support_cases.rules.scales import SUB_STEPS
from support_cases.rules.sharing import VISIBILITY_LABELS, Visibility

PROSE = ("facts", "manager_said", "own_judgement", "insight", "advice", "agreed")
ROWS_AT_MOST = 20
_LONG = 5
_SIDES = list(SIDE_LABELS.items())
_SUB_STEPS = [("", "選ばない"), *((key, f"{key} {label}") for key, label in SUB_STEPS.items())]


class RecordForm(SupportForm):
    """One contact. Only the moment, the way and the subject are asked of everybody."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    kind = PickField(
        label="種類", choices=[(each.value, KIND_LABELS[each]) for each in RecordKind], initial=RecordKind.ACCOMPANIMENT
    )
    method = PickField(label="方法", choices=list(METHOD_LABELS.items()), initial="visit")
    started_at = MomentField(label="日時")
    ended_clock = ClockField(label="終わった時刻", required=False)
    subject = LineField(label="主題", longest=100)
    facts = ProseField(label="聞き取った事実", required=False)
    manager_said = ProseField(label="経営者の言葉", required=False, rows=3)
    own_judgement = ProseField(label="見立て(社外に見せない)", required=False)
    advice = ProseField(label="助言・実施したこと", required=False, rows=3)
    agreed = ProseField(label="合意したこと", required=False, rows=3)
    insight = ProseField(label="気付き・腹落ちしたこと", required=False, rows=3)
    obstacles = forms.MultipleChoiceField(
        label="障壁(企業には見せません)", choices=OBSTACLES, required=False, widget=forms.CheckboxSelectMultiple
    )
    sub_step = forms.ChoiceField(label="支援の段階", choices=_SUB_STEPS, required=False)
    place = LineField(label="場所", longest=100, required=False)
    next_contact_on = DayField(label="次の予定", required=False)
    visibility = PickField(
        label="見せる範囲",
        choices=[(each.value, VISIBILITY_LABELS[each]) for each in Visibility],
        initial=Visibility.OWN,
    )

    def __init__(self, data: Any = None, *, at: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.at = at

    def clean_started_at(self) -> datetime:
        """What has not happened yet is a plan, not a record."""
        started: datetime = self.cleaned_data["started_at"]
        if tokyo_day(started) > tokyo_day(self.at):
            raise ValidationError("まだ来ていない日です。支援した日時を入力してください。", code="future")
        return started

    def clean(self) -> dict[str, Any]:
        """A contact ends on the day on which it began, and not before."""
        given = super().clean() or {}
        started, clock = given.get("started_at"), given.get("ended_clock")
        given["ended_at"] = None
        if started is not None and clock is not None:
            ended = datetime.combine(started.astimezone(TOKYO).date(), clock, tzinfo=TOKYO)
            given["ended_at"] = ended
            if ended < started:
                self.add_error("ended_clock", "始まりより後の時刻を入力してください。")
        return given

    @property
    def values(self) -> dict[str, Any]:
        """What the record says by itself, by the names of its fields."""
        return {key: value for key, value in self.cleaned_data.items() if key not in ("client_key", "ended_clock")}


class PersonForm(SupportForm):
    """Somebody who took part. A row without a name is no row."""

    side = forms.ChoiceField(label="どちらの人", choices=_SIDES, initial="company", required=False)
    name = LineField(label="名前", longest=100, required=False)
    post = LineField(label="所属・役職", longest=100, required=False)

    def has_changed(self) -> bool:
        """An untouched row asks nothing."""
        return bool(self.data.get(self.add_prefix("name")) or self.data.get(self.add_prefix("post")))

    def clean(self) -> dict[str, Any]:
        """A post alone names nobody."""
        given = super().clean() or {}
        if given.get("post") and not given.get("name"):
            self.add_error("name", "名前を入力してください。")
        return given


class TaskForm(SupportForm):
    """One piece of homework. A row without words is no row."""

    side = forms.ChoiceField(label="担当", choices=_SIDES, initial="company", required=False)
    what = LineField(label="内容", longest=200, required=False)
    due_on = DayField(label="期限", required=False)

    def has_changed(self) -> bool:
        """An untouched row asks nothing."""
        return bool(self.data.get(self.add_prefix("what")) or self.data.get(self.add_prefix("due_on")))

    def clean(self) -> dict[str, Any]:
        """A day alone says nothing to do."""
        given = super().clean() or {}
        if given.get("due_on") and not given.get("what"):
            self.add_error("what", "内容を入力してください。")
        return given


_PEOPLE = forms.formset_factory(PersonForm, extra=0, max_num=ROWS_AT_MOST, absolute_max=2 * ROWS_AT_MOST)
_HOMEWORK = forms.formset_factory(TaskForm, extra=0, max_num=ROWS_AT_MOST, absolute_max=2 * ROWS_AT_MOST)


class RecordSheet:
    """The whole page: the record, the people, the homework. All are read together and refused together."""

    def __init__(
        self,
        data: Any = None,
        *,
        at: datetime,
        initial: Mapping[str, Any] | None = None,
        people: Sequence[Mapping[str, Any]] = (),
        homework: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.record = RecordForm(data, at=at, initial=dict(initial or {}))
        self.people = _PEOPLE(data, prefix="people", initial=list(people))
        self.homework = _HOMEWORK(data, prefix="homework", initial=list(homework))

    def is_valid(self) -> bool:
        """Whether every part can be kept; each part is asked, so that all errors are told at once."""
        return all([self.record.is_valid(), self.people.is_valid(), self.homework.is_valid()])

    @property
    def people_rows(self) -> list[dict[str, Any]]:
        """Those who took part."""
        return [form.cleaned_data for form in self.people if form.cleaned_data.get("name")]

    @property
    def homework_rows(self) -> list[dict[str, Any]]:
        """What each side does next."""
        return [form.cleaned_data for form in self.homework if form.cleaned_data.get("what")]


def with_more_rows(data: Any, prefix: str) -> Any:
    """The same entry with one more empty row, for browsers that cannot add one themselves."""
    more, name = data.copy(), f"{prefix}-TOTAL_FORMS"
    told = str(more.get(name, "0"))
    count = int(told) if told.isascii() and told.isdigit() and len(told) < _LONG else 0
    more[name] = str(min(count, ROWS_AT_MOST - 1) + 1)
    return more


def sheet_values(row: Any) -> dict[str, Any]:
    """A kept record as the page shows it for changing."""
    names = (*PROSE, "client_key", "kind", "method", "started_at", "subject", "obstacles", "sub_step", "place")
    values = {name: getattr(row, name) for name in (*names, "next_contact_on", "visibility")}
    return values | {"ended_clock": row.ended_at.astimezone(TOKYO).time() if row.ended_at else None}


def rows_of(row: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """People and homework of a kept record, as the page shows them for changing."""
    people = [{"side": each.side, "name": each.name, "post": each.post} for each in row.people.all()]
    homework: list[dict[str, Any]] = [
        {"side": each.side, "what": each.what, "due_on": each.due_on} for each in row.homework.all()
    ]
    return people, homework
