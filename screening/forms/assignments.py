"""Which files for which reviewers, by hand."""

from collections.abc import Iterable
from uuid import UUID

from django import forms

from screening.forms.fields import PlainForm

_NONE_CHOSEN = "1つ以上選んでください。"
_WRONG = "表示されている中から選んでください。"


class PairsForm(PlainForm):
    """Several files and several reviewers: every chosen file goes to every chosen reviewer."""

    cases = forms.MultipleChoiceField(
        label="申請",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": f"申請を{_NONE_CHOSEN}", "invalid_choice": _WRONG},
    )
    reviewers = forms.MultipleChoiceField(
        label="審査員",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": f"審査員を{_NONE_CHOSEN}", "invalid_choice": _WRONG},
    )

    def __init__(self, *args: object, cases: Iterable[UUID], reviewers: Iterable[UUID], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, keys in (("cases", cases), ("reviewers", reviewers)):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = [(str(key), str(key)) for key in keys]

    @property
    def pairs(self) -> list[tuple[UUID, UUID]]:
        """Every chosen file with every chosen reviewer."""
        return [
            (UUID(case), UUID(reviewer))
            for case in self.cleaned_data["cases"]
            for reviewer in self.cleaned_data["reviewers"]
        ]
