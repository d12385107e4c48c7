"""Japanese full text: widths and kana are folded, a text is kept as pairs of letters, and every word must be found.

Ranking is plain: a word in the title counts most, then among the tags, then in the text; a tie goes to the newer.
"""

import unicodedata
from collections.abc import Iterable, Sequence

_TITLE, _TAG, _TEXT = 100, 10, 1
_HIRAGANA, _TO_KATAKANA = range(0x3041, 0x3097), 0x60
_KANA = {each: each + _TO_KATAKANA for each in _HIRAGANA}
_MOST_WORDS = 10


def fold(text: str) -> str:
    """One spelling for full and half width, capitals, and hiragana and katakana."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KANA)


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query, folded, each once."""
    return tuple(dict.fromkeys(fold(query).split()))[:_MOST_WORDS]


def grams_of(texts: Iterable[str]) -> str:
    """The text in pairs of letters, each with a blank on both sides; the last letter of a run stands alone too."""
    found: dict[str, None] = {}
    for run in " ".join(fold(each) for each in texts).split():
        found.update(dict.fromkeys(run[place : place + 2] for place in range(len(run))))
    return f" {' '.join(found)} " if found else ""


def pieces_of(word: str) -> tuple[str, ...]:
    """What the grams of a text must contain so that the text may hold the word; a single letter begins a pair."""
    if len(word) == 1:
        return (f" {word}",)
    return tuple(f" {word[place : place + 2]} " for place in range(len(word) - 1))


def rank(words: Sequence[str], *, title: str, tags: Iterable[str], text: str) -> int:
    """How well an article answers; 0 where one of the words is missing."""
    place_title, place_tags, place_text = fold(title), fold(" ".join(tags)), fold(text)
    points = [
        _TITLE * (word in place_title) + _TAG * (word in place_tags) + _TEXT * place_text.count(word) for word in words
    ]
    return sum(points) if all(points) else 0
