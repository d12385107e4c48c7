"""Who may do what to organisations and their members."""

from collections.abc import Iterable
from enum import StrEnum

from accounts.actor import Actor
from accounts.models import Invitation, JoinRequest, Membership, Organisation, User
from accounts.rules.demonstration import is_of_demonstration
from accounts.rules.merging import MergingKind, kinds_for
from accounts.rules.roles import (
    APPOINTING_ROLES,
    GRADED_ROLES,
    KIND_OF_ROLE,
    VIEW_ONLY,
    OrganisationKind,
    Right,
    Role,
)
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused


class Why(StrEnum):
    """Why something about people was refused."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_A_MEMBER = "not_a_member"
    RIGHT_MISSING = "right_missing"
    RIGHT_NOT_OWN = "right_not_own"
    ROLE_OF_ANOTHER_KIND = "role_of_another_kind"
    ROLE_WITHOUT_GRADES = "role_without_grades"
    APPOINTED_BY_OTHERS = "appointed_by_others"
    OWN_RIGHTS = "own_rights"
    OWN_REQUEST = "own_request"
    ALREADY_OVER = "already_over"
    ALREADY_A_MEMBER = "already_a_member"
    COMPANY_IS_HERE = "company_is_here"
    SECRETARIAT_IS_OPEN = "secretariat_is_open"
    INVITATION_OVER = "invitation_over"
    INVITED_ANOTHER = "invited_another"
    SIGN_IN_FIRST = "sign_in_first"
    LAST_WHO_FILLS_PLACES = "last_who_fills_places"
    EDITING_MISSING = "editing_missing"
    NOT_ONESELF = "not_oneself"
    SHARED_SIGN_IN = "shared_sign_in"
    FOR_ADMINISTRATOR = "for_administrator"
    OWN_SIGN_IN = "own_sign_in"
    EMAIL_TAKEN = "email_taken"
    EMAIL_CHANGE_OVER = "email_change_over"
    FOR_SECRETARIAT = "for_secretariat"
    FOR_HEAD = "for_head"
    OWN_COMPANY = "own_company"
    SAME_COMPANY = "same_company"
    COMPANY_MERGED = "company_merged"
    NUMBER_WOULD_GO = "number_would_go"
    KIND_DOES_NOT_FIT = "kind_does_not_fit"
    REASON_MISSING = "reason_missing"
    MERGING_HINDERED = "merging_hindered"
    CHANGED_MEANWHILE = "changed_meanwhile"


def may_register_company(actor: Actor) -> Ruling:
    """Anybody who is signed in, and so has a verified address."""
    return refused(Why.NOT_SIGNED_IN) if actor.is_nobody else ALLOWED


def may_change_name(actor: Actor, user: User) -> Ruling:
    """Everybody is called by the name that they give themselves, and by nobody else's."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.user_id == user.pk else refused(Why.NOT_ONESELF)


def may_change_email(actor: Actor, user: User) -> Ruling:
    """One's own address, unless the sign-in is public: a person of the demonstration would leave it by the back door."""
    shared = refused(Why.SHARED_SIGN_IN) if is_of_demonstration(user.email) else ALLOWED
    return first_refusal(may_change_name(actor, user), shared)


def may_close_sign_in(actor: Actor, user: User) -> Ruling:
    """An administrator closes a sign-in that fell into wrong hands, and opens it again; never the own."""
    if not actor.has(Role.ADMINISTRATOR):
        return refused(Why.FOR_ADMINISTRATOR)
    return refused(Why.OWN_SIGN_IN) if actor.user_id == user.pk else ALLOWED


def may_edit_company(actor: Actor, organisation: Organisation) -> Ruling:
    """A company's member who may edit changes its particulars; an office has none that it would change itself."""
    if organisation.kind != OrganisationKind.COMPANY:
        return refused(Why.ROLE_OF_ANOTHER_KIND)
    if not actor.may(Right.VIEW, organisation.pk):
        return refused(Why.NOT_A_MEMBER)
    return ALLOWED if actor.may(Right.EDIT, organisation.pk) else refused(Why.EDITING_MISSING)


def may_found_office(actor: Actor, kind: OrganisationKind) -> Ruling:
    """An administrator or the head founds institutions, panels and authorities; a company registers itself."""
    if kind in {OrganisationKind.COMPANY, OrganisationKind.SECRETARIAT}:
        return refused(Why.ROLE_OF_ANOTHER_KIND)
    return refused(Why.APPOINTED_BY_OTHERS) if APPOINTING_ROLES.isdisjoint(actor.roles) else ALLOWED


def may_invite(actor: Actor, organisation: Organisation, role: Role, rights: Iterable[Right]) -> Ruling:
    """A company's member who may submit invites, within the own rights; every other office is filled by appointment."""
    return first_refusal(
        ALLOWED if KIND_OF_ROLE[role] == organisation.kind else refused(Why.ROLE_OF_ANOTHER_KIND),
        _may_fill(actor, organisation, role),
        _may_grant(actor, organisation, role, frozenset(rights)),
    )


def may_withdraw_invitation(actor: Actor, invitation: Invitation) -> Ruling:
    """Who might have sent it may take it back, while nobody has accepted."""
    if invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        return refused(Why.ALREADY_OVER)
    return _may_fill(actor, invitation.organisation, Role(invitation.role))


def may_change_rights(actor: Actor, membership: Membership, rights: Iterable[Right]) -> Ruling:
    """A company's member who may submit changes others' rights; nobody raises or lowers the own."""
    return first_refusal(
        _is_open(membership),
        _may_fill(actor, membership.organisation, Role(membership.role)),
        refused(Why.OWN_RIGHTS) if membership.user_id == actor.user_id else ALLOWED,
        _may_grant(actor, membership.organisation, Role(membership.role), frozenset(rights) - membership.rights),
    )


def may_end_membership(actor: Actor, membership: Membership) -> Ruling:
    """Everybody may leave; who fills places may also empty them."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if membership.user_id == actor.user_id:
        return _is_open(membership)
    return first_refusal(_is_open(membership), _may_fill(actor, membership.organisation, Role(membership.role)))


def may_answer_join_request(actor: Actor, request: JoinRequest, rights: Iterable[Right]) -> Ruling:
    """The company answers, within the own rights; the secretariat too, since a company's only member may have left.

    Nobody answers oneself: staff who belong to a company were let in by somebody else.
    """
    if request.answer:
        return refused(Why.ALREADY_OVER)
    if request.user_id == actor.user_id:
        return refused(Why.OWN_REQUEST)
    if actor.is_secretariat:
        return ALLOWED
    return first_refusal(
        _may_fill(actor, request.organisation, Role.APPLICANT_MEMBER),
        _may_grant(actor, request.organisation, Role.APPLICANT_MEMBER, frozenset(rights)),
    )


def may_look_up_companies(actor: Actor) -> Ruling:
    """The register of companies is the secretariat's, and the auditor reads it."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.is_secretariat or actor.has(Role.AUDITOR) else refused(Why.FOR_SECRETARIAT)


def may_merge_companies(actor: Actor, kept: Organisation, absorbed: Organisation) -> Ruling:
    """The head of the secretariat alone, since nothing takes it back, and never for a company of the head's own."""
    is_head = ALLOWED if actor.has(Role.SECRETARIAT_HEAD) else refused(Why.FOR_HEAD)
    is_own = any(actor.may(Right.VIEW, each.pk) for each in (kept, absorbed))
    return first_refusal(
        may_look_up_companies(actor),
        is_head,
        refused(Why.SAME_COMPANY) if kept.pk == absorbed.pk else ALLOWED,
        *(_stands(each) for each in (kept, absorbed)),
        refused(Why.OWN_COMPANY) if is_own else ALLOWED,
        ALLOWED if kinds_for(kept.corporate_number, absorbed.corporate_number) else refused(Why.NUMBER_WOULD_GO),
    )


def may_merge_as(kept: Organisation, absorbed: Organisation, kind: MergingKind) -> Ruling:
    """Whether the two 法人番号 leave this ground open."""
    is_fit = kind in kinds_for(kept.corporate_number, absorbed.corporate_number)
    return ALLOWED if is_fit else refused(Why.KIND_DOES_NOT_FIT)


def _stands(organisation: Organisation) -> Ruling:
    if organisation.kind != OrganisationKind.COMPANY:
        return refused(Why.ROLE_OF_ANOTHER_KIND)
    return ALLOWED if organisation.merged_into_id is None else refused(Why.COMPANY_MERGED)


def _is_open(membership: Membership) -> Ruling:
    return ALLOWED if membership.ended_at is None else refused(Why.ALREADY_OVER)


def _may_fill(actor: Actor, organisation: Organisation, role: Role) -> Ruling:
    """Whether the actor decides who holds this role in this organisation."""
    if organisation.kind != OrganisationKind.COMPANY:
        return _may_appoint(actor, role)
    if not actor.may(Right.VIEW, organisation.pk):
        return refused(Why.NOT_A_MEMBER)
    return ALLOWED if actor.may(Right.SUBMIT, organisation.pk) else refused(Why.RIGHT_MISSING)


def _may_appoint(actor: Actor, role: Role) -> Ruling:
    """The head fills the offices; only an administrator makes an administrator."""
    appointing = {Role.ADMINISTRATOR} if role is Role.ADMINISTRATOR else APPOINTING_ROLES
    return refused(Why.APPOINTED_BY_OTHERS) if appointing.isdisjoint(actor.roles) else ALLOWED


def _may_grant(actor: Actor, organisation: Organisation, role: Role, rights: frozenset[Right]) -> Ruling:
    """Nobody gives away more than the own rights."""
    graded = rights - VIEW_ONLY
    if role not in GRADED_ROLES:
        return refused(Why.ROLE_WITHOUT_GRADES) if graded else ALLOWED
    if all(actor.may(right, organisation.pk) for right in graded):
        return ALLOWED
    return refused(Why.RIGHT_NOT_OWN)
