"""What a person changes of oneself."""

from typing import Any

from django import forms

from accounts.forms.wording import Worded, names_as_written, words
from accounts.models.user import folded_email


class NameForm(Worded):
    """The person's name."""

    LABELS = words(name="氏名")
    SUPPORT = words(name="仲間の一覧と、これからの記録に出ます。これまでの記録は元の氏名のまま残ります。")

    name = forms.CharField(
        max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}), validators=[names_as_written]
    )


class EmailForm(Worded):
    """The address to change to."""

    LABELS = words(email="新しいメールアドレス")
    SUPPORT = words(email="このアドレスに確認のメールを送ります。リンクを開くまでは、いまのアドレスのままです。")

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        self.current = current
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """Read it as it will be kept; the same one is no change."""
        email = folded_email(self.cleaned_data["email"])
        if email == self.current:
            raise forms.ValidationError("いまと同じです。別のメールアドレスを入力してください。")
        return email
