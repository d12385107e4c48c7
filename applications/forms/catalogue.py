"""All questions of the pre-check in their order. A call asks those whose facts its rules look at, and no others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.http import QueryDict

from applications.forms.applicant import (
    CapitalForm,
    EmployeesForm,
    EntityForm,
    IncomeForm,
    IndustryClassForm,
    IndustryForm,
    OfficersForm,
    SmallBusinessClassForm,
)
from applications.forms.lists import CostsForm, KpiForm, ShareholdersForm
from applications.forms.plain import PLAIN_QUESTIONS, PlainQuestionForm
from applications.forms.project import ChannelForm, ConsultationForm, EndForm, OwnQuestionForm
from applications.forms.questions import Asking, QuestionForm
from applications.forms.rows import RowsForm, typed_rows
from applications.rules.asking import Reason, reasons_of_rules, reasons_to_ask
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms

Build = Callable[[QueryDict | None, Asking], QuestionForm]

WHO, WHAT, COSTS = "申請する方について", "事業について", "経費について"
# What a cost line is judged by; code knows the rules, the call's terms hold their figures and words.
_COST_RULES = ("R-060", "R-062", "R-065", "R-066", "R-067", "R-068", "R-070", "R-078")


@dataclass(frozen=True, slots=True)
class Step:
    """One page: `facts` are the facts it answers, `asked_for` those whose need brings it up."""

    key: str
    part: str
    why: str
    build: Build
    facts: tuple[str, ...]
    asked_for: tuple[str, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A page that this call asks of this applicant, with the rules that need the answer."""

    step: Step
    reasons: tuple[Reason, ...]


def _step(key: str, part: str, why: str, build: Build, *facts: str, rules: tuple[str, ...] = ()) -> Step:
    return Step(key, part, why, build, facts, facts, rules)


def _plain(key: str, part: str, fact: str, why: str) -> Step:
    return _step(key, part, why, partial(PlainQuestionForm, question=PLAIN_QUESTIONS[fact]), fact)


_SIZE_WHY = "中小企業にあたるかどうかを、業種ごとの資本金と従業員の数で確かめるためです。"
_OWNED_WHY = "大企業が実質的に支配している会社は、対象にならないことがあるためです。"

_BEFORE_OWN = (
    _step("entity", WHO, "区分によって、確かめる項目が変わるためです。", EntityForm, "applicant.entity_type"),
    _plain("base", WHO, "applicant.base_in_prefecture", "県内の事業者を対象とする補助金だからです。"),
    _plain("continuing", WHO, "applicant.continues_in_prefecture", "県内の産業に役立てるための補助金だからです。"),
    Step(
        "industry",
        WHO,
        "業種によって、中小企業の範囲が変わるためです。ここでの答えは、次の質問の候補を出すためだけに使います。",
        IndustryForm,
        (),
        ("applicant.industry_class", "applicant.small_business_class"),
    ),
    _step("industry-class", WHO, _SIZE_WHY, IndustryClassForm, "applicant.industry_class"),
    _step(
        "small-class",
        WHO,
        "小規模事業者にあたるかどうかを確かめるためです。",
        SmallBusinessClassForm,
        "applicant.small_business_class",
    ),
    _step("capital", WHO, _SIZE_WHY, CapitalForm, "applicant.capital"),
    _step("employees", WHO, _SIZE_WHY, EmployeesForm, "applicant.regular_employees"),
    _step("shareholders", WHO, _OWNED_WHY, ShareholdersForm, "applicant.shareholders", "applicant.total_shares"),
    _step("officers", WHO, _OWNED_WHY, OfficersForm, "applicant.officers"),
    _step(
        "income",
        WHO,
        "所得がとくに大きい会社は、対象にならないことがあるためです。",
        IncomeForm,
        "applicant.taxable_income",
    ),
    _plain("tax", WHO, "applicant.prefectural_tax_arrears", "県税を納めていることが条件だからです。"),
    _plain("insolvency", WHO, "applicant.insolvency", "事業を最後までやり遂げられるかを確かめるためです。"),
    _plain("antisocial", WHO, "applicant.antisocial_forces", "公のお金を、暴力団等に渡さないためです。"),
    _plain("licensed", WHO, "applicant.adult_entertainment_business", "対象にならない営業があるためです。"),
    _plain("production", WHO, "applicant.productive_activity", "生産性を高める取組を支える補助金だからです。"),
    _step(
        "consultation", WHAT, "提出の前に相談を済ませることが条件だからです。", ConsultationForm, "project.consulted_at"
    ),
    _plain("other-subsidy", WHAT, "project.same_project_subsidy", "同じ内容に、公のお金を二重に出さないためです。"),
    _plain("other-type", WHAT, "project.applied_to_expansion_type", "同時に申請できない型があるためです。"),
    _plain("prior-award", WHAT, "project.prior_type_award", "前の年度の決定の有無が、審査で見られるためです。"),
    _step("end", WHAT, "期間の中で支払いまで終えることが条件だからです。", EndForm, "project.ends_on"),
    _step("channel", WHAT, "方法によって、要る準備と締切の数え方が変わるためです。", ChannelForm, "channel"),
)
_AFTER_OWN = (
    _step("kpi", WHAT, "作業の時間がどれだけ減るかが条件だからです。", KpiForm, "project.kpi"),
    _step("costs", COSTS, "補助金の額を計算するためです。", CostsForm, "costs", rules=_COST_RULES),
)


def asked_steps(facts: Facts, terms: CallTerms) -> tuple[AskedStep, ...]:
    """The pages that this call asks of this applicant, in order, as far as is known by now."""
    needed = reasons_to_ask(facts, terms)
    steps = (*_BEFORE_OWN, *_own_steps(terms), *_AFTER_OWN)
    found = (AskedStep(step, _reasons(step, needed, terms)) for step in steps)
    return tuple(asked for asked in found if asked.reasons)


def reshaped(step: Step, data: QueryDict, asking: Asking) -> QuestionForm | None:
    """The page with one row more or one less, as its buttons asked, and nothing typed lost; None for other pages."""
    if not (isinstance(step.build, type) and issubclass(step.build, RowsForm)):
        return None
    if "add" not in data and "remove" not in data:
        return None
    rows = typed_rows(data, step.build.row_form, asking)
    removed = data.get("remove", "")
    kept = [row for number, row in enumerate(rows, start=1) if str(number) != removed]
    form = step.build(None, asking, typed=[*kept, {}] if "add" in data else kept or [{}])
    form.show_typed(data)
    return form


def _own_steps(terms: CallTerms) -> tuple[Step, ...]:
    why = "この公募だけの条件を確かめるためです。"
    return tuple(
        _step(f"own-{question.key}", WHAT, why, partial(OwnQuestionForm, question=question), f"extra.{question.key}")
        for question in terms.questions
    )


def _reasons(step: Step, needed: Mapping[str, tuple[Reason, ...]], terms: CallTerms) -> tuple[Reason, ...]:
    eligibility = [reason for fact in step.asked_for for reason in needed.get(fact, ())]
    return tuple(dict.fromkeys((*eligibility, *reasons_of_rules(step.rules, terms))))
