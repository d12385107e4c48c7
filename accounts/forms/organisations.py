"""Registering a company, and changing what it says of itself."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from django import forms

from accounts.forms.wording import Worded, names_as_written, words
from accounts.rules.particulars import CompanyDetails, Particulars
from accounts.rules.roles import KIND_LABELS, OrganisationKind
from kernel.entry import EntryError
from kernel.identifiers import parse_corporate_number, parse_phone, parse_postal_code
from kernel.municipalities import MUNICIPALITIES

_NOTHING_CHOSEN = ("", "選んでください")


class DetailsForm(Worded):
    """What a company may change of itself."""

    LABELS = words(
        name="会社の名称",
        name_kana="会社の名称(フリガナ)",
        postal_code="郵便番号",
        municipality_code="市町村",
        address="本社・主たる事務所の所在地",
        telephone="電話番号",
    )
    SUPPORT = words(
        name="登記のとおりに入力してください(例: 株式会社○○)。個人事業主の方は、屋号か氏名を入力してください。",
        municipality_code="県内の本社・主たる事務所がある市町村です。県内にないときは、県内の事業所がある市町村を選んでください。",
        address="登記のとおりに、都道府県から入力してください。",
        telephone="市外局番から入力してください。",
    )

    name = forms.CharField(
        max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"}), validators=[names_as_written]
    )
    name_kana = forms.CharField(max_length=200, validators=[names_as_written])
    postal_code = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "postal-code"}))
    municipality_code = forms.ChoiceField(choices=lambda: [_NOTHING_CHOSEN, *MUNICIPALITIES.items()])
    address = forms.CharField(
        max_length=300, widget=forms.TextInput(attrs={"autocomplete": "street-address"}), validators=[names_as_written]
    )
    telephone = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "tel-national"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality_code"].error_messages["required"] = "市町村を選んでください。"

    def clean_postal_code(self) -> str:
        """Read it in either width."""
        return _read(parse_postal_code, self.cleaned_data["postal_code"])

    def clean_telephone(self) -> str:
        """Read it in either width."""
        return _read(lambda text: parse_phone(text).text, self.cleaned_data["telephone"])

    def details(self) -> CompanyDetails:
        """What was entered, as the verb takes it."""
        return CompanyDetails(**{field.name: self.cleaned_data[field.name] for field in fields(CompanyDetails)})


class CompanyForm(DetailsForm):
    """What we need to know one company from another; the rest is asked with the application."""

    LABELS = words(corporate_number="法人番号", has_no_number="法人番号がない(個人事業主)", **DetailsForm.LABELS)
    SUPPORT = words(
        corporate_number="13桁の数字です。国税庁の法人番号公表サイトで確かめられます。登録したあとは変えられません。",
        **DetailsForm.SUPPORT,
    )
    field_order = ("corporate_number", "has_no_number")

    corporate_number = forms.CharField(max_length=60, required=False)
    has_no_number = forms.BooleanField(required=False)

    def clean_corporate_number(self) -> str:
        """Check the digit that checks the others; whether there is one at all is asked beside it."""
        number = self.cleaned_data["corporate_number"]
        return _read(parse_corporate_number, number) if number.strip() else ""

    def clean(self) -> dict[str, Any]:
        """A company has a number; a person in business has none, and says so."""
        entered = self.cleaned_data
        if entered.get("corporate_number") and entered.get("has_no_number"):
            self.add_error("has_no_number", "法人番号を入力したときは、選ばないでください。")
        if entered.get("corporate_number") == "" and not entered.get("has_no_number"):
            self.add_error("corporate_number", "法人番号を入力してください。個人事業主の方は、下の欄を選んでください。")
        return entered

    def particulars(self) -> Particulars:
        """What was entered, as the verb takes it."""
        return Particulars(corporate_number=self.cleaned_data["corporate_number"], **asdict(self.details()))


class OfficeForm(Worded):
    """An institution, a panel or an authority."""

    LABELS = words(kind="種類", name="名称")
    SUPPORT = words(name="通知や一覧に出る名称です。")
    KINDS = (OrganisationKind.INSTITUTION, OrganisationKind.PANEL, OrganisationKind.AUTHORITY)

    kind = forms.ChoiceField(choices=[(kind.value, KIND_LABELS[kind]) for kind in KINDS], widget=forms.RadioSelect)
    name = forms.CharField(max_length=200, validators=[names_as_written])

    def chosen_kind(self) -> OrganisationKind:
        """The chosen kind."""
        return OrganisationKind(self.cleaned_data["kind"])

    def particulars(self) -> Particulars:
        """What was entered, as the verb takes it."""
        return Particulars(name=self.cleaned_data["name"])


def _read(parse: Callable[[str], Any], text: str) -> str:
    try:
        return str(parse(text))
    except EntryError as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
