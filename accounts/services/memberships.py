"""Grading, ending and asking for a place in an organisation."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string

from accounts.actor import Actor
from accounts.models import JoinAnswer, JoinRequest, Membership, Organisation, User
from accounts.policies import Why, may_answer_join_request, may_change_rights, may_end_membership, may_register_company
from accounts.rules.roles import OrganisationKind, Right, Role
from accounts.services.organisations import give_place
from accounts.services.outward import post, record
from accounts.services.refusals import Refused, insist


@transaction.atomic
def change_rights(*, actor: Actor, membership: Membership, rights: frozenset[Right], at: datetime) -> Membership:
    """Give a colleague these rights instead of the former ones."""
    locked = _locked(membership)
    insist(may_change_rights(actor, locked, rights))
    before = sorted(locked.rights)
    locked.may_edit = Right.EDIT in rights
    locked.may_submit = Right.SUBMIT in rights
    locked.may_finance = Right.FINANCE in rights
    _keep_somebody_who_fills_places(locked)
    locked.save(update_fields=["may_edit", "may_submit", "may_finance"])
    changes = {"rights": [before, sorted(locked.rights)]}
    record(actor=actor, verb="change_rights", subject=locked, at=at, changes=changes)
    return locked


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, at: datetime, because: str = "") -> Membership:
    """End a place. A company keeps at least one member who can fill places, or nobody could ever come in again."""
    locked = _locked(membership)
    insist(may_end_membership(actor, locked))
    locked.ended_at = at
    _keep_somebody_who_fills_places(locked)
    locked.save(update_fields=["ended_at"])
    record(actor=actor, verb="end_membership", subject=locked, at=at, because=because)
    return locked


@transaction.atomic
def ask_to_join(*, actor: Actor, company: Organisation, at: datetime) -> JoinRequest:
    """Ask a company that is here to let one in; asking twice is asking once."""
    insist(may_register_company(actor))
    if company.kind != OrganisationKind.COMPANY:
        raise Refused(Why.ROLE_OF_ANOTHER_KIND)
    if Membership.objects.filter(user=actor.user_id, organisation=company, ended_at=None).exists():
        raise Refused(Why.ALREADY_A_MEMBER)
    user = User.objects.get(pk=actor.acting_id)
    request, is_new = JoinRequest.objects.get_or_create(
        user=user, organisation=company, answer="", defaults={"asked_at": at}
    )
    if is_new:
        record(actor=actor, verb="ask_to_join", subject=request, at=at)
        _tell_who_fills_places(request, at)
    return request


@transaction.atomic
def answer_join_request(
    *, actor: Actor, request: JoinRequest, answer: JoinAnswer, rights: frozenset[Right], at: datetime
) -> JoinRequest:
    """Let the person in with these rights, or not."""
    # The company before the request, as merging locks them.
    Organisation.objects.select_for_update().get(pk=request.organisation_id)
    locked = (
        JoinRequest.objects.select_for_update(of=("self",)).select_related("organisation", "user").get(pk=request.pk)
    )
    insist(may_answer_join_request(actor, locked, rights))
    locked.answer, locked.answered_at, locked.answered_by_id = answer, at, actor.user_id
    locked.save(update_fields=["answer", "answered_at", "answered_by"])
    if answer is JoinAnswer.ACCEPTED and not _is_in(locked):
        give_place(user=locked.user, organisation=locked.organisation, role=Role.APPLICANT_MEMBER, rights=rights, at=at)
    changes = {"answer": answer.value, "rights": sorted(rights)}
    record(actor=actor, verb="answer_join_request", subject=locked, at=at, changes=changes)
    _tell_who_asked(locked, at)
    if answer is JoinAnswer.ACCEPTED and not actor.may(Right.SUBMIT, locked.organisation_id):
        _tell_who_was_not_asked(locked, at)
    return locked


def _is_in(request: JoinRequest) -> bool:
    """Whether an invitation was faster."""
    open_places = Membership.objects.filter(user=request.user, organisation=request.organisation, ended_at=None)
    return open_places.filter(role=Role.APPLICANT_MEMBER).exists()


def _tell_who_fills_places(request: JoinRequest, at: datetime) -> None:
    """Write to every member who could answer."""
    _write_to_who_fills_places(request, "参加の申出が届いています", "join_request", at)


def _tell_who_was_not_asked(request: JoinRequest, at: datetime) -> None:
    """Nobody comes into a company behind its back: where the secretariat let somebody in, its members learn of it."""
    _write_to_who_fills_places(request, "新しい人が会社に加わりました", "joined_by_secretariat", at)


def _write_to_who_fills_places(request: JoinRequest, subject: str, kind: str, at: datetime) -> None:
    members = Membership.objects.filter(organisation=request.organisation, ended_at=None, may_submit=True)
    body = render_to_string(f"mail/{kind}.txt", {"request": request})
    for member in members.exclude(user=request.user).select_related("user"):
        post(to=member.user.email, subject=subject, body=body, kind=kind, about=request, at=at)


def _tell_who_asked(request: JoinRequest, at: datetime) -> None:
    body = render_to_string("mail/join_answer.txt", {"request": request})
    post(to=request.user.email, subject="参加の申出への回答", body=body, kind="join_answer", about=request, at=at)


def _locked(membership: Membership) -> Membership:
    """Lock the organisation first: two last members leaving at once must see one another."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    return Membership.objects.select_related("organisation", "user").get(pk=membership.pk)


def _keep_somebody_who_fills_places(changed: Membership) -> None:
    if changed.organisation.kind != OrganisationKind.COMPANY:
        return
    if changed.ended_at is None and changed.may_submit:
        return
    others = Membership.objects.filter(organisation=changed.organisation_id, ended_at=None, may_submit=True)
    if not others.exclude(pk=changed.pk).exists():
        raise Refused(Why.LAST_WHO_FILLS_PLACES)
