"""The minutes at their limits: none, one, twenty-five and three hundred files, and names of sixty letters."""

from typing import Any

import pytest

from tests.papers.conftest import pdf_with, sample_of
from tests.papers.reading import page_sizes, page_texts
from tests.papers.test_length import LONG_NAME, _outside


def _files(count: int, company: str = "株式会社見本製作所") -> list[dict[str, Any]]:
    first = sample_of("minutes")["ranked"][0]
    return [first | {"rank": str(n), "receipt_number": f"N{n:04d}", "company": company} for n in range(1, count + 1)]


@pytest.mark.parametrize(("count", "most"), [(0, 3), (1, 3), (25, 4), (300, 16)])
def test_every_file_is_printed_on_a_sheet_that_lies_on_its_side(count: int, most: int) -> None:
    made = pdf_with("minutes", ranked=_files(count), below=[])
    text = "".join(page_texts(made))
    assert all(f"N{number:04d}" in text for number in range(1, count + 1))
    assert ("基準点に届いた申請はありません" in text) is (count == 0)
    sizes = page_sizes(made)
    assert len(sizes) <= most
    assert [width > height for width, height in sizes] == sorted(width > height for width, height in sizes)
    assert _outside(made) == []


def test_a_name_of_sixty_letters_stays_in_its_column() -> None:
    made = pdf_with("minutes", ranked=_files(3, LONG_NAME), people=[{"role": "審査員", "name": LONG_NAME}] * 12)
    assert _outside(made) == []
    assert "".join(page_texts(made)).count("𠮷") >= 15 * 15


def test_the_head_of_the_table_is_repeated() -> None:
    texts = page_texts(pdf_with("minutes", ranked=_files(120), below=[]))
    pages = [text for text in texts if "N0" in text]
    assert len(pages) > 3
    assert all("順位受付番号申請者" in text for text in pages)
