"""The words that a reviewer seeks published stories by; the address keeps them."""

from django import forms

from screening.forms.fields import PlainForm

LONGEST_QUERY = 100


class StorySearch(PlainForm):
    """One line of words."""

    q = forms.CharField(
        label="探す言葉",
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text="空白で区切ると、すべての言葉を含むものを探します。",
        error_messages={"max_length": f"{LONGEST_QUERY}字以内で入力してください。"},
    )
