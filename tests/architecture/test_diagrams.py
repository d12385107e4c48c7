"""The diagrams of docs/ are those of the code."""

from pathlib import Path

import pytest
from django.core.management import call_command

from config.diagrams import redrawn

BASE = Path(__file__).parents[2]


def test_every_diagram_is_fresh() -> None:
    call_command("draw_diagrams", check=True)


def test_the_floors_stand_in_the_order_of_the_import_law() -> None:
    drawn = redrawn("<!-- diagram: floors -->\n<!-- end -->", BASE)
    assert drawn.index("config") < drawn.index("screening · support_cases") < drawn.index("kernel")


def test_tables_show_their_references() -> None:
    drawn = redrawn("<!-- diagram: tables -->\n<!-- end -->", BASE)
    assert "CallRevision }o--|| Call : call" in drawn


def test_an_unknown_diagram_is_a_fault() -> None:
    with pytest.raises(KeyError):
        redrawn("<!-- diagram: unicorns -->\n<!-- end -->", BASE)
