"""The members of an organisation: who is in, who is invited, who asks, and what each may do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import Actor, ActorRequest
from accounts.forms.members import InvitationForm, RightsForm
from accounts.models import JoinAnswer, Organisation
from accounts.policies import Why, may_answer_join_request, may_change_rights, may_end_membership, may_invite
from accounts.rules.roles import VIEW_ONLY, OrganisationKind, Right, Role, roles_of_kind
from accounts.selectors import (
    invitations_visible_to,
    join_requests_visible_to,
    memberships_visible_to,
    organisations_visible_to,
    stands_as,
)
from accounts.services.invitations import invite_colleague, withdraw_invitation
from accounts.services.looking import record_look_at_people
from accounts.services.memberships import answer_join_request, change_rights, end_membership
from accounts.services.refusals import Refused
from accounts.views.guards import limited, signed_in
from accounts.views.parts import invitation_row, member_row, organisation_crumbs, request_row
from accounts.views.sentences import SENTENCES
from kernel.parts import Offer

_REFUSED = 422


@require_safe
@never_cache
@signed_in
def members(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Show everybody of an organisation."""
    actor = request.actor
    if (kept := stands_as(actor, organisation_id)) is not None:
        return redirect("accounts:members", kept)
    organisation = get_object_or_404(organisations_visible_to(actor), pk=organisation_id)
    record_look_at_people(actor=actor, organisations=(organisation,), shown="メンバー", at=timezone.now())
    page = {
        "organisation": organisation,
        "crumbs": organisation_crumbs(organisation, "メンバー"),
        "members": [
            member_row(actor, each) for each in memberships_visible_to(actor).filter(organisation=organisation)
        ],
        "invited": [
            invitation_row(actor, each) for each in invitations_visible_to(actor).filter(organisation=organisation)
        ],
        "asking": [
            request_row(actor, each) for each in join_requests_visible_to(actor).filter(organisation=organisation)
        ],
        "offers": _offers(actor, organisation),
    }
    return render(request, "accounts/members.html", page)


def _offers(actor: Actor, organisation: Organisation) -> list[Offer]:
    offers = []
    if _roles_to_give(actor, organisation):
        offers.append(Offer("人を招く", reverse("accounts:invite", args=[organisation.pk])))
    if organisation.kind == OrganisationKind.COMPANY:
        offers.append(Offer("会社の情報", reverse("accounts:particulars", args=[organisation.pk]), weight="second"))
    return offers


def _roles_to_give(actor: Actor, organisation: Organisation) -> tuple[Role, ...]:
    kind_roles = roles_of_kind(organisation.kind_of)
    return tuple(role for role in kind_roles if may_invite(actor, organisation, role, ()).is_allowed)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("invite")
def invite(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Invite somebody by mail."""
    organisation = get_object_or_404(organisations_visible_to(request.actor), pk=organisation_id)
    roles = _roles_to_give(request.actor, organisation)
    if not roles:
        return _refused(request, Why.RIGHT_MISSING, organisation)
    form = InvitationForm(request.POST if request.method == "POST" else None, roles=roles)
    if form.is_bound and form.is_valid() and _is_invited(request, organisation, form):
        messages.success(request, f"{form.cleaned_data['email']}に招待のメールを送ります。")
        return redirect("accounts:members", organisation.pk)
    page = {"form": form, "organisation": organisation, "crumbs": organisation_crumbs(organisation, "人を招く")}
    return render(request, "accounts/invite.html", page, status=_REFUSED if form.is_bound else 200)


def _refused(request: ActorRequest, why: Why, organisation: Organisation) -> HttpResponse:
    """Back to the members, with the reason: a form that would be refused is not shown."""
    messages.error(request, SENTENCES[why])
    return redirect("accounts:members", organisation.pk)


def _is_invited(request: ActorRequest, organisation: Organisation, form: InvitationForm) -> bool:
    try:
        invite_colleague(
            actor=request.actor,
            organisation=organisation,
            email=form.cleaned_data["email"],
            role=form.chosen_role(),
            rights=form.chosen_rights(),
            link_to=lambda token: request.build_absolute_uri(reverse("accounts:invitation", args=[token])),
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, SENTENCES[Why(refusal.why)])
    return form.is_valid()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rights(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """Change what a colleague may do."""
    member = get_object_or_404(memberships_visible_to(request.actor), pk=membership_id)
    if (why := may_change_rights(request.actor, member, member.rights).refused) is not None:
        return _refused(request, Why(why), member.organisation)
    form = RightsForm(request.POST if request.method == "POST" else None, initial={"rights": sorted(member.rights)})
    if form.is_bound and form.is_valid():
        try:
            change_rights(actor=request.actor, membership=member, rights=form.chosen_rights(), at=timezone.now())
            messages.success(request, f"{member.user.name}さんの権限を変えました。")
            return redirect("accounts:members", member.organisation_id)
        except Refused as refusal:
            form.add_error(None, SENTENCES[Why(refusal.why)])
    page = {"form": form, "member": member, "crumbs": organisation_crumbs(member.organisation, "権限を変える")}
    return render(request, "accounts/rights.html", page, status=_REFUSED if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """Let a member go, or leave oneself; asked once more before it is done."""
    member = get_object_or_404(memberships_visible_to(request.actor), pk=membership_id)
    is_own = member.user_id == request.actor.user_id
    if (why := may_end_membership(request.actor, member).refused) is not None:
        return _refused(request, Why(why), member.organisation)
    if request.method != "POST":
        heading = "この組織を抜ける" if is_own else "メンバーを外す"
        page = {"member": member, "is_own": is_own, "heading": heading}
        return render(
            request,
            "accounts/end_membership.html",
            page | {"crumbs": organisation_crumbs(member.organisation, heading)},
        )
    try:
        end_membership(actor=request.actor, membership=member, at=timezone.now())
    except Refused as refusal:
        messages.error(request, SENTENCES[Why(refusal.why)])
        return redirect("accounts:members", member.organisation_id)
    messages.success(request, f"{member.organisation.name}から{member.user.name}さんを外しました。")
    return redirect("accounts:me") if is_own else redirect("accounts:members", member.organisation_id)


@require_POST
@signed_in
def withdraw(request: ActorRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(invitations_visible_to(request.actor), pk=invitation_id)
    try:
        withdraw_invitation(actor=request.actor, invitation=invitation, at=timezone.now())
        messages.success(request, "招待を取り消しました。")
    except Refused as refusal:
        messages.error(request, SENTENCES[Why(refusal.why)])
    return redirect("accounts:members", invitation.organisation_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """Let somebody in who asks, or not."""
    asked = get_object_or_404(join_requests_visible_to(request.actor), pk=request_id)
    if (why := may_answer_join_request(request.actor, asked, VIEW_ONLY).refused) is not None:
        messages.error(request, SENTENCES[Why(why)])
        return redirect("accounts:me")
    form = RightsForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        record_look_at_people(
            actor=request.actor, organisations=(asked.organisation,), shown="参加の申出", at=timezone.now()
        )
    if form.is_bound and form.is_valid():
        reply = JoinAnswer.ACCEPTED if "accept" in request.POST else JoinAnswer.DECLINED
        given: frozenset[Right] = form.chosen_rights()
        try:
            answer_join_request(actor=request.actor, request=asked, answer=reply, rights=given, at=timezone.now())
            messages.success(request, f"{asked.user.name}さんに回答しました。")
            return redirect("accounts:members", asked.organisation_id)
        except Refused as refusal:
            form.add_error(None, SENTENCES[Why(refusal.why)])
    page = {"form": form, "asked": asked, "crumbs": organisation_crumbs(asked.organisation, "参加の申出に回答する")}
    return render(request, "accounts/answer_join_request.html", page, status=_REFUSED if form.is_bound else 200)
