"""What an award obliges its company to and until when, for whoever plans with it."""

from uuid import UUID

from applications.selectors import terms_in_force
from applications.services.after_award import AwardDays
from awards.models import Award
from awards.rules.deadlines import report_due_on
from awards.services.promises import promised_measures


def days_of(award: Award) -> AwardDays:
    """The days of an award, by the newest of its terms."""
    limit = award.terms.order_by("-version")[0].completion_limit
    return AwardDays(
        application_id=award.application_id,
        number=award.number,
        completed_by=limit,
        report_due_on=report_due_on(limit, terms_in_force(award.application.revision)),
        measures=promised_measures(award.application_id),
    )


def awards_of_company(company_id: UUID) -> tuple[AwardDays, ...]:
    """The days of every award of a company, the oldest first."""
    rows = Award.objects.filter(application__organisation_id=company_id).select_related("application__revision")
    return tuple(days_of(award) for award in rows.order_by("opened_at", "id"))
