"""Sharing in words: a table of institutions and categories, for the company and for an institution."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from accounts.actor import Actor
from accounts.models import Organisation
from kernel.calendar import tokyo_day
from kernel.parts import Chip, Crumb
from kernel.wareki import format_wareki
from support_cases.models import SupportCase
from support_cases.policies import is_lead_consented, may_give_consent
from support_cases.policies.sight import companies_of, institutions_of
from support_cases.rules.sharing import CATEGORY_LABELS, Category
from support_cases.selectors.merged import merged_moments
from support_cases.selectors.sharing import Shared, institutions_around, may_answer_for, shared_by

_SEEN, _COMING = Chip("見せています", "good", "good"), Chip("これから", "key", "info")
_NOT = Chip("見せていません", "quiet", "open")
_MERGED = Chip("登録の統合で終わりました", "care", "care")
_WITHDRAWN, _ENDED = Chip("撤回しました", "quiet", "open"), Chip("期限が来ました", "quiet", "open")
HEADS = tuple(CATEGORY_LABELS[each] for each in Category)


@dataclass(frozen=True, slots=True)
class SharedCell:
    """One institution and one category: the state, its days, and what can be done about it."""

    head: str
    chip: Chip
    note: str = ""
    withdraw_url: str = ""
    give_url: str = ""


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One institution with its cells."""

    institution: str
    part: str
    cells: tuple[SharedCell, ...]


def company_page(tab: str) -> dict[str, Any]:
    """What stands around the company's pages of sharing."""
    return {"crumbs": (Crumb("会社の設定", reverse("support_cases:sharing")),) if tab != "sharing" else (), "tab": tab}


def sharing_table(actor: Actor, company: Organisation, today: date) -> dict[str, Any]:
    """The table of one company, and the person's other companies."""
    shared, merged = shared_by(company.pk, today), merged_moments(company.pk)
    may_change = may_give_consent(actor, company.pk).is_allowed
    rows = [
        SharedRow(
            institution.name,
            "",
            tuple(_own_cell(institution, each, shared, merged, today, may_change=may_change) for each in Category),
        )
        for institution in institutions_around(company.pk)
    ]
    others = Organisation.objects.filter(pk__in=companies_of(actor)).exclude(pk=company.pk).order_by("name", "id")
    is_merged = any(cell.chip is _MERGED for row in rows for cell in row.cells)
    table = {"company": company, "heads": HEADS, "rows": rows, "may_change": may_change, "others": list(others)}
    return table | {"is_merged": is_merged}


def case_sharing(actor: Actor, case: SupportCase, today: date) -> dict[str, Any]:
    """The consents around a case: all to the lead as long as it holds one, to a partner its own."""
    shared, own = shared_by(case.company_id, today), institutions_of(actor)
    merged = merged_moments(case.company_id)
    parts = {case.lead_institution_id: (case.lead_institution.name, "主担当")}
    for each in case.partners.select_related("institution").order_by("starts_on", "id"):
        parts.setdefault(each.institution_id, (each.institution.name, each.role))
    is_lead = case.lead_institution_id in own and is_lead_consented(case, today)
    rows = [
        SharedRow(name, part, tuple(_cell(shared.get((key, each)), each, merged, today) for each in Category))
        for key, (name, part) in parts.items()
        if is_lead or key in own
    ]
    return {"heads": HEADS, "rows": rows, "ask": may_answer_for(case.company_id)}


def _own_cell(
    institution: Organisation,
    category: Category,
    shared: Any,
    merged: frozenset[datetime],
    today: date,
    *,
    may_change: bool,
) -> SharedCell:
    found = shared.get((institution.pk, category))
    cell = _cell(found, category, merged, today)
    if not may_change:
        return cell
    if cell.chip in {_SEEN, _COMING}:
        return SharedCell(
            cell.head, cell.chip, cell.note, withdraw_url=reverse("support_cases:withdraw", args=[found.consent.pk])
        )
    asked = urlencode({"institution": str(institution.pk), "category": category.value})
    return SharedCell(cell.head, cell.chip, cell.note, give_url=f"?{asked}#give")


def _cell(found: Shared | None, category: Category, merged: frozenset[datetime], today: date) -> SharedCell:
    head = CATEGORY_LABELS[category]
    if found is None:
        return SharedCell(head, _NOT)
    row = found.consent
    if row.withdrawn_at is not None:
        chip = _MERGED if row.withdrawn_at in merged else _WITHDRAWN
        return SharedCell(head, chip, format_wareki(tokyo_day(row.withdrawn_at)))
    span = f"{format_wareki(row.starts_on)}から{format_wareki(row.until)}まで"
    if found.is_in_force:
        return SharedCell(head, _SEEN, span)
    return SharedCell(head, _ENDED, span) if row.until < today else SharedCell(head, _COMING, span)
