"""What a person changes of oneself: the name, and the address that signs in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import ActorRequest
from accounts.forms.people import EmailForm, NameForm
from accounts.models import User
from accounts.policies import Why, may_change_email
from accounts.selectors import email_changes_visible_to
from accounts.services.email_changes import ask_for_email, change_email, open_email_change, withdraw_email_change
from accounts.services.people import change_name
from accounts.services.refusals import Refused
from accounts.views.guards import limited, proven_again, signed_in
from accounts.views.parts import own_crumbs
from accounts.views.sentences import SENTENCES

_REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def name(request: ActorRequest) -> HttpResponse:
    """Change one's name."""
    user = User.objects.get(pk=request.actor.acting_id)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": user.name})
    if form.is_bound and form.is_valid():
        change_name(actor=request.actor, user=user, name=form.cleaned_data["name"], at=timezone.now())
        messages.success(request, "氏名を変えました。")
        return redirect("accounts:me")
    page = {"form": form, "crumbs": own_crumbs("氏名を変える")}
    return render(request, "accounts/name.html", page, status=_REFUSED if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def email(request: ActorRequest) -> HttpResponse:
    """Ask for another address, where the sign-in is one's own."""
    refusal = may_change_email(request.actor, User.objects.get(pk=request.actor.acting_id)).refused
    if refusal is not None:
        messages.error(request, SENTENCES[Why(refusal)])
        return redirect("accounts:me")
    return _ask_for_email(request)


@proven_again
@limited("manage_email")
def _ask_for_email(request: ActorRequest) -> HttpResponse:
    """The password comes first: an unattended screen must not give the sign-in away."""
    current = User.objects.get(pk=request.actor.acting_id).email
    form = EmailForm(request.POST if request.method == "POST" else None, current=current)
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data["email"]
        ask_for_email(actor=request.actor, email=wanted, link_to=_link_of(request), at=timezone.now())
        messages.success(request, f"{wanted}に確認のメールを送ります。リンクを開くと変わります。")
        return redirect("accounts:me")
    waiting = email_changes_visible_to(request.actor).first()
    page = {"form": form, "current": current, "waiting": waiting, "crumbs": own_crumbs("メールアドレスを変える")}
    return render(request, "accounts/email.html", page, status=_REFUSED if form.is_bound else 200)


def _link_of(request: HttpRequest) -> Callable[[str], str]:
    return lambda token: request.build_absolute_uri(reverse("accounts:email_change", args=[token]))


@require_POST
@signed_in
def keep_email(request: ActorRequest) -> HttpResponse:
    """Take one's wish for another address back."""
    withdraw_email_change(actor=request.actor, at=timezone.now())
    messages.success(request, "メールアドレスの変更を取り消しました。")
    return redirect("accounts:me")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def email_change(request: HttpRequest, change_token: str) -> HttpResponse:
    """What the letter to the new mailbox opens: it says whose address this becomes, and changes it on a button."""
    found = open_email_change(change_token, at=timezone.now())
    if found is None:
        return _over(request, Why.EMAIL_CHANGE_OVER)
    if request.method != "POST":
        return render(request, "accounts/email_change.html", {"change": found})
    try:
        change_email(token=change_token, at=timezone.now())
    except Refused as refusal:
        return _over(request, Why(refusal.why))
    messages.success(request, f"これからは{found.email}でログインしてください。")
    return redirect("accounts:me")


def _over(request: HttpRequest, why: Why) -> HttpResponse:
    return render(request, "accounts/email_change_over.html", {"sentence": SENTENCES[why]}, status=404)
