"""The inbox, the list of files and its exports."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from accounts.models import User
from applications.forms.office_filters import FileFilters
from applications.selectors.office import listed_files
from applications.views.office.columns import files_table
from applications.views.office.gate import in_office
from applications.views.office.inbox import inbox_page
from applications.views.office.words import inbox_crumb, list_crumb
from kernel.calendar import tokyo_day
from kernel.parts import Crumb
from records.services.looking import record_look
from records.tables import built_table, csv_file, read_state, refusals_of, xlsx_file

_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}
_UNREADABLE = 422
_BULK = {"url": reverse_lazy("applications:office_bulk_accept"), "label": "印を付けた申請を受理する"}


@require_safe
@in_office
def inbox(request: ActorRequest) -> HttpResponse:
    """Show what waits for the office, the most urgent first."""
    return render(request, "applications/office/inbox.html", inbox_page(request.actor, at=timezone.now()))


@require_safe
@in_office
def file_list(request: ActorRequest) -> HttpResponse:
    """Show the files that the address asks for."""
    filters = FileFilters(request.GET, listed_files(request.actor))
    spec = files_table(today=tokyo_day(timezone.now()), actor=request.actor)
    table = built_table(spec, filters.found, filters.form, read_state(request.GET, spec.columns, sort=spec.sort))
    page = {"crumbs": (inbox_crumb(), Crumb("申請の一覧")), "table": table, "form": filters.form, "bulk": _BULK}
    return render(request, "applications/office/list.html", page, status=200 if filters.is_valid() else _UNREADABLE)


@require_safe
@in_office
def export(request: ActorRequest, kind: str) -> HttpResponse:
    """Hand out the list exactly as filtered, and write down who took it."""
    filters, at = FileFilters(request.GET, listed_files(request.actor)), timezone.now()
    spec = files_table(today=tokyo_day(at))
    if refusals := refusals_of(filters.form, request.GET, spec.columns):
        return _not_written(request, refusals)
    state = read_state(request.GET, spec.columns, sort=spec.sort)
    shown = f"{spec.caption} {kind} {filters.found.count()}件 {request.GET.urlencode()}"
    record_look(actor=request.actor, subject=cast(User, request.user), at=at, verb="export_list", shown=shown)
    return _WRITERS[kind](spec, filters.found, state, name=f"{spec.caption}_{tokyo_day(at):%Y%m%d}")


def _not_written(request: ActorRequest, refusals: list[str]) -> HttpResponse:
    """Say what cannot be read: a file that passed it over would hold rows that nobody has asked for."""
    page = {
        "crumbs": (inbox_crumb(), list_crumb(), Crumb("書き出し")),
        "refusals": refusals,
        "list_url": f"{reverse('applications:office_list')}?{request.GET.urlencode()}",
    }
    return render(request, "applications/office/export_refused.html", page, status=_UNREADABLE)
