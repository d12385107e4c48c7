"""What a running house is given before a budget is tried out: a settled round of three files."""

from screening.models import ScreeningRound
from tests.journeys.furnishing import people_of_the_house
from tests.letter_worlds import LONG_NAME, PostedFile, settled_with
from tests.worlds import CALL

LONG_FILE = "R7-DX-002"


def settle_a_round() -> None:
    """Aoki's file, one with the longest letter, and one below the cutoff; nothing of them is shared out or decided."""
    if ScreeningRound.objects.filter(call_id=CALL).exists():
        return
    people = people_of_the_house()
    settled_with(people, PostedFile(LONG_NAME, points=12, more_lines=8), PostedFile("見本木工所", points=2))
