"""The entrance and the pages of the pre-check in words."""

from dataclasses import dataclass
from typing import Any

from applications.forms.catalogue import AskedStep
from applications.forms.questions import QuestionForm
from applications.views.visit import Visit
from kernel.parts import Crumb, Offer


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a visitor stands among the questions."""

    done: int
    total: int
    part: str


def start_page(visit: Visit) -> dict[str, Any]:
    """The entrance: what will be asked, and where to go on."""
    parts = list(dict.fromkeys(page.step.part for page in visit.asked))
    return {
        "title": visit.terms.title,
        "demonstration": visit.terms.demonstration,
        "crumbs": (*_crumbs(visit)[:-1], Crumb("事前確認")),
        "parts": [(part, sum(page.step.part == part for page in visit.asked)) for part in parts],
        "total": len(visit.asked),
        "has_begun": bool(visit.precheck.done),
        "answered": len([page for page in visit.asked if page.step.key in visit.precheck.done]),
        "offers": _offers_to_go_on(visit),
        "first_url": visit.url_of(visit.asked[0]),
        "start_url": visit.url_named("precheck"),
    }


def _offers_to_go_on(visit: Visit) -> tuple[Offer, ...]:
    """What one may do with the answers given so far."""
    result, open_page = visit.url_named("precheck_result"), visit.first_open
    if open_page is None:
        return (Offer("結果を見る", result),)
    return (Offer("続きから答える", visit.url_of(open_page)), Offer("ここまでの結果を見る", result, weight="second"))


def step_page(visit: Visit, page: AskedStep, form: QuestionForm, *, returns: bool) -> dict[str, Any]:
    """One question."""
    return {
        "title": visit.terms.title,
        "demonstration": visit.terms.demonstration,
        "crumbs": _crumbs(visit),
        "progress": Progress(visit.number_of(page), len(visit.asked), page.step.part),
        "form": form,
        "why": page.step.why,
        "reasons": page.reasons,
        "action_url": visit.url_of(page) + ("?return" if returns else ""),
        "back_url": visit.url_named("precheck_result") if returns else visit.url_before(page),
        "back_label": "結果に戻る" if returns else "前に戻る",
        "has_begun": bool(visit.precheck.done),
        "result_url": visit.url_named("precheck_result"),
    }


def _crumbs(visit: Visit) -> tuple[Crumb, ...]:
    return (
        Crumb("公募の一覧", "/"),
        Crumb(visit.terms.title, visit.url_named("call")),
        Crumb("事前確認", visit.url_named("precheck")),
    )
