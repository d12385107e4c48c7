"""Opening a case, working on it with partners, reading its scales, and moving it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.organisations import standing
from accounts.services.refusals import Refused, insist
from applications.services.advance import advance
from kernel.calendar import tokyo_day
from records.audit.recording import record
from support_cases.models import CasePartner, ScaleReading, SupportCase
from support_cases.policies import may_arrange, may_open_case, may_plan
from support_cases.rules.refusals import Why
from support_cases.rules.scales import Scale, is_on_scale
from support_cases.rules.workflow import OPEN_STATUSES, CaseMove
from support_cases.selectors.consents import is_shared_with
from support_cases.services.bridge import begin_with_awards

# Cases that are opened at the same moment reach for the same number; whoever comes second takes the next.
_TRIES = 8


@transaction.atomic
def open_case(
    *, company_id: UUID, institution_id: UUID, source: str, demand_layer: str, actor: Actor, at: datetime
) -> SupportCase:
    """Open a case with the company's consent to share records with the institution in force today."""
    insist(may_open_case(actor, institution_id))
    if not is_shared_with(institution_id, company_id, tokyo_day(at)):
        raise Refused(Why.NO_CONSENT)
    case = start_case(
        company_id=company_id,
        institution_id=institution_id,
        advisor_id=actor.acting_id,
        source=source,
        demand_layer=demand_layer,
        at=at,
    )
    record(actor=actor, verb="open_case", subject=case, at=at, changes={"number": case.number, "source": source})
    return case


def start_case(
    *, company_id: UUID, institution_id: UUID, advisor_id: UUID, source: str, demand_layer: str, at: datetime
) -> SupportCase:
    """Begin a case in the caller's transaction; the caller has asked policy and consent, and writes the trail."""
    standing(company_id)
    open_cases = SupportCase.objects.filter(company_id=company_id, lead_institution_id=institution_id)
    for _ in range(_TRIES):
        if open_cases.filter(status__in=OPEN_STATUSES).exists():
            raise Refused(Why.ALREADY_OPEN)
        case = _numbered(
            company_id=company_id,
            lead_institution_id=institution_id,
            lead_advisor_id=advisor_id,
            source=source,
            demand_layer=demand_layer,
            opened_at=at,
        )
        if case is not None:
            begin_with_awards(case, at)
            return case
    raise Refused(Why.NOT_NOW)


def _numbered(**values: Any) -> SupportCase | None:
    """A case with the next number, or None where somebody took that number at the same moment."""
    number = (SupportCase.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            return SupportCase.objects.create(number=number, **values)
    except IntegrityError:
        return None


@transaction.atomic
def add_partner(
    *, case_id: UUID, institution_id: UUID, role: str, starts_on: date, actor: Actor, at: datetime
) -> CasePartner:
    """Bring an institution in. It sees the case only while the company's consent to it holds."""
    # Of two who bring the same institution in at once, the second finds it there.
    case = SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    insist(may_arrange(actor, case))
    if institution_id == case.lead_institution_id or case.partners.filter(
        institution_id=institution_id, until__isnull=True
    ):
        raise Refused(Why.NOT_NOW)
    partner = CasePartner.objects.create(case=case, institution_id=institution_id, role=role, starts_on=starts_on)
    record(actor=actor, verb="add_partner", subject=case, at=at, changes={"institution": str(institution_id)})
    return partner


@transaction.atomic
def end_partner(*, partner_id: UUID, until: date, actor: Actor, at: datetime) -> CasePartner:
    """End a partnership with a day."""
    partner = CasePartner.objects.select_for_update(of=("self",)).select_related("case").get(pk=partner_id)
    insist(may_arrange(actor, partner.case))
    if partner.until is not None:
        raise Refused(Why.NOT_NOW)
    if until < partner.starts_on:
        raise Refused(Why.DATES_IN_WRONG_ORDER)
    partner.until = until
    partner.save(update_fields=["until"])
    changes = {"institution": str(partner.institution_id), "until": str(until)}
    record(actor=actor, verb="end_partner", subject=partner.case, at=at, changes=changes)
    return partner


@transaction.atomic
def read_scale(
    *,
    case_id: UUID,
    scale: Scale,
    value: int,
    read_on: date,
    evidence: str,
    actor: Actor,
    at: datetime,
    because: str = "",
) -> ScaleReading:
    """Read a case on one scale. A step back on the process is allowed, with its reason."""
    case = SupportCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    insist(may_plan(actor, case, tokyo_day(at)))
    if not is_on_scale(scale, value):
        raise Refused(Why.NOT_ON_SCALE)
    former = case.readings.filter(scale=scale).order_by("read_on", "read_at", "id").last()
    goes_back = scale is Scale.PROCESS_PHASE and former is not None and value < former.value
    if not evidence.strip() or (goes_back and not because.strip()):
        raise Refused(Why.REASON_MISSING)
    reading = ScaleReading.objects.create(
        case=case,
        scale=scale,
        value=value,
        read_on=read_on,
        evidence=evidence.strip(),
        because=because.strip(),
        read_by_label=actor.label,
        read_at=at,
    )
    changes = {"scale": scale.value, "value": [former.value if former else None, value]}
    record(actor=actor, verb="read_scale", subject=case, at=at, changes=changes, because=because.strip())
    return reading


@transaction.atomic
def move_case(*, case_id: UUID, move: CaseMove, actor: Actor, at: datetime, because: str = "") -> SupportCase:
    """Make one move of the table."""
    return advance(SupportCase.objects.get(pk=case_id), move, actor=actor, at=at, because=because)
