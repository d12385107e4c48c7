"""A reviewer's profile as it is typed: ties row by row, fields, and how much the person can take."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from applications.rules.jsic import DIVISIONS
from kernel.entry import EntryError
from kernel.identifiers import parse_corporate_number
from screening.forms.fields import CountField, DayField, LineField, PlainForm
from screening.models import ReviewerProfile
from screening.models.reviewer import TIE_LABELS
from screening.rules.profiles import ProfileEntry, TieEntry

MOST_FILES = 500
_SPARE_ROWS = 2
_MOST_ROWS = 60
_PREFIX = "ties"


class TieForm(PlainForm):
    """One organisation. A row without a name is no row."""

    kind = forms.ChoiceField(label="関係", choices=TIE_LABELS, required=False)
    name = LineField(label="名称", longest=100, required=False)
    corporate_number = forms.CharField(label="法人番号(分かるとき)", required=False, max_length=60)
    until = DayField(label="いつまで(過去のとき)", required=False)

    def clean_corporate_number(self) -> str:
        """Check the digit that checks the others."""
        typed: str = self.cleaned_data["corporate_number"]
        if not typed.strip():
            return ""
        try:
            return str(parse_corporate_number(typed))
        except EntryError as refused:
            raise ValidationError(refused.sentence) from refused

    def clean(self) -> dict[str, Any]:
        """A number or a day belongs to a name."""
        entered = self.cleaned_data
        if (entered.get("corporate_number") or entered.get("until")) and entered.get("name") == "":
            self.add_error("name", "名称を入力してください。")
        if entered.get("name") and not entered.get("kind"):
            self.add_error("kind", "関係を選んでください。")
        return entered


class ProfileForm(PlainForm):
    """What is asked once."""

    fields_known = forms.MultipleChoiceField(
        label="専門分野(産業の大分類)",
        help_text="詳しい産業を選んでください。自動の割当で、なるべく合う申請を担当します。",
        choices=tuple(DIVISIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_available = forms.ChoiceField(
        label="審査の引受け",
        choices=(("yes", "引き受けられる"), ("no", "いまは引き受けられない")),
        widget=forms.RadioSelect,
        error_messages={"required": "どれか一つを選んでください。"},
    )
    load_limit = CountField(label="1回の審査で引き受ける件数の上限", unit="件", least=0, most=MOST_FILES)
    note = LineField(label="事務局のメモ", longest=400, required=False, help_text="審査員には見えません。")
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_of_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_of_office:
            del self.fields["note"]


_TieRows = formset_factory(TieForm, extra=_SPARE_ROWS, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS)


class ProfileDesk:
    """The form and its rows as one."""

    def __init__(self, profile: ReviewerProfile | None, data: Any, *, is_of_office: bool) -> None:
        kept = profile or ReviewerProfile(version=0)
        initial = {
            "fields_known": kept.fields,
            "is_available": "yes" if kept.is_available else "no",
            "load_limit": kept.load_limit,
            "note": kept.note,
            "version": kept.version,
        }
        self.form = ProfileForm(data, initial=initial, is_of_office=is_of_office)
        # Against what is kept a typed row could look unchanged, and an unchanged row is no row to a formset.
        shown = _kept_rows(profile) if data is None else None
        self.rows: BaseFormSet[TieForm] = _TieRows(data, initial=shown, prefix=_PREFIX)

    def is_valid(self) -> bool:
        """Whether both can be kept."""
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def version(self) -> int:
        """The version that the editor saw."""
        return int(self.form.cleaned_data["version"])

    def entry(self) -> ProfileEntry:
        """What was typed, as the verb takes it."""
        said = self.form.cleaned_data
        ties = tuple(TieEntry(**row) for row in self.rows.cleaned_data if row.get("name"))
        return ProfileEntry(
            ties=ties,
            fields=tuple(said["fields_known"]),
            is_available=said["is_available"] == "yes",
            load_limit=said["load_limit"],
            note=said.get("note", ""),
        )


def _kept_rows(profile: ReviewerProfile | None) -> list[dict[str, Any]]:
    ties = profile.ties.order_by("kind", "name", "id") if profile else ()
    return [
        {"kind": tie.kind, "name": tie.name, "corporate_number": tie.corporate_number, "until": tie.until}
        for tie in ties
    ]
