"""The declaration with which an application is sent."""

from uuid import UUID

from django import forms


class DeclarationForm(forms.Form):
    """One box to tick; the key of the draft goes along, so that a second press sends nothing twice."""

    use_required_attribute = False

    submission_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "確認の画面を開き直して、もう一度提出してください。",
            "invalid": "確認の画面を開き直して、もう一度提出してください。",
        },
    )
    declares = forms.BooleanField(
        label="募集要領に従うこと、書いた内容が事実と相違ないことを確かめました",
        error_messages={"required": "内容を確かめて、印を付けてください。"},
    )

    @property
    def key(self) -> UUID:
        """The key of the draft that the page showed."""
        found: UUID = self.cleaned_data["submission_key"]
        return found
