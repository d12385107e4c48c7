"""What the letter of invitation opens."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import ActorRequest
from accounts.forms.members import NewcomerForm
from accounts.models import Invitation, User
from accounts.policies import Why
from accounts.rules.roles import ROLE_LABELS, Role
from accounts.services.invitations import accept_as_newcomer, accept_invitation, open_invitation
from accounts.services.refusals import Refused
from accounts.views.sentences import SENTENCES

_REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: ActorRequest, token: str) -> HttpResponse:
    """Show the invitation to whoever holds its letter; what can be done depends on who that is."""
    found = open_invitation(token, at=timezone.now())
    if found is None:
        return _over(request, Why.INVITATION_OVER)
    if isinstance(request.user, User):
        return _for_a_person(request, request.user, found, token)
    if User.objects.filter(email=found.email).exists():
        return render(request, "accounts/invitation_sign_in.html", _page(found) | {"next": request.path})
    return _for_a_newcomer(request, found, token)


def _over(request: HttpRequest, why: Why) -> HttpResponse:
    return render(request, "accounts/invitation_over.html", {"sentence": SENTENCES[why]}, status=404)


def _page(found: Invitation) -> dict[str, object]:
    return {"invitation": found, "role": ROLE_LABELS[Role(found.role)]}


def _for_a_person(request: ActorRequest, user: User, found: Invitation, token: str) -> HttpResponse:
    """Let the invited person accept; anybody else must sign out first."""
    if user.email != found.email:
        page = _page(found) | {"sentence": SENTENCES[Why.INVITED_ANOTHER]}
        return render(request, "accounts/invitation_for_another.html", page, status=403)
    if request.method != "POST":
        return render(request, "accounts/invitation_accept.html", _page(found))
    try:
        accept_invitation(token=token, user=user, at=timezone.now())
        messages.success(request, f"{found.organisation.name}に参加しました。")
    except Refused as refusal:
        messages.error(request, SENTENCES[Why(refusal.why)])
    return redirect("accounts:landing")


def _for_a_newcomer(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    """Let the newcomer choose a password, and come in."""
    form = NewcomerForm(request.POST if request.method == "POST" else None, email=found.email)
    if not form.is_bound or not form.is_valid():
        status = _REFUSED if form.is_bound else 200
        return render(request, "accounts/invitation_newcomer.html", _page(found) | {"form": form}, status=status)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    try:
        user = accept_as_newcomer(token=token, name=name, password=password, at=timezone.now())
    except Refused as refusal:
        return _over(request, Why(refusal.why))
    messages.success(request, f"{found.organisation.name}に参加しました。")
    answer: HttpResponse = perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))
    return answer
