"""What a reviewer declares about a file, and why the office makes an exception."""

from typing import Any, cast

from django import forms

from screening.forms.fields import PlainForm, ReasonField
from screening.models.assignment import CLEAR, CONFLICT_LABELS


class DeclarationForm(PlainForm):
    """No conflict, or one of a kind with its circumstances. Where a conflict was found, `none` is not offered."""

    kind = forms.ChoiceField(
        label="この申請との関係",
        widget=forms.RadioSelect,
        error_messages={
            "required": "どれか一つを選んでください。",
            "invalid_choice": "表示されている中から選んでください。",
        },
    )
    because = ReasonField(
        label="事情",
        required=False,
        help_text="関係がある・審査できないときに、分かる範囲で書いてください。事務局だけが読みます。",
    )

    def __init__(self, *args: Any, may_be_clear: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [pair for pair in CONFLICT_LABELS if may_be_clear or pair[0] != CLEAR]
        cast(forms.ChoiceField, self.fields["kind"]).choices = offered

    def clean(self) -> dict[str, Any]:
        """Whatever keeps a reviewer from a file has circumstances."""
        entered = self.cleaned_data
        if entered.get("kind") not in (None, CLEAR) and not entered.get("because"):
            self.add_error("because", "関係がある・審査できないときは、事情を入力してください。")
        return entered


class BecauseForm(PlainForm):
    """Why the office does something that is kept with its reason."""

    because = ReasonField(label="理由", help_text="あなたの名前と一緒に履歴に残ります。申請者と審査員には示しません。")
