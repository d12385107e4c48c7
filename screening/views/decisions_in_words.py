"""One decision in words: the file, the money line by line, the letter page by page, and what can be done."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from applications.papers.budget_filling import category_label
from applications.rules.sentences import word_of
from kernel.money import format_yen
from kernel.parts import Chip, Crumb, Fact, Figure, moment_word
from records.models import PaperState
from records.papers.pictures import pages_in
from records.selectors import history_of
from records.services.storage import bytes_of
from screening.forms.decisions import DecisionForm
from screening.models import GrantDecision, ScreeningRound
from screening.policies import may_lead_screening, may_run_screening
from screening.rules.deciding import warning_of_floor
from screening.rules.workflow import ReleaseStatus
from screening.selectors.decided_files import DecidedFile
from screening.views.desk_words import desk_crumb, rounds_crumb


def crumbs_to_releases(screening: ScreeningRound) -> tuple[Crumb, ...]:
    """The way to a round's releases."""
    here = reverse("screening:releases", args=[screening.call_id])
    return (rounds_crumb(), desk_crumb(screening), Crumb("決定の通知", here))


def url_of(decision: GrantDecision) -> str:
    """The page of a decision."""
    return reverse("screening:decision", args=[decision.release.round.call_id, decision.pk])


def url_of_next(decision: GrantDecision) -> str:
    """The next letter that nobody has looked at, or the release when there is none."""
    release, place = decision.release, "case__application__receipt_sequence"
    waiting = release.decisions.filter(checked_at=None).exclude(pk=decision.pk).order_by(place, "pk")
    later = waiting.filter(**{f"{place}__gt": decision.case.application.receipt_sequence or 0})
    following = later.first() or waiting.first()
    if following is None:
        return reverse("screening:release", args=[release.round.call_id, release.pk])
    return url_of(following)


def thumbnail_of(decision: GrantDecision) -> str:
    """The first page of a letter, small; blank while there is none."""
    return _picture(decision, 1, "thumbnail") if _is_made(decision) else ""


def _is_made(decision: GrantDecision) -> bool:
    return decision.paper is not None and decision.paper.state == PaperState.READY


def _picture(decision: GrantDecision, number: int, size: str) -> str:
    return reverse("screening:letter_picture", args=[decision.release.round.call_id, decision.pk, number, size])


def decision_page(
    decision: GrantDecision, file: DecidedFile, actor: Actor, *, forms: Mapping[str, Any], tried: Any
) -> dict[str, Any]:
    """Everything on the page of one decision."""
    application, release = decision.case.application, decision.release
    total, checked = release.decisions.count(), release.decisions.exclude(checked_at=None).count()
    back = Crumb("決定の一覧", reverse("screening:release", args=[release.round.call_id, release.pk]))
    return {
        "crumbs": (*crumbs_to_releases(release.round), back, Crumb(application.receipt_number)),
        "number": application.receipt_number,
        "company": application.organisation.name,
        "title": application.title,
        "chip": _chip(decision),
        "figures": _figures(decision, file),
        "facts": _facts(decision),
        "warning": warning_of_floor(decision.decided_amount, file.terms) if decision.outcome == "granted" else "",
        "lines": _lines(file, forms["change"]),
        "form": forms["change"],
        "drop_form": forms["drop"],
        "reissue_form": forms["reissue"],
        "tried": tried,
        "pages": _pages(decision),
        "paper_url": reverse("records:paper_file", args=[decision.paper_id]) if _is_made(decision) else "",
        "checked": _checked(decision),
        "count": f"{total}件中{checked}件 確認済み",
        "history": history_of(decision),
        **_offered(decision, actor),
    }


def _offered(decision: GrantDecision, actor: Actor) -> dict[str, bool]:
    """What this person can do with it now."""
    status, is_run = ReleaseStatus(decision.release.status), may_run_screening(actor).is_allowed
    is_unchecked = decision.checked_at is None and _is_made(decision)
    return {
        "is_changed": status is ReleaseStatus.DRAFTED and is_run,
        "is_refused_for_good": decision.outcome == "refused" and decision.reason in ("below_cutoff", "budget"),
        "may_reissue": _may_reissue(decision, actor),
        "may_check": status is ReleaseStatus.PREPARED and is_run and is_unchecked,
    }


def _chip(decision: GrantDecision) -> Chip:
    return Chip("交付", "good", "good") if decision.outcome == "granted" else Chip("不交付", "quiet", "info")


def _figures(decision: GrantDecision, file: DecidedFile) -> tuple[Figure, ...]:
    if decision.outcome == "refused":
        return (Figure("申請額", format_yen(decision.applied_amount)),)
    cost = sum(each.allowed for each in file.costs)
    note = decision.get_reduction_display() if decision.reduction else ""
    return (
        Figure("申請額", format_yen(decision.applied_amount), f"対象経費 {format_yen(cost)}"),
        Figure("決定額", format_yen(decision.decided_amount), f"減額: {note}" if note else "申請額のとおり"),
        Figure("決定した補助対象経費", format_yen(decision.decided_cost)),
    )


def _facts(decision: GrantDecision) -> list[Fact]:
    said = {
        "文書番号": decision.document_number,
        "決定日": word_of(decision.release.decided_on) if decision.release.decided_on else "",
        "不交付の理由(内部)": decision.get_reason_display() if decision.reason else "",
        "減額の説明への追記": decision.reduction_note,
        "下限を下回る決定を認める理由": decision.floor_lifted_because,
        "差し替える通知書": decision.supersedes.document_number if decision.supersedes else "",
        "差し替えの理由": decision.because,
        "通知書の不具合": decision.fault,
    }
    return [Fact(label, word) for label, word in said.items() if word]


def _lines(file: DecidedFile, form: DecisionForm) -> list[dict[str, Any]]:
    told = dict(enumerate(file.facts.costs or (), start=1))
    return [
        {
            **row,
            "number": row["cost"].line,
            "category": category_label(told[row["cost"].line].category, file.terms),
            "description": told[row["cost"].line].description,
            "claimed": format_yen(row["cost"].claimed),
            "judged": format_yen(row["cost"].allowed),
        }
        for row in form.line_rows
    ]


def _may_reissue(decision: GrantDecision, actor: Actor) -> bool:
    is_out = decision.release.status == ReleaseStatus.RELEASED and not hasattr(decision, "successor")
    return is_out and may_lead_screening(actor).is_allowed


def _pages(decision: GrantDecision) -> list[dict[str, str]]:
    if decision.paper is None or not _is_made(decision):
        return []
    total = pages_in(bytes_of(decision.paper))
    return [
        {"url": _picture(decision, number, "page"), "label": f"通知書 {number} / {total}ページ"}
        for number in range(1, total + 1)
    ]


def _checked(decision: GrantDecision) -> str:
    if decision.checked_at is None:
        return ""
    return f"{moment_word(decision.checked_at)} {decision.checked_by_label}が確認しました。"
