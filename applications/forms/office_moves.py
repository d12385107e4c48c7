"""What the office types when it decides: a reason, and on what a rule leaves to a person, the decision."""

from typing import Any

from django import forms

from applications.forms.entries import is_empty, read_prose, refuse_paste
from applications.forms.fields import PickField
from applications.rules.section_shapes.asking import LONGEST_REASON
from kernel.verdict import Outcome

SEND_AGAIN, CLOSE = "send", "close"
_OUTCOMES = ((Outcome.MET.value, "満たす"), (Outcome.UNMET.value, "満たさない"))


class ReasonField(forms.Field):
    """A reason in a few lines, kept as typed."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": "理由を入力してください。"}, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text; refuse what cannot be kept or printed."""
        refuse_paste(value)
        return "" if is_empty(value) else read_prose(str(value), longest=LONGEST_REASON)


class ReasonForm(forms.Form):
    """Why a move is made."""

    use_required_attribute = False

    because = ReasonField(label="理由", help_text="申請者へのメールと、この申請の履歴にそのまま残ります。")


class LostMailForm(forms.Form):
    """What becomes of a mail that may not have arrived, and why."""

    use_required_attribute = False

    act = PickField(
        label="このメールの扱い",
        choices=(
            (SEND_AGAIN, "もう一度送る"),
            (CLOSE, "送らずに済みにする(届いていた、または電話や郵便でお知らせした)"),
        ),
    )
    because = ReasonField(
        label="理由", help_text="例:電話で届いていないことを確かめたため。あなたの名前と一緒に履歴に残ります。"
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.label_suffix = ""


class ResolveForm(forms.Form):
    """How a person decides what the rules left open."""

    use_required_attribute = False

    rule = forms.CharField(max_length=10, widget=forms.HiddenInput)
    line = forms.IntegerField(min_value=0, max_value=999, widget=forms.HiddenInput)
    outcome = PickField(label="判断", choices=_OUTCOMES)
    because = ReasonField(label="理由", help_text="あなたの名前と一緒に履歴に残ります。")

    def __init__(self, data: Any = None, *, rule: str = "", line: int = 0) -> None:
        given = {"rule": rule, "line": line} if data is None else {"rule": data.get("rule"), "line": data.get("line")}
        # Django fills the name of the field into it: a percent sign that came with the request must not stand there.
        place = f"{given['rule']}_{given['line']}".replace("%", "")
        super().__init__(data, initial=given, auto_id=f"id_{place}_%s")
        self.label_suffix = ""

    @property
    def place(self) -> tuple[str, str]:
        """The rule and the line it is about, as they came."""
        return str(self["rule"].value()), str(self["line"].value())
