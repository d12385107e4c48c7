"""Diagnoses in words and pictures: the tab, what one found, and two of one version side by side."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from kernel.parts import Chip, Crumb
from kernel.plots import Plot
from support_cases.models import Diagnosis, SupportCase
from support_cases.policies.diagnoses import may_diagnose
from support_cases.rules.answers import Answers, Tally, Way, compared, highest_of, tally, tally_all
from support_cases.rules.benchmark import FEWEST_COMPANIES, spread_of
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData, Question, Section
from support_cases.rules.published_averages import published_for
from support_cases.rules.sharing import Category
from support_cases.selectors import may_see_category
from support_cases.selectors.diagnoses import (
    diagnoses_visible_to,
    diagnosis_templates,
    means_of_companies,
    read_document,
)
from support_cases.views.cases import case_head
from support_cases.views.diagnosis_answers import answer_word
from support_cases.views.plots.radar import FEWEST_SPOKES, radar
from support_cases.views.plots.shapes import Series, figure_word
from support_cases.views.plots.trend import trend
from support_cases.views.words import case_crumb, day_word, moment_word, portfolio_crumb

_WAY_WORDS = {Way.ROSE: "上がった", Way.FELL: "下がった", Way.STAYED: "同じ", Way.UNKNOWN: "比べられない"}
_WAY_SIGNS = {Way.ROSE: "▲", Way.FELL: "▼", Way.STAYED: "=", Way.UNKNOWN: "—"}
_MOST_SPOKES = 12
Address = Callable[[Diagnosis, Diagnosis], str]


def tab_page(case: SupportCase, actor: Actor, today: date) -> dict[str, Any]:
    """Every diagnosis in sight by version, the newest first, and the form to begin one."""
    rows = list(
        diagnoses_visible_to(actor, today)
        .filter(case=case)
        .order_by("template__key", "-template__valid_from", "template_id", "-answered_on", "-saved_at")
    )
    templates = diagnosis_templates(today)
    documents = {row.pk: document for row, document in templates}
    groups = [_group(documents[key], list(found)) for key, found in groupby(rows, lambda row: row.template_id)]
    return case_head(case, tab="diagnoses") | {
        "groups": groups,
        "choices": [(row.pk, each.title, each.note) for row, each in templates if each.is_answerable],
        "waiting": [each.title for _, each in templates if not each.is_answerable],
        "may_begin": may_diagnose(actor, case, today).is_allowed,
        "sees_others": may_see_category(actor, case, Category.DIAGNOSES, today),
        "today": today.isoformat(),
        "finances_url": reverse("support_cases:case_finances", args=[case.pk]),
        "begin_url": reverse("support_cases:begin_diagnosis", args=[case.pk]),
    }


def result_page(row: Diagnosis, actor: Actor, today: date, *, address: Address | None = None) -> dict[str, Any]:
    """What a diagnosis found: its average and how much stands behind it, a radar, each item, and how others stand.

    `address` tells where two of one version are side by side; without it, on the institutions' page.
    """
    beside = address or compare_url
    template = read_document(row.template)
    same = diagnoses_visible_to(actor, today).filter(case=row.case_id, template=row.template_id)
    earlier = list(same.exclude(pk=row.pk).order_by("-answered_on", "-saved_at"))
    sums = tally_all(template, row.answers)
    return _crumbs(row.case) | {
        **_about(row, template),
        "mean": mean_word(template, sums),
        "answered": f"{sums.asked}項目のうち{sums.answered}項目の回答から"
        + (f"(残り{sums.missing}項目は数えていません)" if sums.missing else ""),
        "aimed": f"目標の平均 {figure_word(sums.aimed_mean)}({sums.aimed}項目)" if sums.aimed else "",
        "pictures": _pictures(row, template, earlier),
        "items": _items(row, template),
        "summary": row.summary,
        "others": _others(row, template, sums),
        "published": _published(template, sums),
        "comparisons": [(beside(each, row), f"{day_word(each.answered_on)}の診断と比べる") for each in earlier],
    }


def comparison_page(before: Diagnosis, after: Diagnosis, actor: Actor, today: date) -> dict[str, Any]:
    """Item by item, then and now."""
    template = read_document(after.template)
    changes = compared(template, before.answers, after.answers)
    rows = [
        {
            "item": f"{each.question.code} {each.question.text}",
            "before": _value_word(each.before),
            "after": _value_word(each.after),
            "way": _WAY_WORDS[each.way],
            "sign": _WAY_SIGNS[each.way],
            "key": each.way.value,
        }
        for each in changes
    ]
    counts = [(_WAY_WORDS[way], sum(each.way is way for each in changes)) for way in Way]
    same = diagnoses_visible_to(actor, today).filter(case=after.case_id, template=after.template_id)
    history = list(same.order_by("answered_on", "saved_at"))
    drawn = [_then_and_now(template, before, after), _history(template, history)]
    return _crumbs(after.case) | {
        "title": template.title,
        "before_day": day_word(before.answered_on),
        "after_day": day_word(after.answered_on),
        "before_mean": _said(template, before),
        "after_mean": _said(template, after),
        "counts": counts,
        "rows": rows,
        "pictures": [each for each in drawn if each is not None],
    }


def compare_url(first: Diagnosis, second: Diagnosis) -> str:
    """The address of two side by side."""
    return f"{reverse('support_cases:compare_diagnoses', args=[first.case_id])}?first={first.pk}&second={second.pk}"


def mean_word(template: DiagnosisTemplateData, sums: Tally) -> str:
    """The finding in one figure, in the unit of its kind."""
    if not sums.answered:
        return "回答なし"
    match template.answers:
        case "levels":
            return f"平均 {figure_word(sums.mean)}"
        case "yes_no":
            return f"「はい」{sums.total}項目"
        case _:
            needed = sum(len(question.needs) for question in template.questions)
            return f"{needed}点のうち{sums.total}点がそろう"


def _group(template: DiagnosisTemplateData, rows: Sequence[Diagnosis]) -> dict[str, Any]:
    closed = [row for row in rows if row.finished_at]
    latest = compare_url(closed[1], closed[0]) if len(closed) > 1 else ""
    return {"title": template.title, "rows": [listed(template, row) for row in rows], "compare_url": latest}


def listed(template: DiagnosisTemplateData, row: Diagnosis) -> dict[str, Any]:
    """A diagnosis as a line of a list."""
    chip = Chip("終えた", "good", "good") if row.finished_at else Chip("記入中", "key", "forward")
    return {
        "url": reverse("support_cases:diagnosis", args=[row.case_id, row.pk]),
        "when": day_word(row.answered_on),
        "institution": row.institution.name,
        "chip": chip,
        "said": _said(template, row),
    }


def _said(template: DiagnosisTemplateData, row: Diagnosis) -> str:
    sums = tally_all(template, row.answers)
    return f"{mean_word(template, sums)}({sums.asked}項目のうち{sums.answered}項目に回答)"


def _about(row: Diagnosis, template: DiagnosisTemplateData) -> dict[str, Any]:
    return {
        "title": template.title,
        "source": template.source,
        "when": day_word(row.answered_on),
        "author": row.institution.name,
        "state": f"{moment_word(row.finished_at)}に終えた診断です。" if row.finished_at else "まだ記入中の診断です。",
    }


def _crumbs(case: SupportCase) -> dict[str, Any]:
    tab = Crumb("診断", reverse("support_cases:case_diagnoses", args=[case.pk]))
    return {"crumbs": (portfolio_crumb(), case_crumb(case), tab)}


def _items(row: Diagnosis, template: DiagnosisTemplateData) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{section.code} {section.label}",
            "rows": [
                (_named(section, each), answer_word(template, each, row.answers.get(each.code, {})))
                for each in section.questions
            ],
        }
        for section in template.sections
        if section.questions
    ]


def _named(section: Section, question: Question) -> str:
    """A section's own question bears the section's name already."""
    is_its_own = (section.code, section.label) == (question.code, question.text)
    return "キークエスチョン" if is_its_own else f"{question.code} {question.text}"


Spokes = tuple[list[str], list[str]]


def _spokes(template: DiagnosisTemplateData) -> Spokes | None:
    """Sections where there are enough of them, else the items; None where neither makes a shape."""
    sections = [section for section in template.sections if section.questions]
    if len(sections) >= FEWEST_SPOKES:
        return [section.code for section in sections], [section.label for section in sections]
    questions = list(template.questions)
    if FEWEST_SPOKES <= len(questions) <= _MOST_SPOKES:
        return [question.code for question in questions], [question.text for question in questions]
    return None


def _along(template: DiagnosisTemplateData, answers: Answers, *, aimed: bool = False) -> tuple[Fraction | None, ...]:
    """The values on the spokes, each by the average of what was answered there."""
    sections = [section.questions for section in template.sections if section.questions]
    parts = sections if len(sections) >= FEWEST_SPOKES else [(question,) for question in template.questions]
    sums = [tally(template, answers, part) for part in parts]
    return tuple(each.aimed_mean if aimed else each.mean for each in sums)


def _highest(template: DiagnosisTemplateData) -> int:
    return max(highest_of(template, question) for question in template.questions)


def _pictures(row: Diagnosis, template: DiagnosisTemplateData, earlier: Sequence[Diagnosis]) -> list[Plot]:
    drawn: list[Plot | None] = [_radar_of(row, template)]
    history = sorted([*earlier, row], key=lambda each: (each.answered_on, each.saved_at))
    if len(history) > 1:
        drawn.append(_history(template, history))
    return [each for each in drawn if each is not None]


def _radar_of(row: Diagnosis, template: DiagnosisTemplateData) -> Plot | None:
    spokes = _spokes(template)
    if spokes is None:
        return None
    series = [Series("現在", _along(template, row.answers))]
    if template.has_target:
        series.append(Series("目標", _along(template, row.answers, aimed=True)))
    unit = "現在と目標の平均" if template.has_target else "回答の平均"
    summary = f"区分ごとの{unit}です。答えていない項目は数えず、一つも答えていない区分は線を切っています。"
    return radar(
        "levels", "区分ごとのすがた", summary,
        labels=spokes[1], numbers=spokes[0], highest=_highest(template), series=series,
    )  # fmt: skip


def _then_and_now(template: DiagnosisTemplateData, before: Diagnosis, after: Diagnosis) -> Plot | None:
    spokes = _spokes(template)
    if spokes is None:
        return None
    series = [
        Series(f"{day_word(after.answered_on)}(新しい)", _along(template, after.answers)),
        Series(f"{day_word(before.answered_on)}(前)", _along(template, before.answers)),
    ]
    return radar(
        "then-and-now", "前と今のすがた", "同じ版の二つの診断を、区分ごとの平均で重ねています。",
        labels=spokes[1], numbers=spokes[0], highest=_highest(template), series=series,
    )  # fmt: skip


def _history(template: DiagnosisTemplateData, rows: Sequence[Diagnosis]) -> Plot | None:
    sums = [tally_all(template, row.answers) for row in rows]
    if template.answers != "levels" or len(rows) < 2:
        return None
    series = [Series("現在の平均", tuple(each.mean for each in sums))]
    if template.has_target:
        series.append(Series("目標の平均", tuple(each.aimed_mean for each in sums)))
    summary = "同じ版の診断だけを並べています。平均は、それぞれの診断で答えた項目から出しています。"
    days = [f"{row.answered_on:%Y.%-m.%-d}" for row in rows]
    return trend("history", "平均の推移", summary, labels=days, series=series, places=2, within=(0, _highest(template)))


def _others(row: Diagnosis, template: DiagnosisTemplateData, sums: Tally) -> dict[str, Any]:
    """How the companies of this house stand under the same version, or why that is not told."""
    if template.answers != "levels":
        return {}
    means = means_of_companies(row.template_id)
    spread = spread_of(means)
    if spread is None:
        sentence = (
            f"同じ版の全項目に答えて終えた企業が{FEWEST_COMPANIES}社になると、中央値と四分位を示します"
            f"(いま{len(means)}社)。少ないうちは、どの企業の数字か推測できるため示しません。"
        )
        return {"sentence": sentence, "rows": ()}
    sentence = f"同じ版の全項目に答えて終えた{spread.companies}社の平均です。企業の名前は使いません。"
    rows = [
        ("この診断", figure_word(sums.mean)),
        ("下から4分の1", figure_word(spread.lower)),
        ("中央値", figure_word(spread.median)),
        ("上から4分の1", figure_word(spread.upper)),
    ]
    return {"sentence": sentence, "rows": rows}


def _published(template: DiagnosisTemplateData, sums: Tally) -> dict[str, Any]:
    known = published_for(template.key, template.version)
    if known is None:
        return {}
    rows = [
        ("この診断", figure_word(sums.mean), figure_word(sums.aimed_mean)),
        (f"公表された平均({known.submitted:,}件)", figure_word(known.current), figure_word(known.target)),
    ]
    return {"label": known.label, "rows": rows, "source": f"{known.source}({known.as_of})"}


def _value_word(value: int | None) -> str:
    return "未回答" if value is None else str(value)
