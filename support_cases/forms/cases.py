"""What moves a case on: a reason, a reading with its evidence, a partner, a handover."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import Organisation, User
from support_cases.forms.entries import DayField, LineField, PickField, ProseField, SupportForm
from support_cases.rules.scales import MEASURES, Scale

_REASON = 400


class ReasonForm(SupportForm):
    """Why a move is made; asked for where the table says so."""

    because = ProseField(label="理由", longest=_REASON, rows=3, help_text="履歴に残ります。")


class ReadingForm(SupportForm):
    """One reading on one scale."""

    value = PickField(label="段階")
    read_on = DayField(label="判定した日")
    evidence = ProseField(label="根拠", help_text="見たもの、聞いたことを書きます。例:受注の8割がFAXで届く。")

    def __init__(self, scale: Scale, today: date, former: int | None, data: Any = None) -> None:
        super().__init__(data, initial={"read_on": today, "value": former})
        self.today, self.scale, self.former = today, scale, former
        self.fields["value"] = PickField(label="段階", choices=list(MEASURES[scale].steps.items()))
        if scale is Scale.PROCESS_PHASE:
            self.fields["because"] = ProseField(
                label="前の段階に戻した理由",
                longest=_REASON,
                rows=2,
                required=False,
                help_text="戻すときだけ書きます。",
            )

    def clean(self) -> dict[str, Any]:
        """A day that has not come is no reading; a step back on the process says why."""
        given = super().clean() or {}
        if given.get("read_on") and given["read_on"] > self.today:
            self.add_error("read_on", "今日か過ぎた日にしてください。")
        goes_back = self.former is not None and given.get("value") and int(given["value"]) < self.former
        if self.scale is Scale.PROCESS_PHASE and goes_back and not given.get("because"):
            self.add_error("because", "前の段階に戻すときは、理由を入力してください。")
        return given


class PartnerForm(SupportForm):
    """An institution that joins."""

    institution = forms.ModelChoiceField(
        label="連携機関",
        queryset=Organisation.objects.none(),
        empty_label="選んでください",
        error_messages={"required": "選んでください。"},
    )
    role = LineField(label="役割", longest=100, help_text="例:補助金の相談、システムの選定")
    starts_on = DayField(label="いつから")

    def __init__(self, institutions: Any, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"starts_on": today})
        self.fields["institution"].queryset = institutions  # type: ignore[attr-defined]


class HandoverForm(SupportForm):
    """The note that goes along with a case."""

    to_advisor = forms.ModelChoiceField(
        label="次の担当者",
        queryset=User.objects.none(),
        empty_label="選んでください",
        error_messages={"required": "選んでください。"},
    )
    standing = ProseField(label="今の状況", help_text="どこまで進み、何が止まっているかを書きます。")
    promised = ProseField(label="約束していること", required=False, rows=3)
    mind = ProseField(label="気を付けること(自機関だけ)", required=False, rows=3)

    def __init__(self, advisors: Any, data: Any = None, *, is_transfer: bool = False) -> None:
        super().__init__(data)
        self.fields["to_advisor"].queryset = advisors  # type: ignore[attr-defined]
        if is_transfer:
            del self.fields["mind"]
            self.fields["because"] = ProseField(label="移す理由", longest=_REASON, rows=2)
