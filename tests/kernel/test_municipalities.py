"""The prefecture's 26 municipalities, each under the code that everybody else uses for it."""

import pytest

from kernel.municipalities import MUNICIPALITIES, full_code


def _check_digit(code: str) -> int:
    """The last digit as the ministry computes it: 11 less the remainder of the weighted sum, its last figure."""
    weighted = sum(int(digit) * weight for digit, weight in zip(code[:5], range(6, 1, -1), strict=True))
    return (11 - weighted % 11) % 10


def test_there_are_nine_cities_fourteen_towns_and_three_villages() -> None:
    names = list(MUNICIPALITIES.values())
    assert len(names) == len(set(names)) == 26
    assert [sum(name.endswith(kind) for name in names) for kind in "市町村"] == [9, 14, 3]


@pytest.mark.parametrize("code", MUNICIPALITIES)
def test_each_code_is_of_the_prefecture_and_checks_itself(code: str) -> None:
    assert code.startswith("45")
    assert int(code[5]) == _check_digit(code)


@pytest.mark.parametrize(("written", "full"), [("45201", "452017"), ("452017", "452017"), ("13101", "13101"), ("", "")])
def test_a_code_without_its_check_digit_is_completed(written: str, full: str) -> None:
    assert full_code(written) == full
