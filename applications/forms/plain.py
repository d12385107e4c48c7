"""Questions with one answer out of a few, worded once for every call. Which of them a call asks, its rules decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from applications.forms.fields import PickField, YesNoField
from applications.forms.questions import Asking, SingleQuestionForm
from applications.rules.choices import CHOICE_LABELS, flag_labels


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question about one fact, in words; its answers are the choices of the fact, or yes and no."""

    fact: str
    label: str
    support: str = ""


class PlainQuestionForm(SingleQuestionForm):
    """The page of a plain question."""

    def __init__(self, data: QueryDict | None, asking: Asking, *, question: PlainQuestion) -> None:
        self.question = question
        self.fact = question.fact
        super().__init__(data, asking)

    def make_field(self) -> forms.Field:
        """Return the choices."""
        asked = self.question
        if choices := CHOICE_LABELS.get(asked.fact):
            return PickField(label=asked.label, help_text=asked.support, choices=list(choices.items()))
        yes, no = flag_labels(asked.fact)
        return YesNoField(label=asked.label, help_text=asked.support, yes=yes, no=no)


_QUESTIONS = (
    PlainQuestion(
        "applicant.base_in_prefecture",
        "県内の拠点は、次のどれですか",
        "登記のほか、実際に事業の中心となっている場所で考えます。",
    ),
    PlainQuestion("applicant.continues_in_prefecture", "これからも県内で事業を続ける予定ですか"),
    PlainQuestion(
        "applicant.prefectural_tax_arrears",
        "県税に滞納がありますか",
        "法人県民税、法人事業税、個人事業税、自動車税などです。納付の猶予を受けているときは、事務局にお尋ねください。",
    ),
    PlainQuestion("applicant.insolvency", "倒産の手続きに入っていますか"),
    PlainQuestion(
        "applicant.antisocial_forces",
        "暴力団等と関わりがありますか",
        "役員や、実際に経営している方も含めてお答えください。",
    ),
    PlainQuestion(
        "applicant.adult_entertainment_business",
        "風営法第2条第1項の風俗営業を営んでいますか",
        "キャバレー、料理店、マージャン店、パチンコ店、ゲームセンターなど、許可の要る営業です。"
        "喫茶店や一般の飲食店は含みません。",
    ),
    PlainQuestion(
        "applicant.productive_activity",
        "製品を作る、サービスを届けるなどの事業をしていますか",
        "導入するものを自分の事業で使う場合は「している」です。"
        "資産を持つだけの会社や、転売するための導入は「していない」です。",
    ),
    PlainQuestion(
        "project.same_project_subsidy",
        "同じ内容で、ほかの補助金や助成金を受けますか",
        "国・県・市町村などのものです。内容が違うものは数えません。",
    ),
    PlainQuestion(
        "project.applied_to_expansion_type",
        "同じ補助金の発展タイプにも申請しますか",
        "内容が違う場合も含めてお答えください。",
    ),
    PlainQuestion(
        "project.prior_type_award",
        "前の年度に、この補助金のもとになった補助金の交付決定を受けましたか",
        "お金を受け取ったかどうかではなく、決定を受けたかどうかです。",
    ),
)

PLAIN_QUESTIONS: Mapping[str, PlainQuestion] = {question.fact: question for question in _QUESTIONS}
