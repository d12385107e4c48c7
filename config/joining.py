"""What joins floors that never meet: the assembled house alone knows both."""

from collections.abc import Iterator

from screening.rules.conflicts import Party, Shape
from screening.selectors.parties import Filed
from support_cases.selectors.bridge import accompanists_of


def accompanied_by(filed: Filed) -> Iterator[Party]:
    """Whoever accompanies or accompanied the applicant reviews none of its files: persons and institutions."""
    for each in accompanists_of(filed.application.organisation_id):
        if each.is_person:
            yield Party("伴走支援の担当者", each.name, shape=Shape.PERSON)
        else:
            yield Party("伴走支援の機関", each.name, each.corporate_number)
