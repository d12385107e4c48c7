"""Releases in words: the list of them with the reserve, the page of one, and the page before the act."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.actor import Actor
from applications.rules.sentences import word_of
from applications.rules.workflow import Move
from applications.selectors import terms_in_force
from applications.services.letters import preview_letter, recipients_of
from kernel.money import format_yen
from kernel.parts import Chip, Crumb, Figure, moment_word
from records.models import PaperState
from screening.forms.decisions import BecauseForm, DayForm, PromoteForm
from screening.models import GrantDecision, Release, ScreeningRound
from screening.policies import may_lead_screening, may_run_screening
from screening.rules.deciding import warning_of_floor
from screening.rules.refusals import SENTENCES, Why
from screening.rules.workflow import RELEASE_STATUS_LABELS, ReleaseStatus, RoundStatus
from screening.selectors.releases import (
    LetterProgress,
    Obstacle,
    decisions_of,
    money_left,
    obstacles_to_preparing,
    obstacles_to_releasing,
    progress_of_letters,
    releases_visible_to,
    reserve_of,
)
from screening.views.decisions_in_words import crumbs_to_releases, thumbnail_of, url_of

RELEASE_CHIPS: Mapping[ReleaseStatus, Chip] = {
    ReleaseStatus.DRAFTED: Chip(RELEASE_STATUS_LABELS[ReleaseStatus.DRAFTED], "key", "open"),
    ReleaseStatus.PREPARED: Chip(RELEASE_STATUS_LABELS[ReleaseStatus.PREPARED], "care", "forward"),
    ReleaseStatus.RELEASED: Chip(RELEASE_STATUS_LABELS[ReleaseStatus.RELEASED], "good", "good"),
    ReleaseStatus.CANCELLED: Chip(RELEASE_STATUS_LABELS[ReleaseStatus.CANCELLED], "quiet", "open"),
}
_PAGE = 60
_LOOK_AGAIN = 3


def releases_page(
    screening: ScreeningRound, actor: Actor, *, forms: Mapping[str, PromoteForm | BecauseForm]
) -> dict[str, Any]:
    """All releases of a round, its reserve, and the money that no decision binds."""
    is_frozen = screening.status == RoundStatus.FROZEN
    rows = releases_visible_to(actor).filter(round=screening).exclude(status=ReleaseStatus.CANCELLED)
    return {
        "crumbs": (*crumbs_to_releases(screening)[:-1], Crumb("決定の通知")),
        "call": screening.call_id,
        "is_frozen": is_frozen,
        "may_run": may_run_screening(actor).is_allowed,
        "releases": [_release_row(each) for each in rows],
        "reserve": [_reserve_row(each, forms.get("promote")) for each in reserve_of(screening)],
        "end_form": forms.get("end") or BecauseForm(auto_id="id_end_%s"),
        "tried": next(iter(forms.values()), None),
        "left": format_yen(money_left(screening)) if is_frozen else "",
    }


def _release_row(release: Release) -> dict[str, Any]:
    granted = release.decisions.filter(outcome="granted").count()
    total = release.decisions.count()
    return {
        "url": reverse("screening:release", args=[release.round.call_id, release.pk]),
        "chip": RELEASE_CHIPS[ReleaseStatus(release.status)],
        "when": _when(release),
        "counts": f"{total}件(交付 {granted}件、不交付 {total - granted}件)",
        "who": release.released_by_label,
    }


def _when(release: Release) -> str:
    if release.released_at is not None:
        return f"{moment_word(release.released_at)} 通知"
    return f"{moment_word(release.drafted_at)} 作成"


def _reserve_row(row: Mapping[str, Any], tried: object) -> dict[str, Any]:
    form = tried if isinstance(tried, PromoteForm) and str(tried.data.get("case")) == row["case"] else None
    return {
        "number": row["receipt_number"],
        "company": row["company"],
        "rank": row["rank"],
        "requested": format_yen(row["requested"]),
        "form": form or PromoteForm(initial={"case": UUID(row["case"])}, auto_id=f"id_{row['case']}_%s"),
    }


def release_page(release: Release, actor: Actor, *, form: DayForm, asked: Mapping[str, str]) -> dict[str, Any]:
    """One release: what is decided, how far its letters are, and what stands in the way."""
    decisions = decisions_of(release)
    status, progress = ReleaseStatus(release.status), progress_of_letters(decisions)
    is_prepared = status is ReleaseStatus.PREPARED
    obstacles = _in_the_way(status, decisions)
    shown = _page_of([each for each in decisions if _is_asked_for(each, asked)], asked)
    return {
        "crumbs": (*crumbs_to_releases(release.round), Crumb(RELEASE_STATUS_LABELS[status])),
        "release": release,
        "title": _title(status, progress),
        "chip": RELEASE_CHIPS[status],
        "figures": _figures(decisions),
        "facts": _facts(release),
        "form": form,
        "may_run": may_run_screening(actor).is_allowed,
        "is_drafted": status is ReleaseStatus.DRAFTED,
        "is_prepared": is_prepared,
        "is_released": status is ReleaseStatus.RELEASED,
        "progress": progress,
        "look_again_after": 0 if not is_prepared or progress.is_made else _LOOK_AGAIN,
        "obstacles": [_obstacle(each) for each in obstacles if each.why is not Why.LETTERS_NOT_CHECKED][:_PAGE],
        "send_url": reverse("screening:send", args=[release.round.call_id, release.pk]),
        "may_send": is_prepared and not obstacles and may_run_screening(actor).is_allowed,
        "first_unchecked": next((url_of(each) for each in decisions if each.checked_at is None), ""),
        "is_unchecked_only": "unchecked" in asked,
        **shown,
    }


def _in_the_way(status: ReleaseStatus, decisions: Sequence[GrantDecision]) -> list[Obstacle]:
    """What went out has nothing left in its way."""
    if status is ReleaseStatus.PREPARED:
        return obstacles_to_releasing(decisions)
    return obstacles_to_preparing(decisions) if status is ReleaseStatus.DRAFTED else []


def _is_asked_for(decision: GrantDecision, asked: Mapping[str, str]) -> bool:
    return "unchecked" not in asked or decision.checked_at is None


def _page_of(decisions: Sequence[GrantDecision], asked: Mapping[str, str]) -> dict[str, Any]:
    pages = max(1, -(-len(decisions) // _PAGE))
    wished = asked.get("page", "1")
    page = min(max(int(wished), 1), pages) if wished.isdecimal() and wished.isascii() else 1
    first = (page - 1) * _PAGE
    kept = "&unchecked=1" if "unchecked" in asked else ""
    return {
        "rows": [_row(each) for each in decisions[first : first + _PAGE]],
        "pages": [
            {"label": str(number), "url": f"?page={number}{kept}", "is_here": number == page}
            for number in range(1, pages + 1)
        ]
        if pages > 1
        else [],
    }


def _title(status: ReleaseStatus, progress: LetterProgress) -> str:
    if status is ReleaseStatus.PREPARED and not progress.is_made:
        return f"通知書を作っています({progress.made} / {progress.total})"
    if status is ReleaseStatus.PREPARED:
        return "通知書を確かめる"
    return "通知した決定" if status is ReleaseStatus.RELEASED else "決定の案"


def _figures(decisions: Sequence[GrantDecision]) -> tuple[Figure, ...]:
    granted = [each for each in decisions if each.outcome == "granted"]
    reduced = sum(bool(each.reduction) for each in granted)
    return (
        Figure("交付", f"{len(granted)}件", f"うち減額 {reduced}件" if reduced else ""),
        Figure("不交付", f"{len(decisions) - len(granted)}件"),
        Figure("交付決定額の合計", format_yen(sum(each.decided_amount for each in granted))),
    )


def _facts(release: Release) -> list[tuple[str, str]]:
    said = {
        "決定日": word_of(release.decided_on) if release.decided_on else "",
        "通知した日時": moment_word(release.released_at) if release.released_at else "",
        "通知した人": release.released_by_label,
    }
    return [(label, word) for label, word in said.items() if word]


def _row(decision: GrantDecision) -> dict[str, Any]:
    application = decision.case.application
    return {
        "url": url_of(decision),
        "number": application.receipt_number,
        "company": application.organisation.name,
        "title": application.title,
        "outcome": OUTCOME_CHIPS[decision.outcome],
        "amount": format_yen(decision.decided_amount) if decision.outcome == "granted" else "",
        "reduction": decision.get_reduction_display() if decision.reduction else "",
        "document_number": decision.document_number,
        "letter": _letter_chip(decision),
        "thumbnail": thumbnail_of(decision),
        "warning": warning_of_floor(decision.decided_amount, terms_in_force(application.revision))
        if decision.outcome == "granted"
        else "",
    }


OUTCOME_CHIPS: Mapping[str, Chip] = {
    "granted": Chip("交付", "good", "good"),
    "refused": Chip("不交付", "quiet", "info"),
}


def _letter_chip(decision: GrantDecision) -> Chip | None:
    if not decision.document_number:
        return None
    if decision.fault or decision.paper is None or decision.paper.state == PaperState.FAILED:
        return Chip("作成できず", "bad", "bad")
    if decision.paper.state != PaperState.READY:
        return Chip("作成中", "key", "forward")
    return Chip("確認済み", "good", "good") if decision.checked_at else Chip("未確認", "care", "ask")


def _obstacle(obstacle: Obstacle) -> dict[str, str]:
    application = obstacle.decision.case.application
    return {
        "url": url_of(obstacle.decision),
        "label": f"{application.receipt_number} {application.organisation.name}",
        "sentence": obstacle.sentence,
    }


def sending_page(release: Release, actor: Actor, *, at: datetime) -> dict[str, Any]:
    """What goes out, to whom, with which mail; and what keeps it from going."""
    decisions = decisions_of(release)
    obstacles = obstacles_to_releasing(decisions)
    recipients = recipients_of(each.case.application for each in decisions)
    addressed = [each for each in decisions if recipients[each.case.application_id]]
    unaddressed = [each for each in decisions if not recipients[each.case.application_id]]
    is_head = may_lead_screening(actor).is_allowed
    return {
        "crumbs": (
            *crumbs_to_releases(release.round),
            Crumb("通知書を確かめる", reverse("screening:release", args=[release.round.call_id, release.pk])),
            Crumb("一括で通知する"),
        ),
        "release": release,
        "figures": _figures(decisions),
        "decided_on": word_of(release.decided_on) if release.decided_on else "",
        "obstacles": [_obstacle(each) for each in obstacles][:_PAGE],
        "may_release": is_head and not obstacles,
        "is_head": is_head,
        "for_head": SENTENCES[Why.FOR_HEAD],
        "mails": _mails(addressed, at=at),
        "mail_count": len(addressed),
        "unaddressed": [
            f"{each.case.application.receipt_number} {each.case.application.organisation.name}" for each in unaddressed
        ],
        "back_url": reverse("screening:release", args=[release.round.call_id, release.pk]),
    }


def _mails(decisions: Sequence[GrantDecision], *, at: datetime) -> list[dict[str, Any]]:
    """The first mail of each kind, word for word."""
    moves = {"granted": Move.GRANT, "refused": Move.REFUSE}
    shown = []
    for outcome, move in moves.items():
        first = next((each for each in decisions if each.outcome == outcome), None)
        if first is not None:
            count = sum(each.outcome == outcome for each in decisions)
            mail = preview_letter(first.case.application, move, because=first.because, at=at)
            shown.append({"label": f"{OUTCOME_CHIPS[outcome].label}のメール({count}通のうち1通目)", "mail": mail})
    return shown
