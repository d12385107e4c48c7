"""Companies in mind: noting one, planning the next approach, a consent on paper, a referral; and the list's filters."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.rules.particulars import Particulars
from kernel.entry import EntryError
from kernel.identifiers import parse_corporate_number
from kernel.width import fold_code
from support_cases.forms.entries import DayField, LineField, PickField, ProseField, SupportForm
from support_cases.models import PipelineEntry
from support_cases.models.case import DEMAND_LAYERS, SOURCES
from support_cases.rules.sharing import CATEGORY_LABELS, Category
from support_cases.selectors.pipeline import is_silent


class EntryForm(SupportForm):
    """What is known and planned of a company."""

    demand_layer = PickField(label="需要層", choices=DEMAND_LAYERS, initial="latent")
    source = PickField(label="きっかけ", choices=SOURCES)
    next_approach = LineField(label="次にすること", longest=200, required=False)
    next_approach_on = DayField(label="いつ", required=False)
    last_contact_on = DayField(label="最後に連絡した日", required=False)
    note = ProseField(label="メモ(自機関だけ)", required=False)
    is_dropped = forms.BooleanField(label="いまは追わない", required=False)


class NoteForm(EntryForm):
    """A company that is new in the list."""

    corporate_number = LineField(
        label="法人番号", longest=40, required=False, help_text="13桁です。個人事業主のときは空欄にします。"
    )
    name = LineField(label="企業の名称", longest=200, help_text="法人番号で登録済みの企業は、登録の名称を使います。")
    field_order = ("corporate_number", "name")

    def clean_corporate_number(self) -> str:
        """Read it in either width and check its digit."""
        number = self.cleaned_data["corporate_number"]
        try:
            return str(parse_corporate_number(number)) if number else ""
        except EntryError as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    @property
    def particulars(self) -> Particulars:
        """Whom the entry is about."""
        return Particulars(name=self.cleaned_data["name"], corporate_number=self.cleaned_data["corporate_number"])

    @property
    def values(self) -> dict[str, Any]:
        """What is known and planned."""
        return {key: value for key, value in self.cleaned_data.items() if key not in ("name", "corporate_number")}


class PaperConsentForm(SupportForm):
    """A consent that the company signed on paper."""

    category = PickField(
        label="共有するもの", choices=[(each.value, CATEGORY_LABELS[each]) for each in Category], initial="records"
    )
    starts_on = DayField(label="いつから")
    until = DayField(label="いつまで")
    note = LineField(label="書面の保管場所", longest=200, help_text="例:本店の企業ファイル、綴り番号12")

    def clean(self) -> dict[str, Any]:
        """A consent ends on the day on which it begins, or later."""
        given = super().clean() or {}
        if given.get("starts_on") and given.get("until") and given["until"] < given["starts_on"]:
            self.add_error("until", "始まりの日と同じか後の日にしてください。")
        return given


class ReferralForm(SupportForm):
    """An offer to another institution."""

    to_institution = forms.ModelChoiceField(
        label="紹介先",
        queryset=Organisation.objects.none(),
        empty_label="選んでください",
        error_messages={"required": "選んでください。"},
    )
    because = ProseField(
        label="紹介の理由", longest=1_000, help_text="紹介先が読みます。企業から聞いた内々の話は書きません。"
    )

    def __init__(self, institutions: Any, data: Any = None) -> None:
        super().__init__(data)
        self.fields["to_institution"].queryset = institutions  # type: ignore[attr-defined]


class AnswerForm(SupportForm):
    """The answer to an offer."""

    accepts = PickField(label="返事", choices=(("yes", "引き受ける"), ("no", "断る")))
    answer = ProseField(
        label="紹介元への言葉", longest=1_000, required=False, rows=3, help_text="断るときは理由を書きます。"
    )

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        given = super().clean() or {}
        if given.get("accepts") == "no" and not given.get("answer"):
            self.add_error("answer", "断る理由を入力してください。")
        return given


class PipelineFilters(django_filters.FilterSet):
    """What the list can be narrowed by."""

    q = django_filters.CharFilter(label="企業の名前・法人番号", method="search", max_length=100)
    demand_layer = django_filters.ChoiceFilter(label="需要層", choices=DEMAND_LAYERS, empty_label="すべて")
    source = django_filters.ChoiceFilter(label="きっかけ", choices=SOURCES, empty_label="すべて")
    silent = django_filters.ChoiceFilter(
        label="連絡", choices=(("yes", "連絡なし(目安の日数を過ぎた)"),), method="of_silence", empty_label="すべて"
    )
    dropped = django_filters.ChoiceFilter(
        label="追わない企業",
        choices=(("yes", "追わないものだけ"), ("no", "除く")),
        method="of_dropped",
        empty_label="すべて",
    )

    class Meta:
        model = PipelineEntry
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: Any, queryset: QuerySet[PipelineEntry], *, silent_days: Mapping[UUID, int], today: date
    ) -> None:
        super().__init__(data, queryset)
        self.silence = is_silent(silent_days, today)

    @property
    def found(self) -> QuerySet[PipelineEntry]:
        """The entries that the filters name; none while one of them cannot be read."""
        rows: QuerySet[PipelineEntry] = self.qs if self.is_valid() else self.queryset.none()
        return rows

    def search(self, rows: QuerySet[PipelineEntry], _name: str, words: str) -> QuerySet[PipelineEntry]:
        """Every word stands in the name or is the number."""
        for word in words.split():
            rows = rows.filter(
                Q(company__name__icontains=word)
                | Q(company__name_kana__icontains=word)
                | Q(company__corporate_number=fold_code(word))
            )
        return rows

    def of_silence(self, rows: QuerySet[PipelineEntry], _name: str, _value: str) -> QuerySet[PipelineEntry]:
        """Those nobody has spoken with for too long."""
        return rows.filter(self.silence)

    def of_dropped(self, rows: QuerySet[PipelineEntry], _name: str, value: str) -> QuerySet[PipelineEntry]:
        """Those that are followed no more, or the others."""
        return rows.filter(is_dropped=value == "yes")
