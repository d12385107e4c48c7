"""Who answers for a case changes: to a colleague, or to another institution that accepted and that the company wants."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership
from accounts.rules.roles import Role
from accounts.services.refusals import Refused, insist
from applications.services.advance import advance
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import CasePartner, Handover, Referral, SupportCase
from support_cases.policies import may_arrange
from support_cases.rules.refusals import Why
from support_cases.rules.workflow import OPEN_STATUSES, CaseMove
from support_cases.selectors.consents import is_shared_with
from support_cases.services.cases import start_case


@dataclass(frozen=True, slots=True)
class Note:
    """What the next advisor has to know. `mind` stays within the institution."""

    standing: str
    promised: str = ""
    mind: str = ""


@transaction.atomic
def hand_over_case(*, case_id: UUID, to_advisor_id: UUID, note: Note, actor: Actor, at: datetime) -> Handover:
    """Give a case to a colleague of the lead institution, with the note that goes along."""
    case = SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    insist(may_arrange(actor, case))
    if case.status not in OPEN_STATUSES or case.lead_advisor_id == to_advisor_id:
        raise Refused(Why.NOT_NOW)
    _insist_on_advisor(to_advisor_id, case.lead_institution_id)
    former, case.lead_advisor_id = case.lead_advisor.name, to_advisor_id
    case.save(update_fields=["lead_advisor"])
    kept = _noted(case, note, former, to_advisor_id, at)
    record(actor=actor, verb="hand_over_case", subject=case, at=at, changes={"to": str(to_advisor_id)})
    return kept


@transaction.atomic
def transfer_case(
    *, case_id: UUID, to_advisor_id: UUID, note: Note, because: str, actor: Actor, at: datetime
) -> SupportCase:
    """End a case here and begin one at the institution that accepted it, if the company lets that one see records.

    The former case's shared records stay readable there, as a partner's; judgements and `mind` stay here.
    """
    case = SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    insist(may_arrange(actor, case))
    referral = Referral.objects.filter(case=case, state="accepted").order_by("-answered_at").first()
    if referral is None:
        raise Refused(Why.REFERRAL_MISSING)
    to, today = referral.to_institution_id, tokyo_day(at)
    if not is_shared_with(to, case.company_id, today):
        raise Refused(Why.NO_CONSENT)
    _insist_on_advisor(to_advisor_id, to)
    advance(case, CaseMove.TRANSFER, actor=actor, at=at, because=because)
    if not case.partners.filter(institution_id=to, until__isnull=True).exists():
        CasePartner.objects.create(case=case, institution_id=to, role="引継ぎ先", starts_on=today)
    begun = start_case(
        company_id=case.company_id,
        institution_id=to,
        advisor_id=to_advisor_id,
        source="referral",
        demand_layer=case.demand_layer,
        at=at,
    )
    _noted(begun, Note(note.standing, note.promised), actor.label, to_advisor_id, at)
    record(actor=actor, verb="open_case", subject=begun, at=at, changes={"transferred_from": str(case)})
    return begun


def _noted(case: SupportCase, note: Note, former: str, to_advisor_id: UUID, at: datetime) -> Handover:
    if not note.standing.strip():
        raise Refused(Why.REASON_MISSING)
    return Handover.objects.create(
        case=case,
        from_label=former,
        to_advisor_id=to_advisor_id,
        institution_id=case.lead_institution_id,
        standing=note.standing.strip(),
        promised=note.promised.strip(),
        mind=note.mind.strip(),
        handed_over_at=at,
    )


def _insist_on_advisor(user_id: UUID, institution_id: UUID) -> None:
    seats = Membership.objects.filter(organisation_id=institution_id, role=Role.ADVISOR, ended_at__isnull=True)
    if not seats.filter(user_id=user_id, user__is_active=True).exists():
        raise Refused(Why.NOT_AN_ADVISOR_THERE)
