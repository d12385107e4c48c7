"""One's own page, where work begins, and the span of the session."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import ActorRequest
from accounts.rules.roles import ROLE_LABELS, OrganisationKind, Role
from accounts.selectors import email_changes_visible_to, join_requests_visible_to, memberships_visible_to
from accounts.services.sessions import extend_session
from accounts.views.guards import signed_in
from accounts.views.parts import rights_in_words


@require_safe
@signed_in
def landing(request: ActorRequest) -> HttpResponse:
    """Go where this person's work begins; who belongs nowhere yet registers a company, or waits to be let in."""
    actor = request.actor
    if not actor.memberships:
        is_waiting = join_requests_visible_to(actor).filter(user=actor.acting_id).exists()
        return redirect("accounts:me" if is_waiting else "accounts:register_company")
    for role, page in settings.LANDING_PAGES.items():
        if actor.has(Role(role)):
            return redirect(page)
    return redirect("accounts:me")


@require_safe
@never_cache
@signed_in
def me(request: ActorRequest) -> HttpResponse:
    """Show the person's name, places and ways to sign in."""
    own = memberships_visible_to(request.actor).filter(user=request.actor.acting_id)
    places = [
        {
            "organisation": each.organisation,
            "role": ROLE_LABELS[Role(each.role)],
            "rights": rights_in_words(Role(each.role), each.rights),
            "is_company": each.organisation.kind == OrganisationKind.COMPANY,
        }
        for each in own
    ]
    asked = join_requests_visible_to(request.actor).filter(user=request.actor.acting_id)
    page = {"places": places, "asked": asked, "waiting": email_changes_visible_to(request.actor).first()}
    return render(request, "accounts/me.html", page)


@require_POST
@signed_in
def extend(request: ActorRequest) -> HttpResponse:
    """Let the session end a full span from now."""
    ends_at = extend_session(request.session, at=timezone.now())
    return JsonResponse({"ends_at": ends_at.isoformat()})
