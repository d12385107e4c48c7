"""Questions about who applies that need the call's tables or more than one field."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.forms.fields import ChoiceText, PickField, WholeNumberField
from applications.forms.questions import Answers, QuestionForm, SingleQuestionForm
from applications.rules.choices import CHOICE_LABELS
from applications.rules.jsic import Industry, industries_by_division, proposed_industry
from applications.rules.shapes import LARGEST_YEN

# More people or shares than any enterprise of the prefecture has; beyond it the hand has slipped.
_MOST_PEOPLE = 999_999
_MOST_OFFICERS = 200


class EntityForm(SingleQuestionForm):
    """What kind of applicant (R-027–R-030)."""

    fact = "applicant.entity_type"

    def make_field(self) -> forms.Field:
        """Return the kinds that the call's table names."""
        kinds = [(entity.type, entity.label) for entity in self.asking.terms.entities]
        return PickField(
            label="申請する方は、次のどれにあたりますか",
            help_text="登記や開業届のとおりに選んでください。",
            choices=kinds,
        )


class IndustryForm(QuestionForm):
    """The main industry, from which the classes are proposed. It is no fact of its own."""

    fact = "industry"

    def make_fields(self) -> dict[str, forms.Field]:
        """Return the industries under their divisions."""
        groups: Sequence[Any] = [
            (division, [(industry.code, industry.label) for industry in industries])
            for division, industries in industries_by_division()
        ]
        answer = PickField(
            label="主な業種はどれですか",
            help_text="売上がいちばん多い事業で選んでください。次の質問で、中小企業の範囲を見る区分の候補をお示しします。",
            choices=[("", "選んでください"), *groups],
            widget=forms.Select,
            initial=self.asking.industry,
        )
        return {"answer": answer}

    def answers(self) -> Answers:
        """Return nothing: the industry is kept beside the facts."""
        return {}

    @property
    def industry(self) -> str:
        """The picked industry's code."""
        return str(self.cleaned_data["answer"])


class _ClassForm(SingleQuestionForm):
    """A class that is proposed from the industry and chosen by the person."""

    label: str

    def proposed(self, industry: Industry) -> str:
        """Return the key of the class that fits the industry."""
        raise NotImplementedError

    def pairs(self) -> list[tuple[str, str]]:
        """Return the classes that the call's table names."""
        raise NotImplementedError

    def make_field(self) -> forms.Field:
        """Return the classes, the fitting one marked; none is chosen beforehand."""
        industry = proposed_industry(self.asking.industry)
        candidate = self.proposed(industry) if industry else ""
        choices = [(key, ChoiceText(text, proposed=key == candidate)) for key, text in self.pairs()]
        return PickField(label=self.label, help_text=self._support(industry, candidate), choices=choices)

    def _support(self, industry: Industry | None, candidate: str) -> str:
        text = dict(self.pairs()).get(candidate)
        if industry is None or text is None:
            return "主な業種にあてはまる区分を選んでください。"
        return (
            f"「{industry.label}」から見た候補は「{text}」です。{industry.remark}"
            "実際の事業と違うときは、合うものを選んでください。申請の後、事務局が確かめます。"
        )


class IndustryClassForm(_ClassForm):
    """The row of the SME table (R-027)."""

    fact = "applicant.industry_class"
    label = "中小企業の範囲を見る区分は、どれですか"

    def proposed(self, industry: Industry) -> str:
        """Return the number of the proposed row."""
        return str(industry.industry_class)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the rows of the call's SME table."""
        return [(str(size.number), size.label) for size in self.asking.terms.sizes]

    def answers(self) -> Answers:
        """Return the row's number."""
        return {self.fact: int(self.cleaned_data["answer"])}


class SmallBusinessClassForm(_ClassForm):
    """The row of the small-scale table (R-033)."""

    fact = "applicant.small_business_class"
    label = "小規模事業者の範囲を見る区分は、どれですか"

    def proposed(self, industry: Industry) -> str:
        """Return the key of the proposed row."""
        return industry.small_business_class

    def pairs(self) -> list[tuple[str, str]]:
        """Return the rows of the call's small-scale table."""
        return [(row.key, row.label) for row in self.asking.terms.small_scale]


class CapitalForm(SingleQuestionForm):
    """資本金の額又は出資の総額 (R-027)."""

    fact = "applicant.capital"

    def make_field(self) -> forms.Field:
        """Return a field in yen."""
        return WholeNumberField(
            label="資本金の額または出資の総額は、いくらですか",
            help_text="登記に書かれている額です。3千万円なら 30000000 と入力します。全角でもかまいません。",
            unit="円",
            largest=LARGEST_YEN,
        )


class EmployeesForm(SingleQuestionForm):
    """常時使用する従業員数 (R-031)."""

    fact = "applicant.regular_employees"

    def make_field(self) -> forms.Field:
        """Return a field in persons."""
        return WholeNumberField(
            label="常時使用する従業員は、何人ですか",
            help_text=(
                "会社の役員と個人事業主本人は数えません。期間を決めずに雇っているパート・アルバイトは、"
                "働く時間が短くても数えます。"
            ),
            unit="人",
            largest=_MOST_PEOPLE,
        )


class OfficersForm(QuestionForm):
    """Officers, and how many of them serve large enterprises (R-036, R-038). Heads are counted, names come later."""

    heading = "役員は何人いますか"
    support = "会社法の役員(取締役・監査役など)の人数です。社外の役員も数えます。"
    # A kind that only matters one level further up is asked of nobody before a person looks at the file.
    _FIELDS = tuple(
        (kind, label) for kind, label in CHOICE_LABELS["officer.concurrent"].items() if kind != "deemed_large_indirect"
    )

    def make_fields(self) -> dict[str, forms.Field]:
        """Return one count per kind."""
        officers = self.known("applicant.officers")
        return {
            kind: WholeNumberField(
                label=label,
                unit="人",
                largest=_MOST_OFFICERS,
                initial=None if officers is None else sum(officer["concurrent"] == kind for officer in officers),
            )
            for kind, label in self._FIELDS
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a company without officers."""
        counts = self.cleaned_data
        if len(counts) == len(self._FIELDS) and not sum(counts.values()):
            self.add_error("none", "役員は1人以上いるはずです。人数を確かめてください。")
        return counts

    def answers(self) -> Answers:
        """Return one officer per head."""
        officers = [{"concurrent": kind} for kind, _ in self._FIELDS for _ in range(self.cleaned_data[kind])]
        return {"applicant.officers": officers}


class IncomeForm(QuestionForm):
    """Taxable income of the settled years (R-039)."""

    support = "確定申告が済んでいる年(年度)の課税所得です。赤字の年は「-」を付けて入力します。まだ決算のない年は空けておきます。"
    _FACT = "applicant.taxable_income"

    def __init__(self, data: Any, asking: Any) -> None:
        self.heading = f"直近{asking.terms.income.years}年の課税所得は、いくらですか"
        super().__init__(data, asking)

    def make_fields(self) -> dict[str, forms.Field]:
        """Return one amount per year, the newest first, as people remember them."""
        known = list(reversed(self.known(self._FACT) or []))
        return {
            f"year_{back}": WholeNumberField(
                label="いちばん新しい年" if back == 0 else f"その{back}年前",
                unit="円",
                largest=LARGEST_YEN,
                may_be_negative=True,
                required=back == 0,
                initial=known[back] if back < len(known) else None,
            )
            for back in range(self.asking.terms.income.years)
        }

    def answers(self) -> Answers:
        """Return the years that were filled in, newest last."""
        typed = [amount for amount in self.cleaned_data.values() if amount is not None]
        return {self._FACT: typed[::-1]}
