"""What is typed of an article or a service, and what the list is narrowed by."""

from typing import Any

from django import forms

from applications.rules.jsic import DIVISIONS
from support_cases.forms.entries import LineField, PickField, ProseField, SupportForm
from support_cases.models.knowledge import ARTICLE_KINDS, CIRCLES

SIZES = ("5人以下", "6–20人", "21–50人", "51–100人", "101人以上")
_EVERY = (("", "すべて"),)
_NOT_SAID = (("", "決めない"),)
_SIZES = tuple((each, each) for each in SIZES)
_DIVISIONS = tuple(DIVISIONS.items())
_MOST_TAGS, _LONGEST_TAG = 10, 20


class KnowledgeFilters(SupportForm):
    """Words and marks of articles; the address keeps them."""

    q = forms.CharField(
        label="探す言葉", max_length=100, required=False, help_text="空白で区切ると、すべての言葉を含むものを探します。"
    )
    kind = forms.ChoiceField(label="種類", choices=_EVERY + ARTICLE_KINDS, required=False)
    industry = forms.ChoiceField(label="業種", choices=_EVERY + _DIVISIONS, required=False)
    size = forms.ChoiceField(label="従業員の数", choices=_EVERY + _SIZES, required=False)


class ArticleForm(SupportForm):
    """One article."""

    kind = PickField(label="種類", choices=ARTICLE_KINDS)
    title = LineField(label="題名", longest=100)
    industry = forms.ChoiceField(label="業種", choices=_NOT_SAID + _DIVISIONS, required=False)
    size = forms.ChoiceField(label="従業員の数", choices=_NOT_SAID + _SIZES, required=False)
    challenge = ProseField(label="課題", required=False)
    approach = ProseField(label="取組", required=False)
    effect = ProseField(label="効果", required=False)
    lesson = ProseField(label="学んだこと", required=False)
    tags = LineField(
        label="言葉",
        longest=220,
        required=False,
        help_text="探すときの手がかりを、読点か空白で区切って10個まで入力してください。",
    )
    circle = PickField(label="見せる範囲", choices=CIRCLES)

    def clean_tags(self) -> list[str]:
        """The tags, each once."""
        words = [each for each in self.cleaned_data["tags"].replace("、", " ").split() if each]
        if len(words) > _MOST_TAGS or any(len(each) > _LONGEST_TAG for each in words):
            raise forms.ValidationError("20字までの言葉を10個までにしてください。")
        return list(dict.fromkeys(words))

    @staticmethod
    def shown(article: Any) -> dict[str, Any]:
        """What the form begins with for a kept article."""
        names = ("kind", "title", "industry", "size", "challenge", "approach", "effect", "lesson", "circle")
        return {name: getattr(article, name) for name in names} | {"tags": "、".join(article.tags)}


class ServiceForm(SupportForm):
    """One service of the catalogue."""

    name = LineField(label="サービスの名前", longest=100)
    provider = LineField(label="提供する会社", longest=100)
    relieves = LineField(label="楽になる仕事", longest=200)
    cost = LineField(label="費用の目安", longest=100, required=False)
    website = forms.URLField(
        label="ウェブサイト",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "「https://」から始まるアドレスを入力してください。"},
    )
    is_offered = forms.BooleanField(label="一覧に載せる", required=False, initial=True)
