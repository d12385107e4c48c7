"""The register of companies in words: rows, entries that may be one company, and what a merging means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from accounts.actor import Actor
from accounts.models import Membership, Organisation
from accounts.rules.likeness import Alike, alike, is_found
from accounts.selectors import companies_by_id, register_entries
from accounts.services.merging import SUBJECT, letter, preview_merging
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from kernel.wareki import format_wareki

_MOST_ROWS, _MOST_GROUPS, _MOST_NAMES = 50, 20, 5


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One entry of the register; `merged` says where it leads, if it was absorbed."""

    company: Organisation
    number: str
    address: str
    members: str
    since: str
    merged: str
    url: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Entries that may be one company, and why."""

    because: str
    rows: tuple[CompanyRow, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One particular of both entries."""

    label: str
    kept: str
    absorbed: str


def register_page(actor: Actor, query: str) -> dict[str, Any]:
    """What a query finds, or entries that may be one company."""
    crumbs = (Crumb("受付箱", reverse("applications:office")), Crumb("企業の登録"))
    if query:
        return {"crumbs": crumbs, "query": query, **_found(actor, query, _merging_url)}
    groups = alike(register_entries(actor, standing=True))
    return {"crumbs": crumbs, "groups": _doubtful(actor, groups[:_MOST_GROUPS]), "group_count": len(groups)}


def candidates(actor: Actor, absorbed: Organisation, query: str) -> dict[str, Any]:
    """Which entry may stay instead of this one: what is asked for, or what is alike."""

    def into(row: Organisation) -> str:
        return f"{_merging_url(absorbed)}?{urlencode({'into': str(row.pk)})}"

    if query:
        return {"query": query, **_found(actor, query, into, without=absorbed.pk)}
    near = [each.ids for each in alike(register_entries(actor, standing=True)) if absorbed.pk in each.ids]
    ids = [each for group in near for each in group if each != absorbed.pk]
    known = companies_by_id(actor, ids)
    return {"rows": [_row(known[each], into(known[each])) for each in dict.fromkeys(ids)], "query": ""}


def pair_page(kept: Organisation, absorbed: Organisation, *, at: datetime) -> dict[str, Any]:
    """Both entries side by side, what will move, what stands in the way, and the mail."""
    preview = preview_merging(kept, absorbed, on=tokyo_day(at))
    names = _names((kept, absorbed))
    return {
        "crumbs": merging_crumbs(absorbed),
        "kept": kept,
        "absorbed": absorbed,
        "compared": _compared(kept, absorbed, names),
        "preview": preview,
        "swap_url": f"{_merging_url(kept)}?{urlencode({'into': str(absorbed.pk)})}",
        "choice_url": _merging_url(absorbed),
        "subject": SUBJECT,
        "body": letter(kept, absorbed, name="(メンバーの氏名)", tidings=preview.tidings),
        "is_written": any(names.values()),
    }


def merging_crumbs(absorbed: Organisation) -> tuple[Crumb, ...]:
    """The way to the page of a merging."""
    return (
        Crumb("受付箱", reverse("applications:office")),
        Crumb("企業の登録", reverse("accounts:companies")),
        Crumb(f"{absorbed.name}の統合"),
    )


def _found(
    actor: Actor, query: str, url_of: Callable[[Organisation], str], *, without: UUID | None = None
) -> dict[str, Any]:
    entries = [each for each in register_entries(actor, standing=without is not None) if is_found(each, query)]
    ids = [each.id for each in entries if each.id != without]
    known = companies_by_id(actor, ids[:_MOST_ROWS])
    rows = [_row(known[each], url_of(known[each])) for each in ids[:_MOST_ROWS]]
    return {"rows": rows, "found_count": len(ids), "more": max(0, len(ids) - _MOST_ROWS)}


def _doubtful(actor: Actor, groups: Sequence[Alike]) -> list[Doubtful]:
    known = companies_by_id(actor, [each for group in groups for each in group.ids])
    return [
        Doubtful(group.because, tuple(_row(known[each], _merging_url(known[each])) for each in group.ids))
        for group in groups
    ]


def _row(company: Organisation, url: str) -> CompanyRow:
    gone = company.merged_into
    day = format_wareki(tokyo_day(company.merged_at)) if company.merged_at else ""
    return CompanyRow(
        company=company,
        number=company.corporate_number or "なし",
        address=company.address,
        members=f"{getattr(company, 'members', 0)}人",
        since=format_wareki(tokyo_day(company.created_at)),
        merged=f"{day}に{gone.name}へ統合" if gone else "",
        url="" if gone else url,
    )


def _compared(kept: Organisation, absorbed: Organisation, names: Mapping[UUID, Sequence[str]]) -> list[Compared]:
    def line(label: str, say: Callable[[Organisation], str]) -> Compared:
        return Compared(label, say(kept) or "(なし)", say(absorbed) or "(なし)")

    return [
        line("名称", lambda each: each.name),
        line("フリガナ", lambda each: each.name_kana),
        line("法人番号", lambda each: each.corporate_number),
        line("所在地", lambda each: each.address),
        line("電話番号", lambda each: each.telephone),
        line("登録した日", lambda each: format_wareki(tokyo_day(each.created_at))),
        line("メンバー", lambda each: _listed(names[each.pk])),
    ]


def _names(companies: Iterable[Organisation]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {each.pk: [] for each in companies}
    rows = Membership.objects.filter(organisation__in=list(found), ended_at=None).select_related("user")
    for row in rows.order_by("started_at", "id"):
        found[row.organisation_id].append(row.user.name)
    return found


def _listed(names: Sequence[str]) -> str:
    more = f" ほか{len(names) - _MOST_NAMES}人" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more or ""


def _merging_url(company: Organisation) -> str:
    return reverse("accounts:merging", args=[company.pk])
