"""What the applicant's pages say once a file is decided: the letter, and where it goes on. Nothing of how it came."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.actor import Actor
from applications.models import Application, FilePaper
from applications.rules.workflow import Status
from applications.selectors.filed import decision_letters
from applications.selectors.ways_on import ways_on_from_file
from kernel.parts import NextStep, Offer

DECIDED = (Status.GRANTED, Status.REFUSED)
_SENTENCES: Mapping[Status, str] = {
    Status.GRANTED: "交付が決まりました。交付決定通知書で、決定額と交付の条件を確かめてください。",
    Status.REFUSED: "審査の結果が出ました。通知書をご覧ください。この申請の手続きは終わりました。",
}
_REPLACED = "新しい通知書に差し替えました。この通知書は効力がありません。"


def decided_step(application: Application, actor: Actor, *, receipt: Offer) -> NextStep:
    """The letter first, then what follows from it."""
    in_force = [letter for letter in decision_letters(application) if not _is_replaced(letter)]
    letters = tuple(Offer("通知書を開く", _url(letter)) for letter in in_force[:1])
    onward = ways_on_from_file(actor, application)
    return NextStep(
        _SENTENCES[Status(application.status)],
        f"受付番号 {application.receipt_number}",
        (*onward, *(Offer(each.label, each.url, weight="second") for each in letters), receipt),
    )


def decision_facts(application: Application) -> list[dict[str, str]]:
    """Every letter of decision of a file, the newest first."""
    return [
        {
            "label": letter.paper.title,
            "url": _url(letter),
            "note": _REPLACED if _is_replaced(letter) else "",
        }
        for letter in decision_letters(application)
    ]


def _url(letter: FilePaper) -> str:
    return reverse("records:paper", args=[letter.paper_id])


def _is_replaced(letter: FilePaper) -> bool:
    return hasattr(letter.paper, "superseded_by")
