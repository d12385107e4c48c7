"""The scoring page in words: the plan beside each criterion, the points, the total, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from accounts.actor import Actor
from applications.papers.answers_in_words import lines_in_words
from applications.rules.choices import flag_labels
from applications.rules.declared import STATED
from applications.rules.sections import SectionKey, section_named
from applications.rules.terms.spending import Criterion
from kernel.money import format_yen
from kernel.parts import Crumb, Fact, moment_word
from screening.forms.stories import LONGEST_QUERY
from screening.models import Assignment, Score
from screening.papers.plan_in_words import PartInWords, parts_of, whole_plan
from screening.policies import may_score
from screening.rules.scoring import LONGEST_COMMENT, missing_criteria, most_points, total_of
from screening.rules.workflow import AssignmentStatus, CaseStatus
from screening.selectors.reading import Reading, reading_of
from screening.selectors.sheets import SharedSheet, scores_of, sheets_shared_with
from screening.views.review_words import chip_of, due_word, my_files_crumb
from screening.views.score_sheet import Kept, TypedScore, theirs_in_words

PRIOR_AWARD = "project.prior_type_award"
_AWARD_KEYS = frozenset({"prior_type_award", "prior_type_award_no"})
_ABOUT_THE_COMPANY = ("name", "hq_muni_code", "industry_jsic", "employees_regular")


@dataclass(frozen=True, slots=True)
class OtherScore:
    """What a colleague gave, once the panel consolidates."""

    alias: str
    points: str
    comment: str


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    """One row: the criterion, what it is judged by, what was given, and what speaks against what was typed."""

    key: str
    group: str
    label: str
    guidance: str
    clause: str
    most: int
    most_note: str
    points: str
    comment: str
    version: int
    saved: str
    problem: str
    theirs: str
    url: str
    parts: list[PartInWords]
    is_novelty: bool
    facts: list[Fact] = field(default_factory=list)
    others: list[OtherScore] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tally:
    """The running total and what is still missing."""

    total: int
    most: int
    missing: list[str]

    @property
    def left(self) -> str:
        """What is missing, in a sentence."""
        if not self.missing:
            return "すべての項目に点数が入っています。"
        return f"点数のない項目があと{len(self.missing)}件あります({'、'.join(self.missing)})。"


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the rows of one page are made from."""

    assignment: Assignment
    reading: Reading
    scores: Mapping[str, Score]
    shared: tuple[SharedSheet, ...]
    posted: QueryDict | None
    kept: Kept


def scoring_page(
    assignment: Assignment, actor: Actor, *, on: date, posted: QueryDict | None = None, kept: Kept | None = None
) -> dict[str, Any]:
    """Everything on the page of one file. `posted` and `kept` are a sheet that could not be kept whole."""
    application = assignment.case.application
    reading, scores, shared = reading_of(application), scores_of(assignment), sheets_shared_with(assignment)
    desk = _Desk(assignment, reading, scores, shared, posted, kept or Kept())
    criteria = reading.terms.screening.criteria
    return {
        "crumbs": (my_files_crumb(), Crumb(application.receipt_number)),
        "number": application.receipt_number,
        "title": application.title,
        "company": application.organisation.name,
        "chip": chip_of(assignment),
        "due": due_word(assignment.case.round.due_on, on),
        "about": _about(reading),
        "criteria": [_criterion(each, desk) for each in criteria],
        "tally": tally_of(scores, criteria),
        "whole": whole_plan(reading),
        "is_open": may_score(actor, assignment).is_allowed,
        "is_first": assignment.status == AssignmentStatus.OPEN,
        "lead": _lead(assignment),
        "shared": [(each.alias, each.is_own, each.sheet.total) for each in shared],
        "longest": LONGEST_COMMENT,
        "because": posted.get("because", "") if posted else "",
        "gate_url": reverse("screening:gate", args=[assignment.pk]),
        "stories_url": reverse("screening:stories", args=[assignment.pk]),
        "longest_query": LONGEST_QUERY,
        "kept": desk.kept,
    }


def tally_of(scores: Mapping[str, Score], criteria: tuple[Criterion, ...]) -> Tally:
    """The tally of the working scores."""
    points = {each.key: scores[each.key].points for each in criteria if each.key in scores}
    missing = [each.key for each in missing_criteria(points, criteria)]
    return Tally(total_of(points), sum(each.points for each in criteria), missing)


def saved_word(score: Score | None) -> str:
    """When the row was kept."""
    return f"{moment_word(score.saved_at)} 保存済み" if score else ""


def _criterion(criterion: Criterion, desk: _Desk) -> ShownCriterion:
    reading, key = desk.reading, criterion.key
    typed, score, conflict = _typed(key, desk), desk.scores.get(key), desk.kept.conflicts.get(key)
    is_novelty = key == reading.terms.screening.novelty_criterion
    has_award = reading.facts.project.prior_type_award is True
    most = most_points(criterion, has_prior_award=has_award, terms=reading.terms)
    return ShownCriterion(
        key=key,
        group=criterion.group,
        label=criterion.label,
        guidance=criterion.guidance,
        clause=criterion.clause,
        most=most,
        most_note="前年度に交付決定があるため、上限が下がっています。" if most < criterion.points else "",
        points=typed.points,
        comment=typed.comment,
        version=conflict.version if conflict else typed.version,
        saved=saved_word(score),
        problem=desk.kept.problems.get(key, ""),
        theirs=theirs_in_words(conflict) if conflict else "",
        url=reverse("screening:save_score", args=[desk.assignment.pk, key]),
        parts=parts_of(criterion, reading, without=_AWARD_KEYS if is_novelty else frozenset()),
        is_novelty=is_novelty,
        facts=_prior_award(reading) if is_novelty else [],
        others=_others(key, desk.shared),
    )


def _typed(key: str, desk: _Desk) -> TypedScore:
    """What stands in the fields: what was typed where it could not be kept, else what is kept."""
    is_refused = key in desk.kept.problems or key in desk.kept.conflicts
    typed = TypedScore.read(desk.posted, f"-{key}") if desk.posted is not None and is_refused else None
    return typed or TypedScore.of(desk.scores.get(key))


def _prior_award(reading: Reading) -> list[Fact]:
    """What the file states of the year before: a fact, and no judgement (R-116)."""
    label = next(each.label for each in STATED if each.name == PRIOR_AWARD)
    stated = reading.facts.project.prior_type_award
    if stated is None:
        return [Fact(label, "回答がありません")]
    number = reading.answers.get(SectionKey.REQUIREMENTS_BONUS, {}).get("prior_type_award_no", "")
    word = flag_labels(PRIOR_AWARD)[0 if stated else 1]
    return [Fact(label, f"{word}({number})" if stated and number else word)]


def _others(key: str, shared: tuple[SharedSheet, ...]) -> list[OtherScore]:
    given = ((each.alias, row) for each in shared if not each.is_own for row in each.sheet.scores)
    return [OtherScore(alias, f"{row['points']}点", row["comment"]) for alias, row in given if row["criterion"] == key]


def _about(reading: Reading) -> list[Fact]:
    section = section_named(SectionKey.APPLICANT)
    given = reading.answers.get(section.key, {})
    facts = [
        Fact(
            section.asked[key].label,
            "".join(lines_in_words(key, section.asked[key].fact, given.get(key), reading.terms)),
        )
        for key in _ABOUT_THE_COMPANY
    ]
    amount = reading.submission.assessment.amount
    facts.append(Fact("補助対象経費", format_yen(amount["eligible_cost"])))
    if reading.facts.requested_amount is not None:
        facts.append(Fact("交付申請額", format_yen(reading.facts.requested_amount)))
    return [fact for fact in facts if fact.text]


def _lead(assignment: Assignment) -> str:
    leads = {
        (
            AssignmentStatus.OPEN,
            CaseStatus.SCORING,
        ): "各項目に点数を入れ、すべて入ったら提出してください。ほかの審査員の点数は、全員が提出して合議が始まるまで見えません。",
        (
            AssignmentStatus.OPEN,
            CaseStatus.CONSOLIDATION,
        ): "各項目に点数を入れ、すべて入ったら提出してください。ほかの審査員の点数は、あなたが提出するまで見えません。",
        (
            AssignmentStatus.SUBMITTED,
            CaseStatus.SCORING,
        ): "採点票は提出済みです。合議が始まるまで、ほかの審査員の点数は見えず、あなたの点数も変えられません。",
        (
            AssignmentStatus.SUBMITTED,
            CaseStatus.CONSOLIDATION,
        ): "合議中です。ほかの審査員の点数とコメントを見て、必要なら点数を変えられます。変えたときは理由を書いて提出してください。",
        (AssignmentStatus.SUBMITTED, CaseStatus.SETTLED): "この申請の採点は確定しました。内容の確認だけができます。",
    }
    return leads.get((AssignmentStatus(assignment.status), CaseStatus(assignment.case.status)), "")
