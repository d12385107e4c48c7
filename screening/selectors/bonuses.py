"""What bonus points are decided from, and how they were decided."""

from collections.abc import Iterable

from applications.models import Application
from applications.rules.derived import arrival_of
from applications.rules.terms.spending import Bonus
from applications.selectors.filed import outcomes_decided
from kernel.calendar import tokyo_day
from kernel.verdict import Outcome
from screening.rules.bonuses import Grounds
from screening.selectors.reading import Reading, reading_of


def grounds_of(application: Application) -> Grounds:
    """What the file itself holds for bonus points."""
    return grounds_in(reading_of(application))


def grounds_in(reading: Reading) -> Grounds:
    """The same of a file that is already open.

    Eligible is a line of which anything was allowed when it was judged, unless a person has decided against it since.
    """
    judged = reading.submission.assessment.costs
    refused = {line for (_, line), said in outcomes_decided(reading.submission).items() if said is Outcome.UNMET}
    arrived = arrival_of(reading.facts) or reading.submission.submitted_at
    return Grounds(
        documents=frozenset(document.purpose for document in reading.documents),
        lines=frozenset(each["line"] for each in judged),
        eligible_lines=frozenset(each["line"] for each in judged if each["allowed"]) - refused,
        applied_on=tokyo_day(arrived),
    )


def undecided(decided: Iterable[str], bonuses: Iterable[Bonus]) -> tuple[Bonus, ...]:
    """The items nobody has decided yet, in the order of the terms."""
    known = set(decided)
    return tuple(bonus for bonus in bonuses if bonus.key not in known)
