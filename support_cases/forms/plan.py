"""What an advisor types when planning: purpose, challenges, goals, tasks, tools, values, and the end."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kernel.entry import EntryError
from kernel.width import fold_code, read_whole_number
from support_cases.forms.entries import DayField, LineField, PickField, ProseField, SupportForm
from support_cases.models import CaseTask, Challenge, SupportCase
from support_cases.models.plan import (
    CHALLENGE_FIELDS,
    CHALLENGE_STATES,
    CLOSING_REASONS,
    OBSTACLES,
    TASK_STATES,
)
from support_cases.rules.measures import KINDS
from support_cases.rules.records import SIDE_LABELS
from support_cases.rules.scales import SUB_STEPS

_BLANK = ("", "選ばない")
_PRIORITIES = ((1, "1 いちばん先に"), (2, "2 早めに"), (3, "3 順番どおり"), (4, "4 余裕があれば"), (5, "5 いまは置く"))
_LARGEST = Decimal(10) ** 13
_YEN_AT_MOST = 10**12
_DECIMALS = 2


class AmountField(forms.Field):
    """A measured figure, at most two decimals, in either width."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "control control--number", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, error_messages={"required": "入力してください。"}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept figure without idle zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """Return the figure, or None for an empty control."""
        text = fold_code(str(value or "")[:40]).replace(",", "").replace("△", "-").replace("▲", "-")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation as unreadable:
            raise ValidationError("数字で入力してください(例: 7.5)。", code="not_a_number") from unreadable
        if not number.is_finite():
            raise ValidationError("数字で入力してください(例: 7.5)。", code="not_a_number")
        if abs(number) >= _LARGEST:
            raise ValidationError("数字の桁数が多すぎます。入力した数字を確かめてください。", code="too_large")
        if round(number, _DECIMALS) != number:
            raise ValidationError("小数は2桁までで入力してください。", code="too_many_decimals")
        return number


class YenField(forms.Field):
    """Whole yen, in either width."""

    unit = "円"

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "control control--number", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, error_messages={"required": "入力してください。"}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept amount in groups of three digits."""
        return f"{value:,}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Return the yen, or None for an empty control."""
        text = str(value or "")[:40].strip()
        if not text:
            return None
        try:
            number: int = read_whole_number(text, unit="円", may_be_negative=False)
        except EntryError as refusal:
            raise ValidationError(refusal.sentence, code=str(refusal.why)) from refusal
        if number > _YEN_AT_MOST:
            raise ValidationError("金額の桁数が多すぎます。入力した金額を確かめてください。", code="too_large")
        return number


class CaseForm(SupportForm):
    """A form about something of one case; its choices are of that case alone."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0, max_value=10**6, required=False)

    def __init__(self, data: Any = None, *, case: SupportCase, row: Any = None) -> None:
        names = [name for name in self.base_fields if row is not None and hasattr(row, name)]
        super().__init__(data, initial={name: getattr(row, name) for name in names} | self.further(row))
        self.case, self.row = case, row
        self.offer_choices()

    def further(self, row: Any) -> dict[str, Any]:  # noqa: ARG002 - forms with more to show say so
        """What is shown beside the fields of the same name."""
        return {}

    def offer_choices(self) -> None:
        """Fill in the choices of this case."""

    @property
    def seen_version(self) -> int:
        """The version that the editor saw."""
        return self.cleaned_data.get("version") or 0

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the row's fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PurposeForm(CaseForm):
    """ありたい姿."""

    purpose = LineField(
        label="ありたい姿", help_text="数年後にどんな会社になっていたいかを、会社の言葉で1行で書きます。", longest=400
    )


class ChallengeForm(CaseForm):
    """課題."""

    field = PickField(label="分類", choices=CHALLENGE_FIELDS)
    what = LineField(label="課題", longest=200)
    impact = LineField(
        label="影響", help_text="困っていることの大きさ(時間・金額・件数など)。", longest=400, required=False
    )
    cause = LineField(label="原因", help_text="なぜ起きているか。", longest=400, required=False)
    obstacle = forms.ChoiceField(label="障壁", choices=(_BLANK, *OBSTACLES), required=False)
    priority = forms.TypedChoiceField(label="優先順位", choices=_PRIORITIES, coerce=int, initial=3)
    state = PickField(label="状態", choices=CHALLENGE_STATES, initial="open")


class GoalForm(CaseForm):
    """目標."""

    kind = PickField(
        label="指標の種類",
        choices=[(key, f"{kind.label}({kind.unit or '単位は下に入力'})") for key, kind in KINDS.items()],
    )
    task = LineField(label="業務・指標の名前", longest=100)
    unit = LineField(label="単位", help_text="件数とその他のときだけ入力します。", longest=20, required=False)
    baseline = AmountField(label="今の値", required=False)
    baseline_on = DayField(label="今の値を測った日", required=False)
    target = AmountField(label="目標の値")
    due_on = DayField(label="いつまで")
    method = LineField(label="測り方", longest=200, required=False)
    challenge = forms.ModelChoiceField(
        label="どの課題のためか", queryset=Challenge.objects.none(), required=False, empty_label="選ばない"
    )

    def offer_choices(self) -> None:
        """The case's own challenges."""
        _offer(self, "challenge", Challenge.objects.filter(case=self.case).order_by("priority", "number"))

    def clean(self) -> dict[str, Any]:
        """A value has its day, and a kind without a unit of its own gets one."""
        given = super().clean() or {}
        if given.get("baseline") is not None and not given.get("baseline_on"):
            self.add_error("baseline_on", "今の値を測った日を入力してください。")
        kind = given.get("kind")
        if kind and not KINDS[kind].unit and not given.get("unit"):
            self.add_error("unit", "単位を入力してください(例: 件/月)。")
        return given


class TaskForm(CaseForm):
    """One bar of the roadmap."""

    what = LineField(label="作業", longest=200)
    side = PickField(label="担当", choices=list(SIDE_LABELS.items()), initial="company")
    person = LineField(label="担当者", longest=100, required=False)
    begins_on = DayField(label="開始", required=False)
    due_on = DayField(label="期限", required=False)
    state = PickField(label="状態", choices=TASK_STATES, initial="todo")
    after = forms.ModelChoiceField(
        label="先に終える作業", queryset=CaseTask.objects.none(), required=False, empty_label="選ばない"
    )
    sub_step = forms.ChoiceField(
        label="支援の段階",
        choices=(_BLANK, *((key, f"{key} {label}") for key, label in SUB_STEPS.items())),
        required=False,
    )

    def offer_choices(self) -> None:
        """The other tasks of the case."""
        rows = CaseTask.objects.filter(case=self.case).order_by("position")
        _offer(self, "after", rows.exclude(pk=self.row.pk) if self.row else rows)

    def clean(self) -> dict[str, Any]:
        """A task ends after it begins."""
        given = super().clean() or {}
        begins_on, due_on = given.get("begins_on"), given.get("due_on")
        if begins_on and due_on and due_on < begins_on:
            self.add_error("due_on", "開始と同じか、後の日にしてください。")
        return given


class ToolForm(CaseForm):
    """One tool of the comparison."""

    name = LineField(label="道具", longest=100)
    vendor = LineField(label="提供する会社", longest=100, required=False)
    is_in_prefecture = forms.NullBooleanField(
        label="県内の会社ですか",
        required=False,
        widget=forms.Select(choices=(("unknown", "まだ分からない"), ("true", "県内"), ("false", "県外"))),
    )
    initial_cost = YenField(label="最初の費用(税抜)", required=False)
    yearly_cost = YenField(label="1年の費用(税抜)", required=False)
    needs = ProseField(
        label="必要な機能",
        help_text="1行に1つ書きます。満たすものは行の頭に○、満たさないものは×を付けます。",
        longest=1000,
        required=False,
    )
    challenge = forms.ModelChoiceField(
        label="どの課題のためか", queryset=Challenge.objects.none(), required=False, empty_label="選ばない"
    )
    is_chosen = forms.BooleanField(label="この道具を選ぶ", required=False)
    because = LineField(label="選んだ・選ばなかった理由", longest=400, required=False)

    def further(self, row: Any) -> dict[str, Any]:
        """The functions as lines."""
        marks = {True: "○", False: "×"}
        lines = [f"{marks.get(each.get('met'), '')}{each.get('label', '')}" for each in row.requirements] if row else []
        return {"needs": "\n".join(lines)}

    def offer_choices(self) -> None:
        """The case's own challenges."""
        _offer(self, "challenge", Challenge.objects.filter(case=self.case).order_by("priority", "number"))

    def clean(self) -> dict[str, Any]:
        """A chosen tool says why."""
        given = super().clean() or {}
        if given.get("is_chosen") and not given.get("because"):
            self.add_error("because", "選んだ理由を入力してください。")
        return given

    @property
    def values(self) -> dict[str, Any]:
        """The row's fields; functions as {label, met}, met None while nobody knows."""
        given = super().values
        lines = [line.strip() for line in given.pop("needs").splitlines() if line.strip()]
        return given | {"requirements": [_function(line) for line in lines]}


class PathForm(CaseForm):
    """Why the way is changed or a phase gone back to."""

    because = LineField(label="理由", help_text="ケースの記録に残ります。", longest=400)


class MeasureForm(CaseForm):
    """A value of a goal on a day."""

    value = AmountField(label="測った値")
    measured_on = DayField(label="測った日")
    note = LineField(label="メモ", longest=200, required=False)


class ClosingForm(CaseForm):
    """How the accompaniment ends."""

    reason = PickField(label="終える理由", choices=CLOSING_REASONS)
    achieved = ProseField(label="できるようになったこと", longest=2000)
    successor = LineField(label="引継ぎ先", longest=200, required=False)
    next_follow_up_on = DayField(label="次に様子を聞く日", required=False)
    may_become_story = forms.BooleanField(label="会社の了解を得て、名前を出さない事例にしてよい", required=False)


class ConfirmationForm(SupportForm):
    """What the company says of the end."""

    answer = PickField(
        label="支援機関のまとめは", choices=(("agreed", "そのとおり"), ("disagreed", "違うところがある"))
    )
    words = ProseField(
        label="会社の言葉",
        help_text="違うところがあるときは、どこが違うかを書いてください。",
        longest=2000,
        required=False,
    )
    satisfaction = forms.TypedChoiceField(
        label="満足度",
        choices=((5, "5 とても満足"), (4, "4 満足"), (3, "3 ふつう"), (2, "2 やや不満"), (1, "1 不満")),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "どれか一つを選んでください。"},
    )

    def clean(self) -> dict[str, Any]:
        """Who disagrees says in what."""
        given = super().clean() or {}
        if given.get("answer") == "disagreed" and not given.get("words"):
            self.add_error("words", "どこが違うかを書いてください。")
        return given


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
    field.queryset = rows


def _function(line: str) -> dict[str, Any]:
    met = {"○": True, "〇": True, "×": False, "✕": False}.get(line[0])
    return {"label": line if met is None else line[1:].strip(), "met": met}


__all__ = [
    "CaseForm",
    "ChallengeForm",
    "ClosingForm",
    "ConfirmationForm",
    "GoalForm",
    "MeasureForm",
    "PathForm",
    "PurposeForm",
    "TaskForm",
    "ToolForm",
]
