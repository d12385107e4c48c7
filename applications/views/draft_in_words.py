"""The list of one's files, the beginning of one, and the task list, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.rules.roles import OrganisationKind, Right
from accounts.selectors import memberships_visible_to
from applications.forms.draft_start import StartForm
from applications.models import Application
from applications.papers.findings import equation_of
from applications.policies import may_edit
from applications.rules.progress import PROGRESS_LABELS, Progress
from applications.rules.sections import SECTIONS, SectionKey
from applications.rules.terms import CallTerms
from applications.rules.workflow import STATUS_LABELS, TURN_LABELS, TURN_OF, Move, Status, Turn
from applications.selectors import (
    Picture,
    applications_visible_to,
    current_revisions,
    open_first,
    terms_in_force,
)
from applications.selectors.drafts import erratum_since_begun
from applications.selectors.office import turn_of
from applications.services.offers import offers_for
from applications.services.precheck import Precheck, read_precheck
from applications.views.call_in_words import CLOSED, chip_of, days_in_words, window_in_words
from applications.views.decided_in_words import DECIDED, decided_step
from applications.views.draft_summaries import summary_of
from kernel.calendar import TOKYO, tokyo_day
from kernel.money import format_yen
from kernel.parts import Chip, Crumb, NextStep, Offer, day_word, moment_word
from kernel.wareki import format_wareki

LIST = Crumb("申請の一覧", "/applications/")
_READ_ONLY = "この下書きは読むことができます。入力は、入力の権限を持つ方が行います。"
_SENT = "提出した内容です。「内容を見る」で全体を読めます。"
_STATUS_CHIPS: Mapping[Status, Chip] = {
    Status.DRAFT: Chip(STATUS_LABELS[Status.DRAFT], "key", "open"),
    Status.SUBMITTED: Chip(STATUS_LABELS[Status.SUBMITTED], "good", "good"),
    Status.ACCEPTED: Chip(STATUS_LABELS[Status.ACCEPTED], "good", "good"),
    Status.DISMISSED: Chip(STATUS_LABELS[Status.DISMISSED], "bad", "bad"),
    Status.WITHDRAWN: Chip(STATUS_LABELS[Status.WITHDRAWN], "quiet", "open"),
    Status.GRANTED: Chip(STATUS_LABELS[Status.GRANTED], "good", "good"),
    Status.REFUSED: Chip(STATUS_LABELS[Status.REFUSED], "quiet", "info"),
}
_PROGRESS_CHIPS: Mapping[Progress, Chip] = {
    Progress.NOT_STARTED: Chip(PROGRESS_LABELS[Progress.NOT_STARTED], "quiet", "open"),
    Progress.IN_PROGRESS: Chip(PROGRESS_LABELS[Progress.IN_PROGRESS], "key", "forward"),
    Progress.COMPLETE: Chip(PROGRESS_LABELS[Progress.COMPLETE], "good", "good"),
    Progress.NEEDS_CORRECTION: Chip(PROGRESS_LABELS[Progress.NEEDS_CORRECTION], "care", "care"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A section as a row of the task list."""

    label: str
    url: str
    summary: str
    chip: Chip
    saved: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One of one's files in the list."""

    title: str
    url: str
    call: str
    organisation: str
    chip: Chip
    turn: str
    note: str


def moment_in_words(at: datetime, *, now: datetime) -> str:
    """12:34 today, else the day with it."""
    moment, today = at.astimezone(TOKYO), now.astimezone(TOKYO).date()
    clock = f"{moment.hour}:{moment:%M}"
    return clock if moment.date() == today else f"{format_wareki(moment.date())} {clock}"


def title_of(application: Application) -> str:
    """What a file is called before and after its project has a name."""
    return application.title or "(名称はまだありません)"


def mine_page(actor: Actor, session: Any, *, at: datetime) -> dict[str, Any]:
    """The list of one's files; an empty one says how one begins."""
    own = actor.organisations(OrganisationKind.COMPANY)
    rows = applications_visible_to(actor).filter(organisation_id__in=own).order_by("-created_at", "id")
    calls = open_first((terms_in_force(each) for each in current_revisions()), at=at)
    return {
        "crumbs": (Crumb("公募の一覧", "/"), Crumb("申請の一覧")),
        "files": [_row(each, at=at) for each in rows],
        "beginnings": [_beginning(each, session) for each in calls if chip_of(each, at=at) is not CLOSED],
        "has_company": bool(own),
    }


def _row(application: Application, *, at: datetime) -> FileRow:
    status, terms = Status(application.status), terms_in_force(application.revision)
    is_draft = status is Status.DRAFT
    return FileRow(
        title=title_of(application),
        url=reverse("applications:application", args=[application.pk]),
        call=terms.title,
        organisation=application.organisation.name,
        chip=_STATUS_CHIPS[status],
        turn=TURN_LABELS[turn_of(application)],
        note=days_in_words(terms, at=at) if is_draft else f"受付番号 {application.receipt_number}",
    )


def _beginning(terms: CallTerms, session: Any) -> dict[str, Any]:
    precheck = read_precheck(session, call=terms.id)
    label = "事前確認の答えを引き継いで申請を始める" if precheck.known else "申請を始める"
    return {"title": terms.title, "offer": Offer(label, reverse("applications:start", args=[terms.id]))}


def start_page(terms: CallTerms, form: StartForm, precheck: Precheck, actor: Actor, *, at: datetime) -> dict[str, Any]:
    """The beginning: for whom, with what, until when."""
    own = actor.organisations(OrganisationKind.COMPANY)
    return {
        "title": terms.title,
        "demonstration": terms.demonstration,
        "crumbs": (
            Crumb("公募の一覧", "/"),
            Crumb(terms.title, reverse("applications:call", args=[terms.id])),
            Crumb("申請を始める"),
        ),
        "form": form,
        "has_company": bool(own),
        "may_begin": bool(form.companies),
        "only_company": form.companies[0] if len(form.companies) == 1 else None,
        "carried": len([value for value in precheck.known.values() if value is not None]),
        "window": window_in_words(terms),
        "days": days_in_words(terms, at=at),
        "call_url": reverse("applications:call", args=[terms.id]),
    }


def home_page(picture: Picture, actor: Actor, *, at: datetime) -> dict[str, Any]:
    """The task list with the money, the days left, the people and the next step."""
    application = picture.application
    status = Status(application.status)
    is_edited = may_edit(actor, application).is_allowed
    return {
        "title": title_of(application),
        "call": picture.terms.title,
        "demonstration": picture.terms.demonstration,
        "organisation": application.organisation.name,
        "crumbs": (LIST, Crumb(title_of(application))),
        "chip": _STATUS_CHIPS[status],
        "next_step": _next_step(picture, actor, at=at),
        "tasks": [_task(picture, section.key, section.label, is_edited=is_edited, at=at) for section in SECTIONS],
        "done": picture.complete_sections,
        "total": len(SECTIONS),
        "is_draft": status is Status.DRAFT,
        "erratum": _erratum(application) if status is Status.DRAFT else None,
        "read_only": "" if is_edited else _READ_ONLY if status is Status.DRAFT else _SENT,
        "receipt_number": application.receipt_number,
        "submitted": moment_word(application.submitted_at),
        "people": _people(actor, application),
        **money_of(picture),
        "days": days_in_words(picture.terms, at=at),
        "window": window_in_words(picture.terms),
        "confirm_url": reverse("applications:confirm", args=[application.pk]),
        "withdraw_url": _withdraw_url(application, actor),
    }


def _erratum(application: Application) -> dict[str, str] | None:
    """What the people of a draft are told when the terms of its call were put right while they typed."""
    erratum = erratum_since_begun(application)
    if erratum is None or erratum.published_at is None:
        return None
    return {
        "day": day_word(tokyo_day(erratum.published_at)),
        "because": erratum.because,
        "call_url": reverse("applications:call", args=[erratum.call_id]),
    }


def _withdraw_url(application: Application, actor: Actor) -> str:
    """The way to take a sent file back, for those of the company who may; the office has its own."""
    if not actor.may(Right.SUBMIT, application.organisation_id):
        return ""
    is_open = any(offer.move is Move.WITHDRAW for offer in offers_for(actor, application))
    return reverse("applications:withdraw", args=[application.pk]) if is_open else ""


def money_of(picture: Picture) -> dict[str, Any]:
    """The amount so far with its equation, and where it stands between floor and cap."""
    amount, limits = picture.judgement.amount, picture.terms.amounts
    return {
        "has_lines": bool(picture.lines),
        "equation": {
            "steps": equation_of(picture.judgement, picture.terms),
            "answer_label": "申請できる額(見込み)",
            "answer": format_yen(amount.granted_at_most),
        },
        "bar": {
            "least": format_yen(limits.floor),
            "most": format_yen(limits.cap),
            "floor": limits.floor,
            "cap": limits.cap,
            "value": min(amount.granted_at_most, limits.cap),
            "now": format_yen(amount.granted_at_most),
        },
        "amount_clause": amount.clause,
    }


def _task(picture: Picture, key: SectionKey, label: str, *, is_edited: bool, at: datetime) -> Task:
    row = picture.sections.get(key)
    saved = f"{moment_in_words(row.saved_at, now=at)} {row.saved_by.name}" if row else ""
    url = reverse("applications:section", args=[picture.application.pk, key.value]) if is_edited else ""
    return Task(label, url, summary_of(picture, key), _PROGRESS_CHIPS[picture.progress[key]], saved)


def _next_step(picture: Picture, actor: Actor, *, at: datetime) -> NextStep:
    status = Status(picture.application.status)
    if status in DECIDED:
        return decided_step(picture.application, actor, receipt=_receipt(picture.application))
    return (
        _step_of_a_draft(picture, actor, at=at) if TURN_OF[status] is Turn.APPLICANT else _step_after_sending(picture)
    )


def _receipt(application: Application) -> Offer:
    return Offer("受付の控えを見る", reverse("applications:receipt", args=[application.pk]), weight="second")


def _step_of_a_draft(picture: Picture, actor: Actor, *, at: datetime) -> NextStep:
    application, left = picture.application, len(picture.blocking)
    turn = turn_of(application)
    if turn is Turn.SECRETARIAT and not may_edit(actor, application).is_allowed:
        return _step_while_typed_in(application)
    sentence = (
        f"{TURN_LABELS[turn]}の番です。入力が要るところが{left}件あります。"
        if left
        else f"{TURN_LABELS[turn]}の番です。必要な入力がそろいました。内容を確かめて提出してください。"
    )
    label = "確認して提出する" if any(offers_for(actor, application)) else "全体を見る"
    return NextStep(
        sentence,
        f"{days_in_words(picture.terms, at=at)}。受付期間は{window_in_words(picture.terms)}です。",
        (Offer(label, reverse("applications:confirm", args=[application.pk])),),
    )


def _step_while_typed_in(application: Application) -> NextStep:
    """What the company reads while the office types in the letter it sent."""
    return NextStep(
        "届いた申請書を、いま事務局が入力しています。",
        f"{application.get_channel_display()}で届きました。収受日は{day_word(application.received_on)}です。",
        (Offer("全体を見る", reverse("applications:confirm", args=[application.pk])),),
    )


def _step_after_sending(picture: Picture) -> NextStep:
    application = picture.application
    is_checked = TURN_OF[Status(application.status)] is Turn.SECRETARIAT
    return NextStep(
        "いまは事務局が書類を確かめています。" if is_checked else "この申請の手続きは終わりました。",
        f"受付番号 {application.receipt_number}",
        (
            Offer("受付の控えを見る", reverse("applications:receipt", args=[application.pk])),
            Offer("内容を見る", reverse("applications:confirm", args=[application.pk]), weight="second"),
        ),
    )


def _people(actor: Actor, application: Application) -> list[str]:
    rows: Iterable[Any] = memberships_visible_to(actor).filter(organisation_id=application.organisation_id)
    return sorted({row.user.name for row in rows})
