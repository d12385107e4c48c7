"""A company is offered to another institution, which answers. Nothing of the case goes along by itself."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.actor import Actor
from accounts.models import Membership, Organisation
from accounts.rules.roles import OrganisationKind, Role
from accounts.services.refusals import Refused, insist
from records.audit.recording import record
from records.services.messages import queue_message
from support_cases.models import PipelineEntry, Referral, SupportCase
from support_cases.policies import may_open_case
from support_cases.rules.refusals import Why
from support_cases.rules.workflow import OPEN_STATUSES


@transaction.atomic
def offer_referral(*, entry_id: UUID, to_institution_id: UUID, because: str, actor: Actor, at: datetime) -> Referral:
    """Offer a company of the own pipeline to another institution, and mail its advisors that an answer is awaited."""
    entry = PipelineEntry.objects.select_related("company", "institution").get(pk=entry_id)
    insist(may_open_case(actor, entry.institution_id))
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    to = Organisation.objects.get(pk=to_institution_id, kind=OrganisationKind.INSTITUTION)
    case = SupportCase.objects.filter(
        company=entry.company, lead_institution=entry.institution, status__in=OPEN_STATUSES
    ).first()
    try:
        with transaction.atomic():
            referral = Referral.objects.create(
                company=entry.company,
                case=case,
                from_institution=entry.institution,
                to_institution=to,
                because=because.strip(),
                offered_at=at,
                offered_by_label=actor.label,
            )
    except IntegrityError as taken:
        raise Refused(Why.NOT_NOW) from taken
    record(actor=actor, verb="offer_referral", subject=referral, at=at, changes={"to": str(to.pk)})
    _tell("referral_offered", to.pk, referral, actor=actor, at=at)
    return referral


@transaction.atomic
def answer_referral(*, referral_id: UUID, accepts: bool, answer: str, actor: Actor, at: datetime) -> Referral:
    """Accept, or decline with a word why; the institution that asked is mailed."""
    referral = _open_referral(referral_id)
    insist(may_open_case(actor, referral.to_institution_id))
    if not accepts and not answer.strip():
        raise Refused(Why.REASON_MISSING)
    _close(referral, "accepted" if accepts else "declined", answer, actor=actor, at=at)
    if accepts:
        values = {"source": "referral", "noted_at": at, "next_approach": "紹介元と引継ぎの日を決める"}
        entry, _ = PipelineEntry.objects.get_or_create(
            institution_id=referral.to_institution_id, company_id=referral.company_id, defaults=values
        )
        # One that was given up is taken up again.
        PipelineEntry.objects.filter(pk=entry.pk, is_dropped=True).update(is_dropped=False, version=F("version") + 1)
    _tell("referral_answered", referral.from_institution_id, referral, actor=actor, at=at)
    return referral


@transaction.atomic
def withdraw_referral(*, referral_id: UUID, actor: Actor, at: datetime) -> Referral:
    """Take an offer back that nobody has answered."""
    referral = _open_referral(referral_id)
    insist(may_open_case(actor, referral.from_institution_id))
    _close(referral, "withdrawn", "", actor=actor, at=at)
    return referral


def _open_referral(referral_id: UUID) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related(
        "company", "from_institution", "to_institution"
    )
    referral = rows.get(pk=referral_id)
    if referral.state != "offered":
        raise Refused(Why.NOT_NOW)
    return referral


def _close(referral: Referral, state: str, answer: str, *, actor: Actor, at: datetime) -> None:
    referral.state, referral.answer = state, answer.strip()
    referral.answered_at, referral.answered_by_label = at, actor.label
    referral.save(update_fields=["state", "answer", "answered_at", "answered_by_label"])
    record(actor=actor, verb="answer_referral", subject=referral, at=at, changes={"state": state})


def _tell(kind: str, institution_id: UUID, referral: Referral, *, actor: Actor, at: datetime) -> None:
    """The mail names no company: it may lie in a shared mailbox. The page says which one."""
    seats = Membership.objects.filter(organisation_id=institution_id, role=Role.ADVISOR, ended_at__isnull=True)
    context = {
        "from_institution": referral.from_institution.name,
        "to_institution": referral.to_institution.name,
        "state": referral.get_state_display(),
    }
    for seat in seats.select_related("user").order_by("user__email"):
        queue_message(
            kind=kind,
            to=seat.user.email,
            context={**context, "person": seat.user.name},
            about=referral,
            at=at,
            actor=actor,
        )
