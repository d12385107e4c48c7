"""Why an applicant takes back what was sent."""

from typing import Any

from django import forms

from applications.forms.office_moves import ReasonField


class WithdrawalForm(forms.Form):
    """The reason, which the office reads; the file stays as it was sent."""

    use_required_attribute = False

    because = ReasonField(
        label="取り下げる理由", help_text="例:計画を見直すため。事務局へのお知らせと、この申請の履歴に残ります。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
