"""The inbox in words: three columns by urgency, each row what it is, who sent it, and since when it waits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.actor import Actor
from applications.models import Application
from applications.policies import may_enter_on_behalf
from applications.rules.office_aims import AIM_OF_FORMAL_CHECK, due_on, end_of_week, last_arrival_due_by
from applications.rules.workflow import Status
from applications.selectors.office import mails_that_did_not_arrive, to_be_checked
from applications.views.office.words import url_of
from kernel.calendar import tokyo_day
from kernel.parts import Offer, day_word
from records.models import Message

ROWS_A_COLUMN, MAILS_A_COLUMN = 20, 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the office."""

    what: str
    who: str
    since: str
    url: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Urgency:
    """One column. `count` is the number of files behind `url`; rows beyond the first are found there."""

    key: str
    heading: str
    rows: tuple[Waiting, ...]
    count: str
    url: str
    empty: str
    mails: str = ""


def inbox_page(actor: Actor, *, at: datetime) -> dict[str, Any]:
    """Everything in the inbox."""
    today = tokyo_day(at)
    now, soon = last_arrival_due_by(today), last_arrival_due_by(end_of_week(today))
    mails = tuple(_mail(mail, file) for mail, file in mails_that_did_not_arrive(actor))
    told = f"届いていないメール {len(mails):,}件" if mails else ""
    # On a Sunday the week ends today, and nothing is left between today and later.
    between = _column(actor, "week", "今週", today, after=now, until=soon)
    columns = (
        _column(actor, "today", "今日まで", today, until=now, first=mails[:MAILS_A_COLUMN], mails=told),
        between,
        _column(actor, "later", "それ以降", today, after=soon),
    )
    is_offered = may_enter_on_behalf(actor).is_allowed
    offers = (Offer("代行入力を始める", reverse("applications:office_entry"), weight="second"),) if is_offered else ()
    return {
        "columns": columns,
        "is_empty": not any(column.rows for column in columns),
        "offers": offers,
        "aim": AIM_OF_FORMAL_CHECK,
    }


def _column(
    actor: Actor,
    key: str,
    heading: str,
    today: date,
    *,
    after: date | None = None,
    until: date | None = None,
    first: tuple[Waiting, ...] = (),
    mails: str = "",
) -> Urgency:
    files = to_be_checked(actor, after=after, until=until)
    rows = tuple(_file(file, today) for file in files[:ROWS_A_COLUMN])
    count = len(rows) if len(rows) < ROWS_A_COLUMN else files.count()
    asked = [("status", Status.DRAFT.value), ("status", Status.SUBMITTED.value), ("sort", "received")]
    asked += [("received_from", (after + timedelta(days=1)).isoformat())] if after else []
    asked += [("received_to", until.isoformat())] if until else []
    return Urgency(
        key,
        heading,
        (*first, *rows),
        f"申請 {count:,}件" if count else "",
        f"{reverse('applications:office_list')}?{urlencode(asked)}",
        "いま待っているものはありません。",
        mails,
    )


def _file(file: Application, today: date) -> Waiting:
    is_draft = file.status == Status.DRAFT
    arrived = file.received_on or today
    return Waiting(
        "代行入力の続き" if is_draft else "形式審査",
        file.organisation.name,
        f"{day_word(arrived)}に{file.get_channel_display()}で到着",
        url_of(file),
        is_late=due_on(arrived) < today,
    )


def _mail(mail: Message, file: Application) -> Waiting:
    since = day_word(tokyo_day(mail.created_at))
    url = reverse("applications:office_mail", args=[mail.pk])
    return Waiting(f"届いていないメール:{mail.subject}", file.organisation.name, f"{since}に送ったもの", url)
