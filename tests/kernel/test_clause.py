"""The book of clauses knows what is cited and what nobody applies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.clause import Clause, ClauseBook

NUMBERS = ["§1(1)", "§6(2)", "表A", "P-⑦"]
BOOK = ClauseBook(Clause(number, f"{number}の要旨") for number in NUMBERS)
CITED = st.lists(st.sampled_from([*NUMBERS, "§99", "別添2"]))


def test_a_book_is_read_by_number_in_its_own_order() -> None:
    assert BOOK["表A"] == Clause("表A", "表Aの要旨")
    assert list(BOOK) == NUMBERS
    assert len(BOOK) == 4
    assert "§99" not in BOOK
    with pytest.raises(KeyError):
        BOOK["§99"]


def test_what_is_cited_but_not_written_is_missing_once() -> None:
    assert BOOK.missing(["§99", "表A", "別添2", "§99"]) == ("§99", "別添2")


def test_what_is_written_but_not_cited_is_told() -> None:
    assert BOOK.uncited(["表A", "§1(1)", "§99"]) == ("§6(2)", "P-⑦")


@given(CITED)
def test_cited_missing_and_uncited_share_out_all_numbers(cited: list[str]) -> None:
    missing, uncited = BOOK.missing(iter(cited)), BOOK.uncited(iter(cited))
    assert set(missing) == set(cited) - set(NUMBERS)
    assert set(uncited) == set(NUMBERS) - set(cited)
    assert len(set(missing + uncited)) == len(missing + uncited)
