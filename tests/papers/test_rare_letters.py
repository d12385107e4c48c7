"""What is told to be printable is printed, and what is told not to be would have failed a paper."""

import pytest

from records.papers.letters import letters_held, unprintable_letters
from records.papers.rendering import UnprintableLettersError, pdf_of

PAGE = '<html lang="ja"><head><title>字</title></head><body><h2>{0}</h2><p>{0}</p></body></html>'


def test_every_letter_of_an_everyday_machine_is_in_the_fonts() -> None:
    everyday = {
        letter
        for first in range(256)
        for second in (None, *range(256))
        for letter in bytes([first] if second is None else [first, second]).decode("cp932", errors="ignore")
        if letter.isprintable() and not "\ue000" <= letter <= "\uf8ff"
    }
    assert len(everyday) > 7000
    for held in letters_held():
        assert not {letter for letter in everyday if ord(letter) not in held}


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("株式会社髙﨑製作所 𠮷田①㈱", ""),
        ("か\u3099行を\u3000改め\n葛\U000e0100城", ""),
        ("龘😀龘", "龘😀"),
        ("한국어", "한국어"),
    ],
)
def test_what_is_told_is_what_a_paper_would_say(text: str, letters: str) -> None:
    assert unprintable_letters(text) == letters
    html = PAGE.format(text)
    if not letters:
        assert pdf_of(html)
        return
    with pytest.raises(UnprintableLettersError) as refused:
        pdf_of(html)
    assert set(refused.value.letters) == set(letters)


def test_the_fonts_read_are_fonts() -> None:
    assert all(len(held) > 10_000 for held in letters_held())
