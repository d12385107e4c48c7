"""A ruling is asked, never guessed from its truth."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.ruling import ALLOWED, Ruling, first_refusal, refused


class Why(StrEnum):
    CALL_CLOSED = "call_closed"
    NOT_YOURS = "not_yours"


RULINGS = st.lists(st.sampled_from([ALLOWED, *map(refused, Why)]))


def test_allowed_is_allowed_and_a_refusal_has_its_reason() -> None:
    assert ALLOWED.is_allowed
    assert ALLOWED.refused is None
    assert not refused(Why.CALL_CLOSED).is_allowed
    assert refused(Why.CALL_CLOSED).refused is Why.CALL_CLOSED


@pytest.mark.parametrize("ruling", [ALLOWED, refused(Why.CALL_CLOSED)])
def test_a_ruling_is_no_bare_bool(ruling: Ruling) -> None:
    with pytest.raises(TypeError):
        bool(ruling)


@given(RULINGS)
def test_the_first_refusal_in_the_order_asked_wins(rulings: list[Ruling]) -> None:
    reasons = [ruling.refused for ruling in rulings if ruling.refused]
    assert first_refusal(*rulings).refused == (reasons[0] if reasons else None)
