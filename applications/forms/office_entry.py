"""A file that came by post or through the other desk: whose it is, for which call, and when it arrived."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from accounts.services.organisations import company_with
from applications.forms.entries import is_empty, read_entry
from applications.forms.fields import DayField, LineField, PickField
from applications.forms.office_moves import ReasonField
from applications.models.application import CHANNEL_LABELS
from applications.policies import OWN_CHANNEL
from applications.rules.section_shapes.asking import LONGEST_NAME
from applications.selectors import current_revisions, terms_in_force
from kernel.calendar import moment
from kernel.identifiers import parse_corporate_number
from kernel.width import fold_code

_AT_A_MOMENT = "jgrants"
_ENTERED = tuple((key, label) for key, label in CHANNEL_LABELS if key != OWN_CHANNEL)


class CorporateNumberField(LineField):
    """法人番号 with its check digit, or nothing."""

    def to_python(self, value: Any) -> str:
        """Return the thirteen digits."""
        text = super().to_python(value)
        return str(read_entry(text, parse_corporate_number)) if text else ""


class ClockField(forms.Field):
    """A time of the day, 14:05, in either width."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> time | None:
        """Return the time, or None."""
        if is_empty(value):
            return None
        try:
            return time.fromisoformat(fold_code(str(value)).zfill(5))
        except ValueError as error:
            raise ValidationError("時刻は「14:05」の形で入力してください。", code="clock") from error


class EntryForm(forms.Form):
    """What is known of a file before it is typed in."""

    use_required_attribute = False

    # Made with the form, so that a form sent twice begins one entry.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    call = PickField(label="公募")
    channel = PickField(label="届いた方法", choices=_ENTERED)
    received_on = DayField(
        label="収受日", help_text="封筒や受付の記録にある、届いた日です。期限は、この日で判定します。"
    )
    arrived_clock = ClockField(label="届いた時刻", required=False, help_text="Jグランツのときだけ入力します。例:14:05")
    corporate_number = CorporateNumberField(
        label="法人番号", longest=40, required=False, help_text="13桁です。個人事業主のときは空欄にします。"
    )
    name = LineField(label="申請者の名称", longest=LONGEST_NAME, help_text="登録がまだのときは、この名称で登録します。")
    because = ReasonField(label="代行入力の理由", help_text="例:簡易書留で届いたため。履歴に残ります。")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.label_suffix = ""
        calls = [(each.call_id, terms_in_force(each).title) for each in current_revisions()]
        self.fields["call"] = PickField(label="公募", choices=calls, initial=calls[0][0] if len(calls) == 1 else None)

    def clean(self) -> dict[str, Any]:
        """The other desk names the moment, the post only the day."""
        given = self.cleaned_data
        known = company_with(given["corporate_number"]) if given.get("corporate_number") else None
        # The number stands in the register under another name: one of the two was misread.
        if known is not None and "name" in given and _folded(known.name) != _folded(given["name"]):
            self.add_error("name", f"この法人番号は「{known.name}」で登録されています。番号か名称を確かめてください。")
        if given.get("channel") == _AT_A_MOMENT and not given.get("arrived_clock") and "arrived_clock" in given:
            self.add_error("arrived_clock", "届いた時刻を入力してください。")
        return given

    @property
    def received_on_day(self) -> date:
        """The day of arrival."""
        return date.fromisoformat(self.cleaned_data["received_on"])

    @property
    def arrived_at(self) -> datetime | None:
        """The moment of arrival at the other desk."""
        if self.cleaned_data["channel"] != _AT_A_MOMENT:
            return None
        return moment(self.received_on_day, self.cleaned_data["arrived_clock"])


def _folded(name: str) -> str:
    return "".join(name.split())
