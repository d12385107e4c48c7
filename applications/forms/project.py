"""Questions about the project: advice before applying, its end, the way in, and the call's own questions."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from applications.forms.fields import ChoiceText, DayField, LineField, PickField, WholeNumberField, YesNoField
from applications.forms.questions import Answers, Asking, QuestionForm, SingleQuestionForm
from applications.rules.channels import ways_in
from applications.rules.sentences import word_of
from applications.rules.shapes import LARGEST_YEN
from applications.rules.terms.sections import Question
from applications.rules.words import say


class ConsultationForm(QuestionForm):
    """The advice that must be sought before applying (R-007)."""

    _FACT = "project.consulted_at"

    def __init__(self, data: QueryDict | None, asking: Asking) -> None:
        self.heading = f"{asking.terms.grantor.consultation_desk}への事前相談は、済みましたか"
        super().__init__(data, asking)

    def make_fields(self) -> dict[str, forms.Field]:
        """Return whether, and when."""
        consulted = self.known(self._FACT)
        return {
            "done": YesNoField(
                label="事前相談",
                yes="済んだ",
                no="まだ(予約だけの場合を含む)",
                initial=bool(consulted) if self._FACT in self.asking.known else None,
            ),
            "day": DayField(
                label="相談した日",
                help_text="「済んだ」のときに入力します。年は「2025」か「令和7」のように入力します。",
                required=False,
                initial=str(consulted)[:10] if consulted else None,
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a consultation without its day, or with a day that is still to come."""
        day = self.cleaned_data.get("day")
        if self.cleaned_data.get("done") and not day and "day" not in self.errors:
            self.add_error("day", "相談した日を入力してください。")
        if day and date.fromisoformat(day) > self.asking.on:
            self.add_error("day", "きょうまでの日付を入力してください。これから相談するときは「まだ」を選びます。")
        return self.cleaned_data

    def answers(self) -> Answers:
        """Return the day's first moment in Tokyo; None says outright that there was no consultation."""
        is_done, day = self.cleaned_data["done"], self.cleaned_data["day"]
        return {self._FACT: f"{day}T00:00:00+09:00" if is_done else None}


class EndForm(SingleQuestionForm):
    """The last day of the project (R-053)."""

    fact = "project.ends_on"

    def make_field(self) -> forms.Field:
        """Return a day."""
        latest = word_of(self.asking.terms.period.ends_by)
        return DayField(
            label="事業は、いつ終わる予定ですか",
            help_text=(
                f"導入から支払いまで、すべてが終わる日です。いちばん遅くて{latest}です。"
                "年は「2025」か「令和7」のように入力します。"
            ),
        )


class ChannelForm(SingleQuestionForm):
    """The way in (R-004)."""

    fact = "channel"

    def make_field(self) -> forms.Field:
        """Return the ways that the call names, each with its note."""
        terms = self.asking.terms
        ways = [(way.key, ChoiceText(way.label, hint=say(way.note, terms))) for way in ways_in(terms)]
        return PickField(label="どの方法で申請する予定ですか", choices=ways)


class OwnQuestionForm(SingleQuestionForm):
    """A question of this call alone."""

    _LONGEST = 200

    def __init__(self, data: QueryDict | None, asking: Asking, *, question: Question) -> None:
        self.question = question
        self.fact = f"extra.{question.key}"
        super().__init__(data, asking)

    def make_field(self) -> forms.Field:
        """Return the field of the question's kind."""
        asked = self.question
        if asked.kind == "flag":
            return YesNoField(label=asked.label)
        if asked.kind == "number":
            return WholeNumberField(label=asked.label, unit=asked.unit, largest=LARGEST_YEN)
        if asked.choices:
            return PickField(label=asked.label, choices=list(asked.choices.items()))
        return LineField(label=asked.label, longest=self._LONGEST)
