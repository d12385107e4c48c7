"""What institutions and advisors fill in about themselves. Lists are typed one to a line."""

from typing import Any

from django import forms

from kernel.municipalities import MUNICIPALITIES
from support_cases.forms.entries import DayField, LineField, PickField, ProseField, SupportForm
from support_cases.rules.institutions import KINDS
from support_cases.rules.skills import skill_standard

_LONGEST_ENTRY = 60
_MOST_ENTRIES = 20
_MOST_DAYS = 365


class LinesField(ProseField):
    """Several short entries, one to a line; blank lines and repetitions are dropped."""

    def prepare_value(self, value: Any) -> Any:
        """Show a kept list one to a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Return the entries."""
        entries = list(dict.fromkeys(line.strip() for line in str(super().clean(value)).splitlines() if line.strip()))
        if len(entries) > _MOST_ENTRIES or any(len(each) > _LONGEST_ENTRY for each in entries):
            raise forms.ValidationError(f"1行を{_LONGEST_ENTRY}字以内、{_MOST_ENTRIES}行以内にしてください。")
        return entries


def _days(label: str, help_text: str) -> forms.IntegerField:
    wrong = {
        "required": "入力してください。",
        "invalid": "数字で入力してください。",
        "min_value": "1日以上にしてください。",
        "max_value": f"{_MOST_DAYS}日以内にしてください。",
    }
    widget = forms.TextInput({"inputmode": "numeric", "class": "control control--short"})
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=1, max_value=_MOST_DAYS, widget=widget, error_messages=wrong
    )


class InstitutionForm(SupportForm):
    """An institution's profile."""

    kind = PickField(label="種別", choices=[(key, kind.label) for key, kind in KINDS.items()])
    strengths = LinesField(label="得意なこと", help_text="1行に1つずつ入力してください。", required=False)
    services = LinesField(label="支援の内容", help_text="1行に1つずつ入力してください。", required=False)
    municipalities = forms.MultipleChoiceField(
        label="対応する市町村",
        help_text="選ばなければ、県内全域として扱います。",
        required=False,
        choices=list(MUNICIPALITIES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "表示されている中から選んでください。"},
    )
    introduction = ProseField(label="紹介文", required=False)
    is_certified = forms.BooleanField(label="認定支援機関である", required=False)
    approves_records = forms.BooleanField(label="支援の記録に、上司の承認を求める", required=False)
    record_within_days = _days("記録の期限", "支援した日から何日以内に記録するかを決めます。")
    silent_after_days = _days("連絡なしの目安", "この日数のあいだ連絡がない企業を、一覧で知らせます。")
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AdvisorForm(SupportForm):
    """An advisor's own profile."""

    qualifications = LinesField(
        label="資格",
        help_text="1行に1つずつ入力してください(例: " + "、".join(skill_standard().qualifications[:4]) + ")。",
        required=False,
    )
    introduction = ProseField(label="自己紹介", required=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class TrainingForm(SupportForm):
    """One finished training."""

    name = LineField(label="研修・試験の名前", longest=100)
    finished_on = DayField(label="終えた日")
    hours = forms.DecimalField(
        label="時間(分かれば)",
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal", "class": "control control--short"}),
        error_messages={
            "invalid": "「1.5」のように数字で入力してください。",
            "max_decimal_places": "小数は1桁までにしてください。",
            "max_digits": "数字が大きすぎます。",
            "max_whole_digits": "数字が大きすぎます。",
            "min_value": "0以上にしてください。",
        },
    )
    note = LineField(label="メモ", longest=200, required=False)
