"""The lines of the budget: opened in place, kept one by one, put in order."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from applications.models import Application
from applications.rules.sections import SectionKey
from applications.services.cost_lines import add_cost_line, remove_cost_line, reorder_cost_lines
from applications.services.put_aside import give_up, taken_up
from applications.views.cost_lines_desk import LineDesk, LineOutcome, keep_line, line_desk
from applications.views.cost_lines_desk import autosaved_line as autosaved
from applications.views.cost_lines_desk import line_conflict_page as conflict_page
from applications.views.draft_sight import button_on, edited_or_404, signed_in

_REFUSED, _CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def cost_line(request: ActorRequest, application_id: UUID, line_id: UUID) -> HttpResponse:
    """Show the budget with one line open; keep what is typed into it."""
    desk = _desk(request, application_id, line_id)
    if request.method != "POST":
        typed = taken_up(request.session, path=request.path)
        return render(request, "applications/draft/cost_line.html", desk.page(desk.form(typed), typed=typed))
    outcome = keep_line(desk, request.POST, actor=request.actor)
    if request.headers.get("X-Autosave"):
        return JsonResponse(autosaved(outcome), status=_CONFLICT if outcome.conflict else 200)
    if outcome.conflict is not None:
        return render(request, "applications/draft/conflict.html", conflict_page(outcome), status=_CONFLICT)
    give_up(request.session, path=request.path)
    return _after(request, outcome)


def _desk(request: ActorRequest, application_id: UUID, line_id: UUID) -> LineDesk:
    desk = line_desk(edited_or_404(request, application_id), line_id, at=timezone.now())
    if desk is None:
        raise Http404
    return desk


def _after(request: ActorRequest, outcome: LineOutcome) -> HttpResponse:
    desk = outcome.desk
    if outcome.form.refusals():
        return render(request, "applications/draft/cost_line.html", desk.page(outcome.form), status=_REFUSED)
    messages.success(request, f"明細{desk.number}を保存しました。")
    return redirect(desk.line_url if request.POST.get("next") == "stay" else desk.costs_url)


def _costs(_: HttpRequest, *, application_id: UUID, **__: UUID) -> str:
    return reverse("applications:section", args=[application_id, SectionKey.COSTS.value])


@button_on(_costs)
def add(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Begin a line at the end of the budget and open it."""
    edited_or_404(request, application_id)
    kept = add_cost_line(application_id=application_id, values={}, actor=request.actor, at=timezone.now())
    place = reverse("applications:cost_line", args=[application_id, kept.line.pk])
    return redirect(f"{place}#line_{kept.line.pk}")


@button_on(_costs)
def remove(request: ActorRequest, application_id: UUID, line_id: UUID) -> HttpResponse:
    """Take a line out of the budget."""
    _desk(request, application_id, line_id)
    remove_cost_line(line_id=line_id, actor=request.actor, at=timezone.now())
    messages.success(request, "明細を1件消しました。")
    return redirect(_costs(request, application_id=application_id))


@button_on(_costs)
def move(request: ActorRequest, application_id: UUID, line_id: UUID) -> HttpResponse:
    """Put a line one place up or down."""
    application = edited_or_404(request, application_id)
    order = _moved(application, line_id, up=request.POST.get("to") == "up")
    reorder_cost_lines(application_id=application_id, order=order, actor=request.actor, at=timezone.now())
    return redirect(f"{reverse('applications:cost_line', args=[application_id, line_id])}#line_{line_id}")


def _moved(application: Application, line_id: UUID, *, up: bool) -> list[UUID]:
    order = list(application.cost_lines.order_by("position").values_list("pk", flat=True))
    if line_id not in order:
        raise Http404
    place = order.index(line_id)
    other = min(max(place + (-1 if up else 1), 0), len(order) - 1)
    order[place], order[other] = order[other], order[place]
    return order
