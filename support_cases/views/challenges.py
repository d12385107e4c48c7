"""The tab of challenges: what hurts and why, and the tools that could help, side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor, ActorRequest
from kernel.calendar import tokyo_day
from kernel.money import format_yen
from kernel.parts import Chip, Offer
from support_cases.models import Challenge, SupportCase, ToolOption
from support_cases.policies import may_plan
from support_cases.selectors.plan import challenges_of, tools_of
from support_cases.views.cases import case_head
from support_cases.views.gate import case_or_404, for_advisors
from support_cases.views.words import day_word

CHALLENGE_CHIPS = {
    "open": Chip("これから", "quiet", "open"),
    "working": Chip("取組中", "key", "forward"),
    "solved": Chip("解決", "good", "good"),
    "dropped": Chip("取りやめ", "quiet", "info"),
}
_PLACES = {True: "県内", False: "県外", None: "まだ分からない"}
_MET = {True: ("good", "good", "満たす"), False: ("bad", "bad", "満たさない"), None: ("ask", "quiet", "未確認")}


@require_safe
@for_advisors
def challenges(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Show the challenges and the comparison of tools."""
    case = case_or_404(request, case_id, shown="ケースの課題")
    return render(request, "support_cases/plan/challenges.html", challenges_page(case, request.actor))


def challenges_page(case: SupportCase, actor: Actor) -> dict[str, Any]:
    """The tab in words."""
    may_write = may_plan(actor, case, tokyo_day(timezone.now())).is_allowed
    return case_head(case, tab="challenges") | {
        "challenges": [_challenge(row, may_write=may_write) for row in challenges_of(case)],
        "comparison": comparison_of(list(tools_of(case)), may_write=may_write),
        "offers": _offers(case) if may_write else (),
        "tool_offers": _tool_offers(case) if may_write else (),
    }


def _offers(case: SupportCase) -> tuple[Offer, ...]:
    return (Offer("課題を追加", reverse("support_cases:challenge_new", args=[case.pk])),)


def _tool_offers(case: SupportCase) -> tuple[Offer, ...]:
    return (Offer("道具の候補を追加", reverse("support_cases:tool_new", args=[case.pk]), weight="second"),)


def _challenge(row: Challenge, *, may_write: bool) -> dict[str, Any]:
    facts = (
        ("影響", row.impact),
        ("原因", row.cause),
        ("障壁", row.get_obstacle_display() if row.obstacle else ""),
        ("解決した日", day_word(row.solved_on)),
    )
    return {
        "number": row.number,
        "what": row.what,
        "field": row.get_field_display(),
        "priority": row.priority,
        "chip": CHALLENGE_CHIPS[row.state],
        "facts": [(label, text) for label, text in facts if text],
        "url": reverse("support_cases:challenge", args=[row.case_id, row.pk]) if may_write else "",
    }


def comparison_of(tools: list[ToolOption], *, may_write: bool) -> dict[str, Any]:
    """The tools as columns: costs without tax, and one row for each function that any of them was asked for."""
    functions = list(dict.fromkeys(each["label"] for tool in tools for each in tool.requirements))
    met = [{each["label"]: each.get("met") for each in tool.requirements} for tool in tools]
    rows = [
        ("提供する会社", [_cell(tool.vendor or "—") for tool in tools]),
        ("会社の場所", [_cell(_PLACES[tool.is_in_prefecture]) for tool in tools]),
        ("最初の費用(税抜)", [_money(tool.initial_cost) for tool in tools]),
        ("1年の費用(税抜)", [_money(tool.yearly_cost) for tool in tools]),
        ("3年間の合計(税抜)", [_three_years(tool) for tool in tools]),
        *((name, [_tick(each.get(name)) for each in met]) for name in functions),
        ("理由", [_cell(tool.because or "—") for tool in tools]),
    ]
    return {
        "tools": [_head(tool, may_write=may_write) for tool in tools],
        "rows": [{"label": label, "cells": cells} for label, cells in rows],
    }


def _head(tool: ToolOption, *, may_write: bool) -> dict[str, Any]:
    return {
        "name": tool.name,
        "is_chosen": tool.is_chosen,
        "url": reverse("support_cases:tool", args=[tool.case_id, tool.pk]) if may_write else "",
    }


def _cell(text: str) -> dict[str, str]:
    return {"text": text, "icon": "", "tone": "", "kind": ""}


def _money(amount: int | None) -> dict[str, str]:
    return _cell("未確認" if amount is None else format_yen(amount)) | {"kind": "number"}


def _three_years(tool: ToolOption) -> dict[str, str]:
    if tool.initial_cost is None or tool.yearly_cost is None:
        return _money(None)
    return _money(tool.initial_cost + 3 * tool.yearly_cost)


def _tick(met: bool | None) -> dict[str, str]:
    icon, tone, text = _MET[met]
    return {"text": text, "icon": icon, "tone": tone, "kind": "tick"}
