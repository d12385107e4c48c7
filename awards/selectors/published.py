"""The public list of a call's awards: the fields that its terms name, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from applications.models import Submission
from applications.rules.section_shapes.plan import TOOL_LABELS
from applications.rules.terms import CallTerms
from awards.models import Award
from kernel.money import format_yen
from kernel.municipalities import MUNICIPALITIES, full_code

FIELD_LABELS: Mapping[str, str] = {
    "name": "名称",
    "municipality": "所在市町村",
    "project_title": "補助事業の名称",
    "outline": "事業の概要",
    "decided_amount": "交付決定額",
}


@dataclass(frozen=True, slots=True)
class PublishedAward:
    """One row: the words of each published field, in the order of the terms."""

    words: tuple[str, ...]


def has_published_awards(call_id: str) -> bool:
    """Whether a decision of this call has been released."""
    return Award.objects.filter(application__call=call_id).exists()


def published_awards(terms: CallTerms) -> list[PublishedAward]:
    """Every award of the call in the order of their numbers, as the last submission and the decision told it."""
    newest = Submission.objects.filter(application=OuterRef("application")).order_by("-number")
    rows = (
        Award.objects.filter(application__call=terms.id)
        .select_related("application__organisation")
        .prefetch_related("terms")
        .annotate(said=Subquery(newest.values("answers")[:1]))
        .order_by("book", "place")
    )
    return [PublishedAward(tuple(_word(field, each) for field in terms.published_fields)) for each in rows]


def _word(field: str, award: Any) -> str:
    applicant, plan = award.said.get("applicant", {}), award.said.get("project_plan", {})
    match field:
        case "name":
            return str(applicant.get("name") or award.application.organisation.name)
        case "municipality":
            return MUNICIPALITIES.get(full_code(applicant.get("hq_muni_code", "")), "")
        case "project_title":
            return str(award.application.title)
        case "outline":
            return _outline(plan)
        case _:
            return format_yen(max(award.terms.all(), key=lambda each: each.version).decided_amount)


def _outline(plan: Mapping[str, Any]) -> str:
    """Which work is eased by which technique: short names alone, since prose was not written for the public."""
    tasks = "・".join(dict.fromkeys(row["task"] for row in plan.get("challenges") or () if row.get("task")))
    tools = "・".join(TOOL_LABELS[key] for key in plan.get("tool_category") or () if key in TOOL_LABELS)
    return f"{tasks or '業務'}の手間を{tools or 'デジタル技術'}で減らす取組"
