"""Who may do what to an application. Sight comes first: a file one may not see is refused as somebody else's."""

from collections.abc import Callable, Mapping
from uuid import UUID

from accounts.actor import Actor
from accounts.rules.roles import Right, Role
from applications.models import Application
from applications.rules.refusals import Why
from applications.rules.workflow import APPLICATION_WORKFLOW, Move, Status
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused

Policy = Callable[[Actor, Application], Ruling]
# Files that come through this house's own pages are the applicant's to write; the others the secretariat types in.
OWN_CHANNEL = "web"


def may_view(actor: Actor, application: Application) -> Ruling:
    """The organisation's members always; the office and the auditor once it is sent, the office also what it types."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    is_sent = application.status != Status.DRAFT
    is_own = actor.may(Right.VIEW, application.organisation_id)
    is_in_office = actor.is_secretariat and (is_sent or application.channel != OWN_CHANNEL)
    is_audited = actor.has(Role.AUDITOR) and is_sent
    return ALLOWED if is_own or is_in_office or is_audited else refused(Why.NOT_YOURS)


def may_start(actor: Actor, organisation_id: UUID) -> Ruling:
    """Whether the actor may begin a draft for this organisation: a member who may edit."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    if not actor.may(Right.VIEW, organisation_id):
        return refused(Why.NOT_YOURS)
    return ALLOWED if actor.may(Right.EDIT, organisation_id) else refused(Why.RIGHT_MISSING)


def may_look_into_office(actor: Actor) -> Ruling:
    """The office's own pages are for the secretariat, and for the auditor, who reads them and does nothing there."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.is_secretariat or actor.has(Role.AUDITOR) else refused(Why.FOR_SECRETARIAT)


def may_enter_on_behalf(actor: Actor) -> Ruling:
    """Only the secretariat types in what came on paper or through the other desk."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return ALLOWED if actor.is_secretariat else refused(Why.FOR_SECRETARIAT)


def may_accept_several(actor: Actor) -> Ruling:
    """Only the secretariat takes several files in hand at once; each is then asked about by itself."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    return _is_office(actor)


def may_edit(actor: Actor, application: Application) -> Ruling:
    """A draft alone, by members who may edit, or by the office where the office types it in."""
    return first_refusal(
        may_view(actor, application),
        _may_write(actor, application, Right.EDIT),
        ALLOWED if application.status == Status.DRAFT else refused(Why.NOT_NOW),
    )


def may_submit(actor: Actor, application: Application) -> Ruling:
    """Members who may submit, or the office where it types the file in. The window is the verb's to judge."""
    return first_refusal(may_view(actor, application), _may_write(actor, application, Right.SUBMIT))


def may_accept(actor: Actor, application: Application) -> Ruling:
    """The secretariat accepts."""
    return first_refusal(may_view(actor, application), _is_office(actor))


def may_dismiss(actor: Actor, application: Application) -> Ruling:
    """The secretariat dismisses."""
    return first_refusal(may_view(actor, application), _is_office(actor))


def may_withdraw(actor: Actor, application: Application) -> Ruling:
    """The applicant takes the application back; the secretariat does so where the applicant asked it to."""
    if actor.is_secretariat:
        return may_view(actor, application)
    return first_refusal(may_view(actor, application), _holds(actor, application, Right.SUBMIT))


def may_decide(actor: Actor, application: Application) -> Ruling:
    """The head of the secretariat releases decisions, granted and refused."""
    is_head = ALLOWED if actor.has(Role.SECRETARIAT_HEAD) else refused(Why.FOR_HEAD)
    return first_refusal(may_view(actor, application), _is_office(actor), is_head)


def may_resolve(actor: Actor, application: Application) -> Ruling:
    """The secretariat decides what a rule leaves to a person, while the file is on its way."""
    return first_refusal(
        may_view(actor, application),
        _is_office(actor),
        ALLOWED if application.status in (Status.SUBMITTED, Status.ACCEPTED) else refused(Why.NOT_NOW),
    )


def may_send_again(actor: Actor, application: Application) -> Ruling:
    """The secretariat decides what becomes of a mail about a file that may not have arrived."""
    return first_refusal(may_view(actor, application), _is_office(actor))


POLICY_OF: Mapping[Move, Policy] = {
    Move.SUBMIT: may_submit,
    Move.ACCEPT: may_accept,
    Move.DISMISS: may_dismiss,
    Move.WITHDRAW: may_withdraw,
    Move.GRANT: may_decide,
    Move.REFUSE: may_decide,
}


def may_move(actor: Actor, application: Application, move: Move) -> Ruling:
    """Whether this person may make this move on this file now."""
    is_open = APPLICATION_WORKFLOW.target_of(Status(application.status), move) is not None
    return first_refusal(POLICY_OF[move](actor, application), ALLOWED if is_open else refused(Why.NOT_NOW))


def _is_office(actor: Actor) -> Ruling:
    return ALLOWED if actor.is_secretariat else refused(Why.FOR_SECRETARIAT)


def _may_write(actor: Actor, application: Application, right: Right) -> Ruling:
    if application.channel != OWN_CHANNEL:
        return _is_office(actor)
    if actor.is_secretariat and not actor.may(Right.VIEW, application.organisation_id):
        return refused(Why.FOR_APPLICANT)
    return _holds(actor, application, right)


def _holds(actor: Actor, application: Application, right: Right) -> Ruling:
    if actor.may(right, application.organisation_id):
        return ALLOWED
    is_member = actor.may(Right.VIEW, application.organisation_id)
    return refused(Why.RIGHT_MISSING if is_member else Why.FOR_APPLICANT)
