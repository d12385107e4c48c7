"""The entry of a file that arrived elsewhere."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from accounts.rules.particulars import Particulars
from applications.forms.office_entry import EntryForm
from applications.models import Application
from applications.policies import may_enter_on_behalf
from applications.selectors.office import office_files
from applications.services.on_behalf import enter_on_behalf, note_company
from applications.views.office.gate import in_office
from applications.views.office.words import inbox_crumb, list_crumb
from kernel.parts import Crumb

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def enter(request: ActorRequest) -> HttpResponse:
    """Begin the entry of a file with the day on which it arrived."""
    if not may_enter_on_behalf(request.actor).is_allowed:
        raise Http404
    form = EntryForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        page = {"crumbs": (inbox_crumb(), list_crumb(), Crumb("代行入力")), "form": form}
        return render(request, "applications/office/entry.html", page, status=_REFUSED if form.is_bound else 200)
    try:
        application = _entered(request, form)
    except IntegrityError:
        # The same form was sent twice: the entry that the first one began is the answer to both.
        application = get_object_or_404(office_files(request.actor), pk=form.cleaned_data["key"])
    messages.success(request, "代行入力を始めました。届いた書類の内容を入力してください。")
    return redirect("applications:office_file", application_id=application.pk)


@transaction.atomic
def _entered(request: ActorRequest, form: EntryForm) -> Application:
    given, at = form.cleaned_data, timezone.now()
    particulars = Particulars(name=given["name"], corporate_number=given["corporate_number"])
    company = note_company(particulars=particulars, actor=request.actor, at=at, because=given["because"])
    return enter_on_behalf(
        call_id=given["call"],
        organisation_id=company.pk,
        channel=given["channel"],
        received_on=form.received_on_day,
        arrived_at=form.arrived_at,
        actor=request.actor,
        at=at,
        because=given["because"],
        key=given["key"],
    )
