"""Signing in and up, and passwords."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from django import forms

from accounts.forms.wording import Worded, names_as_written, words
from accounts.rules.demonstration import SHARED, is_of_demonstration

_NEW_RULE = "12文字以上で、ほかで使っていないものにしてください。"
_NEW_PASSWORD = words(password1="新しいパスワード", password2="新しいパスワード(もう一度)")


class SignInForm(Worded, LoginForm):
    """E-mail and password."""

    LABELS = words(login="メールアドレス", password="パスワード")


class SignUpForm(Worded, SignupForm):
    """A person, before any company: the address must be proven first, or anybody could occupy a company's number."""

    LABELS = words(name="氏名", email="メールアドレス", password1="パスワード")
    SUPPORT = words(
        name="担当者ご本人の氏名です。",
        email="確認のメールを送ります。会社のメールアドレスをお勧めします。",
        password1=_NEW_RULE,
    )
    field_order = ("name", "email", "password1")

    name = forms.CharField(
        max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}), validators=[names_as_written]
    )


class AskForResetForm(Worded, ResetPasswordForm):
    """Where to send the letter."""

    LABELS = words(email="メールアドレス")
    SUPPORT = words(email="登録したメールアドレスです。")


class _OwnPassword(forms.Form):
    """Refuses to change what everybody who looks at the demonstration signs in with."""

    def clean(self) -> dict[str, Any] | None:
        """Ask whose it is."""
        if is_of_demonstration(self.user.email):  # type: ignore[attr-defined]
            raise forms.ValidationError(SHARED)
        return super().clean()


class ResetForm(Worded, _OwnPassword, ResetPasswordKeyForm):
    """A new password, by letter."""

    LABELS = _NEW_PASSWORD
    SUPPORT = words(password1=_NEW_RULE)


class PasswordForm(Worded, _OwnPassword, ChangePasswordForm):
    """A new password for the old one."""

    LABELS = words(oldpassword="いまのパスワード", **_NEW_PASSWORD)
    SUPPORT = words(password1=_NEW_RULE)


class FirstPasswordForm(Worded, SetPasswordForm):
    """A password for a person who has none."""

    LABELS = _NEW_PASSWORD
    SUPPORT = words(password1=_NEW_RULE)


class AgainForm(Worded, ReauthenticateForm):
    """The password once more, before something that an unattended screen must not allow."""

    LABELS = words(password="パスワード")
