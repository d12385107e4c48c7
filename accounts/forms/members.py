"""Inviting people, and what they may do."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms.wording import Worded, names_as_written, words
from accounts.models import User
from accounts.rules.roles import GRADED_ROLES, RIGHT_LABELS, ROLE_LABELS, VIEW_ONLY, Right, Role

GRADES = (Right.EDIT, Right.SUBMIT, Right.FINANCE)


class RightsForm(Worded):
    """What a colleague may do, beyond looking."""

    LABELS = words(rights="できること")
    SUPPORT = words(rights="何も選ばないと「見るだけ」になります。自分にない権限は渡せません。")

    rights = forms.MultipleChoiceField(
        required=False,
        choices=[(right.value, RIGHT_LABELS[right]) for right in GRADES],
        widget=forms.CheckboxSelectMultiple,
    )

    def chosen_rights(self) -> frozenset[Right]:
        """The ticked rights, with the one that everybody has."""
        return VIEW_ONLY | {Right(each) for each in self.cleaned_data["rights"]}


class InvitationForm(Worded):
    """Whom to invite, into which role."""

    LABELS = words(email="招待する人のメールアドレス", role="役割", rights="できること")
    SUPPORT = words(
        email="このアドレスに招待のメールを送ります。",
        rights="何も選ばないと「見るだけ」になります。自分にない権限は渡せません。",
    )

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        self.roles = roles
        super().__init__(*args, **kwargs)
        self._ask_for_role()
        self._ask_for_rights()

    def _ask_for_role(self) -> None:
        if len(self.roles) > 1:
            choices = [(role.value, ROLE_LABELS[role]) for role in self.roles]
            self.fields["role"] = forms.ChoiceField(
                label=self.LABELS["role"], choices=choices, widget=forms.RadioSelect
            )

    def _ask_for_rights(self) -> None:
        if GRADED_ROLES.issuperset(self.roles):
            self.fields["rights"] = forms.MultipleChoiceField(
                label=self.LABELS["rights"],
                help_text=self.SUPPORT["rights"],
                required=False,
                choices=[(right.value, RIGHT_LABELS[right]) for right in GRADES],
                widget=forms.CheckboxSelectMultiple,
            )

    def chosen_role(self) -> Role:
        """The chosen role, or the only one there is."""
        return Role(self.cleaned_data.get("role", self.roles[0]))

    def chosen_rights(self) -> frozenset[Right]:
        """The ticked rights; none where the role alone decides."""
        ticked = frozenset(Right(each) for each in self.cleaned_data.get("rights", ()))
        return ticked | VIEW_ONLY if "rights" in self.fields else ticked


class NewcomerForm(Worded):
    """What an invited person without a sign-in adds to the address that is already proven."""

    LABELS = words(name="氏名", password="パスワード")
    SUPPORT = words(password="12文字以上で、ほかで使っていないものにしてください。")

    name = forms.CharField(
        max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}), validators=[names_as_written]
    )
    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Hold the password against the house's rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password
