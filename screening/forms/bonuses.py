"""What the office types when it decides bonus points: points, what they rest on, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.rules.terms.spending import Bonus
from screening.forms.fields import CountField, DayField, LineField, PlainForm, ReasonField

_LONGEST_ADDRESS = 400
_LINE_MISSING = "表示されている明細の中から選んでください。"


class BonusForm(PlainForm):
    """One bonus item of one file. Only the evidence that the item needs is asked for."""

    def __init__(
        self, bonus: Bonus, data: Any = None, *, lines: Sequence[tuple[str, str]], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial, prefix=bonus.key)
        self.bonus = bonus
        self.fields["points"] = self._points()
        if bonus.needs == "cost_line":
            self.fields["lines"] = forms.MultipleChoiceField(
                label="根拠になる経費明細",
                choices=lines,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _LINE_MISSING},
            )
        if bonus.needs == "publication":
            self.fields["url"] = LineField(label="公表を確かめた場所(URL)", longest=_LONGEST_ADDRESS, required=False)
            self.fields["published_on"] = DayField(label="公表日", required=False)
        self.fields["because"] = ReasonField(label="理由", help_text="あなたの名前と一緒に履歴に残ります。")
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9_999)

    def _points(self) -> forms.Field:
        most = self.bonus.points
        if self.bonus.graded:
            return CountField(label=f"加点(0〜{most}点)", unit="点", least=0, most=most)
        return forms.TypedChoiceField(
            label="加点",
            choices=((most, f"{most}点"), (0, "0点(加点しない)")),
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={
                "required": "どちらかを選んでください。",
                "invalid_choice": f"{most}点か0点のどちらかを選んでください。",
            },
        )

    @property
    def evidence(self) -> dict[str, Any]:
        """What the points rest on, as the verb takes it."""
        said = self.cleaned_data
        kept = {"lines": said.get("lines"), "url": said.get("url"), "published_on": said.get("published_on")}
        return {key: value for key, value in kept.items() if value}


class ReopenForm(PlainForm):
    """Why a settled file is consolidated once more."""

    because = ReasonField(label="理由", help_text="あなたの名前と一緒に履歴に残ります。")
