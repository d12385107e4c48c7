"""Several files at once in words: before, each with its mail or the reason why not; after, what came of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from accounts.actor import Actor
from applications.models import Application
from applications.policies import may_move
from applications.rules.refusals import SENTENCES, Why
from applications.rules.workflow import Move
from applications.selectors.office import judged_of, office_files
from applications.services.letters import preview_letter
from applications.views.office.selection import Selection, list_url
from applications.views.office.words import JUDGED_CHIPS, NAMELESS, NUMBERLESS, inbox_crumb, list_crumb, url_of
from kernel.parts import Chip, Crumb
from kernel.verdict import Outcome
from records.services.mail_words import MailWords, UnfitMailError

TITLE = "まとめて受理する"


class Done(TypedDict):
    """What came of a decision, as the session keeps it until it was read."""

    files: list[str]
    refused: dict[str, str]
    missing: int
    back: str
    at: str


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """One ticked file, with the mail that goes out or the reason why it stays as it is."""

    file: Application
    number: str
    company: str
    title: str
    url: str
    judged: Chip | None = None
    mail: MailWords | None = None
    refused: str = ""


def preview_page(chosen: Selection, actor: Actor, *, at: datetime) -> dict[str, Any]:
    """The ticked files before anything happens: those that will be accepted, and those that will not and why."""
    judged = judged_of(file.pk for file in chosen.files)
    outcomes = {key: JUDGED_CHIPS[Outcome(each.eligible)] for key, each in judged.items()}
    shown = [_before(file, actor, outcomes.get(file.pk), at=at) for file in chosen.files]
    return {
        "crumbs": (inbox_crumb(), list_crumb(), Crumb(TITLE)),
        "title": TITLE,
        "waiting": [each for each in shown if not each.refused],
        "staying": [each for each in shown if each.refused],
        "missing": chosen.missing,
        "back": chosen.back,
        "back_url": chosen.back_url,
        "is_empty": not chosen.files,
    }


def result_page(actor: Actor, told: Done) -> dict[str, Any]:
    """What came of each file."""
    files = office_files(actor).filter(pk__in=told["files"]).order_by("call_id", "receipt_sequence", "id")
    shown = [_named(file, refused=_sentence(told["refused"].get(str(file.pk)))) for file in files]
    return {
        "crumbs": (inbox_crumb(), list_crumb(), Crumb(TITLE)),
        "title": "まとめて受理した結果",
        "at": datetime.fromisoformat(told["at"]),
        "done": [each for each in shown if not each.refused],
        "staying": [each for each in shown if each.refused],
        "missing": told["missing"],
        "back_url": list_url(told["back"]),
    }


def _before(file: Application, actor: Actor, judged: Chip | None, *, at: datetime) -> ChosenFile:
    refused = may_move(actor, file, Move.ACCEPT).refused
    if refused is not None:
        return _named(file, judged=judged, refused=SENTENCES[Why(refused)])
    try:
        return _named(file, judged=judged, mail=preview_letter(file, Move.ACCEPT, at=at))
    except UnfitMailError:
        return _named(file, judged=judged, refused=SENTENCES[Why.MAIL_CANNOT_BE_SET])


def _named(file: Application, **told: Any) -> ChosenFile:
    return ChosenFile(
        file=file,
        number=file.receipt_number or NUMBERLESS,
        company=file.organisation.name,
        title=file.title or NAMELESS,
        url=url_of(file),
        **told,
    )


def _sentence(why: str | None) -> str:
    return SENTENCES[Why(why)] if why else ""
