"""What joins floors that never meet: the assembled house alone knows both."""

from collections.abc import Collection
from uuid import UUID

from screening.rules.conflicts import Tie, TieKind
from support_cases.selectors.bridge import Accompanied, accompanied_by


def accompanied(user_ids: Collection[UUID]) -> dict[UUID, list[Tie]]:
    """Whoever accompanies or accompanied a company has a tie to it: nobody reviews whom one has advised."""
    return {user_id: [_tie(each) for each in companies] for user_id, companies in accompanied_by(user_ids).items()}


def _tie(company: Accompanied) -> Tie:
    kind = TieKind.MET if company.by_name else TieKind.ACCOMPANIED
    return Tie(kind, company.name, company.corporate_number, company.company_id)
