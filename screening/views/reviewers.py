"""Reviewers and what they have told of themselves: the office's list, and the page that both sides edit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.models import User
from accounts.services.refusals import Refused
from applications.rules.jsic import DIVISIONS
from kernel.parts import Crumb
from records.services.looking import record_look
from screening.forms.reviewers import ProfileDesk
from screening.models import ReviewerProfile
from screening.policies import may_edit_profile, may_run_screening
from screening.rules.refusals import SENTENCES, Why
from screening.selectors.reviewers import clashing_assignments, profile_of, reviewers_visible_to, ties_by_profile
from screening.services.reviewers import save_profile
from screening.views.desk_words import rounds_crumb
from screening.views.gate import in_office, in_review
from screening.views.review_words import my_files_crumb

_REFUSED, _CONFLICT = 422, 409
_OFFICE, _OWN = "screening/reviewer.html", "screening/review/profile.html"


@require_safe
@in_office
def panel(request: ActorRequest) -> HttpResponse:
    """Show every reviewer with the profile in short."""
    users = list(reviewers_visible_to(request.actor))
    profiles = ReviewerProfile.objects.in_bulk([user.pk for user in users])
    ties = ties_by_profile(profiles)
    rows = [{"user": user, **_in_short(profiles.get(user.pk), ties.get(user.pk, []))} for user in users]
    page = {"crumbs": (rounds_crumb(), Crumb("審査員")), "rows": rows}
    return render(request, "screening/reviewers.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office
def reviewer(request: ActorRequest, user_id: UUID) -> HttpResponse:
    """Show and keep a reviewer's profile."""
    user = get_object_or_404(reviewers_visible_to(request.actor), pk=user_id)
    if request.method == "POST" and not may_edit_profile(request.actor, user).is_allowed:
        raise Http404
    crumbs = (rounds_crumb(), Crumb("審査員", reverse("screening:panel")), Crumb(user.name))
    return _profile_page(request, user, _OFFICE, crumbs)


@require_http_methods(["GET", "HEAD", "POST"])
@in_review
def own_profile(request: ActorRequest) -> HttpResponse:
    """Show and keep one's own profile."""
    user = get_object_or_404(reviewers_visible_to(request.actor), pk=request.actor.acting_id)
    crumbs = (my_files_crumb(), Crumb("勤務先などの登録"))
    return _profile_page(request, user, _OWN, crumbs)


def _profile_page(request: ActorRequest, user: User, template: str, crumbs: tuple[Crumb, ...]) -> HttpResponse:
    at, profile = timezone.now(), profile_of(user)
    is_of_office = may_run_screening(request.actor).is_allowed
    data = request.POST if request.method == "POST" else None
    desk = ProfileDesk(profile, data, is_of_office=is_of_office)
    page: dict[str, Any] = {"crumbs": crumbs, "user": user, "is_known": profile is not None, "theirs": None}
    page["may_edit"] = may_edit_profile(request.actor, user).is_allowed
    if data is not None and desk.is_valid():
        try:
            save_profile(user_id=user.pk, entry=desk.entry(), version=desk.version, actor=request.actor, at=at)
        except Refused as refusal:
            if refusal.why is not Why.CHANGED_MEANWHILE:
                raise
            page |= _told_to_look(request, profile, is_of_office=is_of_office)
            return render(request, template, page, status=_CONFLICT)
        return _kept(request, user)
    if data is None and user.pk != request.actor.user_id:
        record_look(actor=request.actor, subject=user, at=at, shown="審査員の登録内容")
    page |= {"form": desk.form, "rows": desk.rows}
    return render(request, template, page, status=_REFUSED if data is not None else 200)


def _told_to_look(request: ActorRequest, profile: ReviewerProfile | None, *, is_of_office: bool) -> dict[str, Any]:
    """Two people edit: what was typed stays in the form, and what the other kept stands above it."""
    posted = request.POST.copy()
    posted["version"] = str(profile.version if profile else 0)
    again = ProfileDesk(profile, posted, is_of_office=is_of_office)
    ties = ties_by_profile([profile.pk]).get(profile.pk, []) if profile else []
    theirs = {"sentence": SENTENCES[Why.CHANGED_MEANWHILE], **_in_short(profile, ties)}
    return {"form": again.form, "rows": again.rows, "theirs": theirs}


def _kept(request: ActorRequest, user: User) -> HttpResponse:
    messages.success(request, "登録内容を保存しました。")
    clashing = clashing_assignments(user)
    is_own = user.pk == request.actor.user_id
    if clashing and is_own:
        messages.warning(request, "担当している申請に、利益相反のおそれが見つかりました。事務局が確かめます。")
    elif clashing:
        messages.warning(
            request,
            f"担当中の申請{len(clashing)}件に、利益相反のおそれがあります。審査の状況の画面で確かめてください。",
        )
    if is_own:
        return redirect("screening:own_profile")
    return redirect("screening:reviewer", user_id=user.pk)


def _in_short(profile: ReviewerProfile | None, ties: list[Any]) -> dict[str, Any]:
    known = profile.fields if profile else []
    return {
        "is_known": profile is not None,
        "ties": [f"{tie.get_kind_display()}:{tie.name}" for tie in ties],
        "divisions": "、".join(DIVISIONS.get(letter, letter) for letter in known),
        "is_available": profile.is_available if profile else False,
        "load_limit": profile.load_limit if profile else None,
    }
