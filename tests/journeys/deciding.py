"""What a running house is given before decisions are released: a frozen round of three files."""

from screening.models import Minutes
from tests.journeys.furnishing import people_of_the_house
from tests.letter_worlds import LONG_NAME, PostedFile, frozen_with

LONG_FILE = "R7-DX-002"


def freeze_a_round() -> None:
    """Aoki's file, one with the longest letter, and one below the cutoff; nothing of them is decided."""
    if Minutes.objects.exists():
        return
    people = people_of_the_house()
    frozen_with(
        people, PostedFile(LONG_NAME, points=12, more_lines=8), PostedFile("見本木工所", points=2), budget=3_400_000
    )
