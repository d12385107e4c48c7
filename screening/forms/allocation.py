"""What the office types when it tries a budget, departs from the ranking, and freezes what a meeting has settled."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from applications.rules.shapes import LARGEST_YEN
from screening.forms.fields import CountField, DayField, LineField, PlainForm, ReasonField
from screening.rules.minuted import Attendee
from screening.rules.ranking import Edge
from screening.rules.sharing_out import TREATMENT_LABELS, Treatment

_LONGEST_NAME = 60
_MOST_ATTENDEES = 60
_WRONG = "表示されている中から選んでください。"
_EDGES = ((Edge.PART.value, "残りの額を交付する"), (Edge.RESERVE.value, "補欠にする"))
# Either width of a comma, and the tab that a spreadsheet leaves.
_BETWEEN = str.maketrans({"，": ",", "、": ",", "\t": ","})


class YenField(CountField):
    """Yen, typed with commas or without."""

    def __init__(self, **kwargs: Any) -> None:
        widget = kwargs.pop("widget", None)
        super().__init__(unit="円", least=0, most=LARGEST_YEN, **kwargs)
        if widget is not None:
            self.widget = widget()

    def prepare_value(self, value: Any) -> Any:
        """Show a kept amount in groups of three digits."""
        return f"{value:,}" if isinstance(value, int) else value


class TrialForm(PlainForm):
    """A budget and what happens at its edge."""

    budget = YenField(label="予算")
    edge = forms.ChoiceField(label="予算の境目の申請", choices=_EDGES, error_messages={"invalid_choice": _WRONG})


class ScenarioForm(TrialForm):
    """What was tried, under a name. `version` is the one that the page showed."""

    budget = YenField(label="予算", widget=forms.HiddenInput)
    edge = forms.ChoiceField(
        label="予算の境目の申請", choices=_EDGES, widget=forms.HiddenInput, error_messages={"invalid_choice": _WRONG}
    )
    name = LineField(label="案の名前", longest=_LONGEST_NAME)
    version = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput, required=False)

    field_order = ("name", "budget", "edge", "version")

    @property
    def seen(self) -> int:
        """The version that the person changed."""
        return self.cleaned_data["version"] or 0


class DepartureForm(PlainForm):
    """A file treated otherwise than its rank says."""

    case = forms.ChoiceField(
        label="申請", error_messages={"required": "申請を選んでください。", "invalid_choice": _WRONG}
    )
    treatment = forms.ChoiceField(
        label="扱い",
        choices=[(each.value, TREATMENT_LABELS[each]) for each in Treatment],
        error_messages={"required": "扱いを選んでください。", "invalid_choice": _WRONG},
    )
    amount = YenField(label="額", required=False, help_text="「決めた額を交付する」ときだけ入力します。")
    because = ReasonField(label="理由", help_text="議事録の備考と履歴に残ります。")
    version = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, cases: Sequence[tuple[str, str]], version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["case"] = forms.ChoiceField(
            label="申請",
            choices=[("", "選んでください"), *cases],
            error_messages={"required": "申請を選んでください。", "invalid_choice": _WRONG},
        )

    def clean(self) -> dict[str, Any]:
        """An amount belongs to the treatment that names one."""
        given = self.cleaned_data
        is_missing = given.get("treatment") == Treatment.AMOUNT and not given.get("amount")
        if is_missing and "amount" not in self.errors:
            self.add_error("amount", "交付する額を入力してください。")
        return given

    @property
    def case_id(self) -> UUID:
        """The case that was chosen."""
        return UUID(self.cleaned_data["case"])


class AttendeesField(forms.Field):
    """One person a line: role, comma, name; a name alone has no role."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": "出席者を1人以上入力してください。"}, **kwargs)

    def to_python(self, value: Any) -> tuple[Attendee, ...]:
        """Return the people in the order typed."""
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > _MOST_ATTENDEES:
            raise ValidationError(f"出席者は{_MOST_ATTENDEES}人までです。")
        return tuple(self._person(line) for line in lines)

    def _person(self, line: str) -> Attendee:
        role, comma, name = line.translate(_BETWEEN).partition(",")
        role, name = (role, name) if comma else ("", role)
        reader = LineField(longest=100, required=False)
        person = Attendee(name=reader.clean(name), role=reader.clean(role))
        if not person.name:
            raise ValidationError(f"氏名がありません:{line[:40]}")
        return person


class FreezeForm(PlainForm):
    """The meeting, and the fingerprint of what the person looked at."""

    held_on = DayField(label="開催日", help_text="例:令和7年7月4日")
    place = LineField(label="場所", longest=100, required=False)
    attendees = AttendeesField(label="出席者", help_text="1行に1人、「役割, 氏名」の形で入力します。例:議長, 日髙 𠮷弘")
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    @property
    def day(self) -> date:
        """The day of the meeting."""
        on: date = self.cleaned_data["held_on"]
        return on
