"""Finding a company in the register, and making one company of two entries."""

from typing import Any

from django import forms

from accounts.forms.wording import Worded, words
from accounts.rules.merging import MERGING_LABELS, MergingKind
from kernel.entry import EntryError, clean_prose


class CompanySearchForm(Worded):
    """Words of a name or of an address, a 法人番号 or a telephone."""

    LABELS = words(q="会社を探す")
    SUPPORT = words(q="名称、法人番号、所在地、電話番号のどれか。全角と半角、株式会社の有無は区別しません。")

    q = forms.CharField(max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"}))


class MergingForm(Worded):
    """On what ground, why, and that the company was asked: nothing takes it back."""

    LABELS = words(
        kind="統合する事情",
        because="理由",
        is_asked="両方の登録の方に、統合してよいことを確かめました。統合は元に戻せないことを知っています。",
    )
    SUPPORT = words(
        because="だれに、どのように確かめたかを書いてください。記録に残ります。会社へのメールには載りません。"
    )

    field_order = ("kind", "because", "is_asked", "seen")

    because = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    is_asked = forms.BooleanField()
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: tuple[MergingKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, MERGING_LABELS[each]) for each in kinds]
        kind = forms.ChoiceField(label=self.LABELS["kind"], choices=choices, widget=forms.RadioSelect)
        kind.error_messages["required"] = "選んでください。"
        self.fields["kind"] = kind
        self.order_fields(self.field_order)
        self.fields["is_asked"].error_messages["required"] = "会社に確かめてから、印を付けてください。"

    def clean_because(self) -> str:
        """Keep lines, refuse what is no text."""
        try:
            return clean_prose(self.cleaned_data["because"])
        except EntryError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def what_was_confirmed(self) -> dict[str, Any]:
        """The ground, the reason, and the state of things that was on the page, as the verb takes them."""
        said = self.cleaned_data
        return {"kind": MergingKind(said["kind"]), "because": said["because"], "seen": said["seen"]}
