"""The pre-check: one question a page, and at the end what the answers come to."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.services.limits import is_within_limit
from accounts.services.refusals import Refused
from applications.forms.catalogue import AskedStep, reshaped
from applications.forms.questions import QuestionForm
from applications.rules.visitor_papers import WhyNoPaper
from applications.services.precheck import judge_as_if_sent, keep_answers, pass_over, start_over
from applications.services.precheck_papers import PRECHECK_PAPERS, issue_precheck_paper, why_not_now
from applications.views.result_in_words import RESULT_NAME, result_page
from applications.views.step_in_words import start_page, step_page
from applications.views.visit import Visit, visit_of

_REFUSED, _TOO_MANY = 422, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, call: str) -> HttpResponse:
    """Say what will be asked; a POST forgets earlier answers and begins."""
    visit = visit_of(request, call)
    if request.method == "POST":
        start_over(request.session, call=call)
        return redirect(visit.url_of(visit.asked[0]))
    return render(request, "applications/precheck/start.html", start_page(visit))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, call: str, key: str) -> HttpResponse:
    """Ask one question; keep the answer and go on."""
    visit = visit_of(request, call)
    page = visit.page_or_404(key)
    if request.method != "POST":
        return _ask(request, visit, page, page.step.build(None, visit.asking))
    if "skip" in request.POST:
        pass_over(request.session, call=call, step=key, facts=page.step.facts)
        return redirect(_next(request, call, key))
    if (form := reshaped(page.step, request.POST, visit.asking)) is not None:
        return _ask(request, visit, page, form)
    form = page.step.build(request.POST, visit.asking)
    if not form.is_valid():
        return _ask(request, visit, page, form, status=_REFUSED)
    keep_answers(request.session, call=call, step=key, answers=form.answers(), industry=form.industry)
    return redirect(_next(request, call, key))


def _ask(request: HttpRequest, visit: Visit, page: AskedStep, form: QuestionForm, status: int = 200) -> HttpResponse:
    return render(request, form.template, step_page(visit, page, form, returns=_returns(request)), status=status)


def _returns(request: HttpRequest) -> bool:
    """Whether the visitor came from the result to mend one answer, and wants to go back there."""
    return "return" in request.GET


def _next(request: HttpRequest, call: str, key: str) -> str:
    """Where to go on, now that the answer may have changed which pages are asked."""
    visit = visit_of(request, call)
    page = next((page for page in visit.asked if page.step.key == key), visit.first_open)
    return visit.url_named("precheck_result") if _returns(request) or page is None else visit.url_after(page)


@never_cache
@require_safe
def result(request: HttpRequest, call: str) -> HttpResponse:
    """Show the verdicts, the amount and why, as if the application were sent now."""
    return _show_result(request, visit_of(request, call))


def _show_result(request: HttpRequest, visit: Visit, *, sentence: str = "", status: int = 200) -> HttpResponse:
    facts, judgement = judge_as_if_sent(visit.facts, visit.terms, at=visit.at)
    page = {**result_page(visit, facts, judgement), "sentence": sentence}
    return render(request, "applications/precheck/result.html", page, status=status)


@require_POST
def issue(request: HttpRequest, call: str) -> HttpResponse:
    """Ask for a paper of the result, or for 様式第1号 with what is known."""
    visit = visit_of(request, call)
    kind = request.POST.get("kind", "")
    if kind not in PRECHECK_PAPERS:
        raise Http404
    came_from = (RESULT_NAME, visit.url_named("precheck_result"))
    try:
        paper = issue_precheck_paper(
            request.session,
            precheck=visit.precheck,
            terms=visit.terms,
            kind=kind,
            at=visit.at,
            asked_on=came_from,
            is_address_within_limit=partial(is_within_limit, request, "visitor_paper"),
        )
    except Refused as refusal:
        sentence = why_not_now(request.session, WhyNoPaper(refusal.why), at=visit.at)
        return _show_result(request, visit, sentence=sentence, status=_TOO_MANY)
    return redirect("records:paper", paper_id=paper.pk)
