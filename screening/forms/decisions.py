"""What the office types when it decides: an amount, cuts line by line, conditions, a day, and reasons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from screening.forms.allocation import YenField
from screening.forms.fields import DayField, LineField, PlainForm, ReasonField
from screening.models import GrantDecision
from screening.rules.deciding import GRANTED, REASONS_OF_A_CHANGE, REFUSED, Cut, DecisionEntry, JudgedCost

_LONGEST_NOTE = 400
_MOST_CONDITIONS = 10
_LABELS: Mapping[str, str] = {"requirement": "要件を満たさない", "documents": "書類に不備がある"}


class ConditionsField(forms.Field):
    """Conditions for this file alone, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the sentences in the order typed."""
        reader = LineField(longest=_LONGEST_NOTE, required=False)
        lines = tuple(filter(None, (reader.clean(line) for line in str(value or "").splitlines())))
        if len(lines) > _MOST_CONDITIONS:
            raise ValidationError(f"個別の条件は{_MOST_CONDITIONS}件までです。")
        return lines

    def prepare_value(self, value: Any) -> Any:
        """Show kept sentences one a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


class DecisionForm(PlainForm):
    """One decision. A line left blank is not cut; an amount left blank is the most that cost and request allow."""

    outcome = forms.ChoiceField(label="決定", widget=forms.RadioSelect)
    amount = YenField(
        label="決定額",
        required=False,
        help_text="空欄のときは、査定した経費と申請額から計算できる最も大きい額になります。",
    )
    reduction_note = LineField(
        label="減額の説明への追記",
        longest=_LONGEST_NOTE,
        required=False,
        help_text="減額の理由の文の後に、通知書に印刷します。",
    )
    extra_conditions = ConditionsField(
        label="この申請だけの条件", required=False, help_text="1行に一つ。標準の条件の後に、通知書に印刷します。"
    )
    floor_lifted_because = LineField(
        label="下限を下回る決定を認める理由",
        longest=_LONGEST_NOTE,
        required=False,
        help_text="下限を下回るときだけ、責任者が入力します。通知書には印刷しません。",
    )
    because = ReasonField(label="変更の理由", help_text="この決定の履歴に残ります。申請者には伝わりません。")
    version = forms.IntegerField(min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, decision: GrantDecision, costs: Sequence[JudgedCost]) -> None:
        super().__init__(data, initial=_kept(decision))
        choices = [(GRANTED, "交付する")]
        choices += [(reason, f"交付しない({_LABELS[reason]})") for reason in REASONS_OF_A_CHANGE]
        self.fields["outcome"] = forms.ChoiceField(
            label="決定",
            widget=forms.RadioSelect,
            choices=choices,
            error_messages={"required": "決定を選んでください。"},
        )
        self.costs = costs
        for cost in costs:
            self.fields[f"allowed_{cost.line}"] = YenField(label=f"No.{cost.line} 査定額", required=False)
            self.fields[f"why_{cost.line}"] = LineField(
                label=f"No.{cost.line} 理由", longest=_LONGEST_NOTE, required=False
            )

    def clean(self) -> dict[str, Any]:
        """A cut says why, and leaves no more than was allowed."""
        for cost in self.costs:
            self._check_line(cost)
        return self.cleaned_data

    def _check_line(self, cost: JudgedCost) -> None:
        name, why = f"allowed_{cost.line}", f"why_{cost.line}"
        allowed = self.cleaned_data.get(name)
        if allowed is None:
            return
        if allowed > cost.allowed:
            self.add_error(name, f"対象と判定された{cost.allowed:,}円以下で入力してください。")
        if allowed < cost.allowed and not self.cleaned_data.get(why) and why not in self.errors:
            self.add_error(why, "査定の理由を入力してください。別紙に印刷し、申請者に伝えます。")

    @property
    def line_rows(self) -> list[dict[str, Any]]:
        """The two fields of each line beside its figures."""
        return [
            {"cost": cost, "allowed": self[f"allowed_{cost.line}"], "why": self[f"why_{cost.line}"]}
            for cost in self.costs
        ]

    @property
    def entry(self) -> DecisionEntry:
        """The decision as typed."""
        given = self.cleaned_data
        is_grant = given["outcome"] == GRANTED
        return DecisionEntry(
            outcome=GRANTED if is_grant else REFUSED,
            reason="" if is_grant else given["outcome"],
            amount=given["amount"],
            cuts=tuple(self._cuts()),
            reduction_note=given["reduction_note"],
            extra_conditions=given["extra_conditions"],
            floor_lifted_because=given["floor_lifted_because"],
        )

    def _cuts(self) -> list[Cut]:
        given = self.cleaned_data
        typed = [(cost, given[f"allowed_{cost.line}"], given[f"why_{cost.line}"]) for cost in self.costs]
        return [
            Cut(cost.line, allowed, why)
            for cost, allowed, why in typed
            if allowed is not None and allowed < cost.allowed
        ]


def _kept(decision: GrantDecision) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "outcome": decision.reason or GRANTED,
        "amount": decision.decided_amount or None,
        "reduction_note": decision.reduction_note,
        "extra_conditions": decision.extra_conditions,
        "floor_lifted_because": decision.floor_lifted_because,
        "version": decision.version,
    }
    for cut in decision.cuts:
        kept |= {f"allowed_{cut['line']}": cut["allowed"], f"why_{cut['line']}": cut["because"]}
    return kept


class DayForm(PlainForm):
    """The day of the decision."""

    decided_on = DayField(label="決定日", help_text="通知書の日付になります。発注できるのは、この日の翌日からです。")

    @property
    def day(self) -> date:
        """The day as typed."""
        on: date = self.cleaned_data["decided_on"]
        return on


class BecauseForm(PlainForm):
    """Why something is done."""

    because = ReasonField(label="理由")


class ReissueForm(PlainForm):
    """Why a letter is replaced, in words that the applicant reads."""

    because = LineField(
        label="差し替えの理由", longest=_LONGEST_NOTE, help_text="申請者へのメールと、交付決定後のページに出ます。"
    )


class PromoteForm(PlainForm):
    """Which file of the reserve is promoted, with which amount, and why."""

    case = forms.UUIDField(widget=forms.HiddenInput)
    amount = YenField(label="決定額", required=False, help_text="空欄のときは、申請額までの最も大きい額です。")
    because = ReasonField(label="繰り上げる理由", help_text="この決定の履歴に残ります。")
