"""Who diagnoses, and who sees what was found."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor
from kernel.ruling import ALLOWED, Ruling, first_refusal, refused
from support_cases.models import Diagnosis, SharingConsent, SupportCase
from support_cases.policies.cases import may_work_on
from support_cases.policies.sight import case_sight, companies_of, consents_in_force, institutions_of
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Category


def diagnosis_sight(actor: Actor, on: date) -> Q:
    """The own institution's always; the company's own people once finished; others with its consent to diagnoses."""
    institutions = institutions_of(actor)
    consent = SharingConsent.objects.filter(
        consents_in_force(on),
        company=OuterRef("case__company"),
        institution__in=institutions,
        category=Category.DIAGNOSES,
    )
    in_sight = Q(case__in=SupportCase.objects.filter(case_sight(actor, on)))
    finished = Q(case__company_id__in=companies_of(actor), finished_at__isnull=False)
    return Q(institution_id__in=institutions) | finished | (Exists(consent) & in_sight)


def may_view_diagnosis(actor: Actor, diagnosis: Diagnosis, on: date) -> Ruling:
    """Whether the diagnosis is in this person's sight on this day."""
    if actor.is_nobody:
        return refused(Why.NOT_SIGNED_IN)
    is_seen = Diagnosis.objects.filter(diagnosis_sight(actor, on), pk=diagnosis.pk).exists()
    return ALLOWED if is_seen else refused(Why.NOT_YOURS)


def may_diagnose(actor: Actor, case: SupportCase, on: date) -> Ruling:
    """Whoever works on the case begins a diagnosis."""
    return may_work_on(actor, case, on)


def may_change_diagnosis(actor: Actor, diagnosis: Diagnosis, on: date) -> Ruling:
    """Advisors of the institution that began it, until it is finished: it is not reopened."""
    is_author = diagnosis.institution_id in institutions_of(actor)
    is_open = diagnosis.finished_at is None
    return first_refusal(
        may_work_on(actor, diagnosis.case, on),
        ALLOWED if is_author else refused(Why.FOR_AUTHOR),
        ALLOWED if is_open else refused(Why.DIAGNOSIS_FINISHED),
    )


def may_note_finances(actor: Actor, case: SupportCase, on: date) -> Ruling:
    """Whoever works on the case and holds the company's consent to its figures."""
    held = SharingConsent.objects.filter(
        consents_in_force(on),
        company_id=case.company_id,
        institution__in=institutions_of(actor),
        category=Category.FINANCES,
    )
    ruling = may_work_on(actor, case, on)
    if not ruling.is_allowed:
        return ruling
    return ALLOWED if held.exists() else refused(Why.NO_CONSENT)
