"""A move of the office: offered by the law alone, shown with its mail first, made once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, QueryDict

from accounts.actor import Actor
from accounts.services.refusals import Refused
from applications.forms.office_moves import ReasonForm
from applications.models import Application
from applications.policies import may_move
from applications.rules.refusals import Why
from applications.rules.workflow import MOVE_LABELS, MOVES_WITH_A_REASON, Move
from applications.services.acceptance import accept_application, dismiss_application, withdraw_application
from applications.services.letters import preview_letter
from applications.services.submission import submit_application
from applications.views.office.words import NAMELESS, NUMBERLESS, inbox_crumb, list_crumb, url_of
from kernel.parts import Crumb

_PREVIEW, _CONFIRM = "preview", "confirm"


def _submit(application: Application, *, actor: Actor, at: datetime, because: str) -> None:  # noqa: ARG001 - same shape
    submit_application(application_id=application.pk, submission_key=application.submission_key, actor=actor, at=at)


def _accept(application: Application, *, actor: Actor, at: datetime, because: str) -> None:
    accept_application(application_id=application.pk, actor=actor, at=at, because=because)


def _dismiss(application: Application, *, actor: Actor, at: datetime, because: str) -> None:
    dismiss_application(application_id=application.pk, actor=actor, at=at, because=because)


def _withdraw(application: Application, *, actor: Actor, at: datetime, because: str) -> None:
    withdraw_application(application_id=application.pk, actor=actor, at=at, because=because)


_VERBS: Mapping[Move, Callable[..., None]] = {
    Move.SUBMIT: _submit,
    Move.ACCEPT: _accept,
    Move.DISMISS: _dismiss,
    Move.WITHDRAW: _withdraw,
}
_CONSEQUENCES: Mapping[Move, str] = {
    Move.SUBMIT: "受付番号が付き、入力した内容と添付書類は変えられなくなります。",
    Move.ACCEPT: "申請は審査に進みます。要確認の判断は、受理した後でも記録できます。",
    Move.DISMISS: "この申請の手続きは終わります。元に戻すことはできません。",
    Move.WITHDRAW: "申請者からの申出による取下げです。この申請の手続きは終わります。元に戻すことはできません。",
}
_DONE: Mapping[Move, str] = {
    Move.SUBMIT: "提出として登録しました。",
    Move.ACCEPT: "受理しました。",
    Move.DISMISS: "却下しました。",
    Move.WITHDRAW: "取り下げました。",
}


@dataclass(frozen=True, slots=True)
class OfferedMove:
    """A move that this person may make now."""

    move: Move
    make: Callable[..., None]

    @property
    def needs_reason(self) -> bool:
        """Whether it is never made without a word."""
        return self.move in MOVES_WITH_A_REASON

    @property
    def done(self) -> str:
        """What is said afterwards."""
        return _DONE[self.move]


@dataclass(frozen=True, slots=True)
class MovePage:
    """What was posted: nothing yet, a reason to be seen in its mail, or the mail that was seen."""

    form: ReasonForm | None
    because: str
    is_shown: bool
    is_confirmed: bool
    is_refused: bool

    @classmethod
    def read(cls, posted: QueryDict | None, offer: OfferedMove) -> "MovePage":
        """Read a step. A reason that cannot be kept is asked for again."""
        step = posted.get("step", "") if posted is not None else ""
        if not offer.needs_reason:
            return cls(None, "", is_shown=True, is_confirmed=step == _CONFIRM, is_refused=False)
        form = ReasonForm(posted if step in (_PREVIEW, _CONFIRM) else None, initial=posted.dict() if posted else None)
        form.label_suffix = ""
        is_read = form.is_bound and form.is_valid()
        because = form.cleaned_data["because"] if is_read else ""
        is_confirmed = is_read and step == _CONFIRM
        return cls(form, because, is_shown=is_read, is_confirmed=is_confirmed, is_refused=form.is_bound and not is_read)


def offered_move(actor: Actor, application: Application, name: str) -> OfferedMove:
    """The move of this name; a move that is no longer open says so, and one that is not this person's is not there."""
    if name not in set(Move):
        raise Http404
    move = Move(name)
    refused = may_move(actor, application, move).refused
    if refused is Why.NOT_NOW:
        raise Refused(Why.NOT_NOW)
    if refused is not None:
        raise Http404
    return OfferedMove(move, _VERBS[move])


def move_page(application: Application, offer: OfferedMove, asked: MovePage, *, at: datetime) -> dict[str, Any]:
    """The page before a move: what follows from it, the reason, and the very mail that will go out."""
    label = MOVE_LABELS[offer.move]
    number = application.receipt_number or NUMBERLESS
    return {
        "crumbs": (inbox_crumb(), list_crumb(), Crumb(number, url_of(application)), Crumb(label)),
        "label": label,
        "number": number,
        "company": application.organisation.name,
        "title": application.title or NAMELESS,
        "consequence": _CONSEQUENCES[offer.move],
        "form": asked.form,
        "because": asked.because,
        "is_shown": asked.is_shown,
        "mail": preview_letter(application, offer.move, because=asked.because, at=at) if asked.is_shown else None,
        "back_url": url_of(application),
    }
