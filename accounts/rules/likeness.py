"""Which entries of the register may be one company: the same name, or the same telephone, however they are written."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

_NO_LETTER: Final = re.compile(r"[\s\-‐-―−ー・･.,、。()「」『』]+")
_FORMS: Final = re.compile(r"株式会社|有限会社|合同会社|合資会社|合名会社|\(株\)|\(有\)|\(同\)")
_DIGITS: Final = re.compile(r"[^0-9]+")
_KANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
# The counters of an address are written as words or as hyphens.
_COUNTERS: Final = re.compile(r"(?<=[0-9])(?:丁目|番地の|番地|番|号|の)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One company of the register, as far as likeness asks."""

    id: UUID
    name: str
    corporate_number: str
    address: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Entries that may be one company, and what they have in common."""

    because: str
    ids: tuple[UUID, ...]


def folded_name(name: str) -> str:
    """A name without width, blanks, marks, kana's two forms and the kind of company."""
    plain = _FORMS.sub("", unicodedata.normalize("NFKC", name).replace(" ", ""))
    return _NO_LETTER.sub("", plain).casefold().translate(_KANA)


def folded_address(address: str) -> str:
    """An address without the prefecture, and with its figures alone: 1丁目2番3号 is 1-2-3."""
    plain = _NO_LETTER.sub("-", _COUNTERS.sub("-", unicodedata.normalize("NFKC", address)))
    return plain.removeprefix("宮崎県").strip("-")


def folded_telephone(telephone: str) -> str:
    """The digits."""
    return _DIGITS.sub("", unicodedata.normalize("NFKC", telephone))


def is_found(entry: Entry, query: str) -> bool:
    """Whether every word of a query stands in the name, the address, the 法人番号 or the telephone."""
    told = (folded_name(entry.name), folded_address(entry.address), entry.corporate_number, _by_telephone(entry))
    return all(_is_in(word, told) for word in unicodedata.normalize("NFKC", query).split())


def _is_in(word: str, told: tuple[str, ...]) -> bool:
    digits = folded_telephone(word) if _DIGITS.sub("", word) and not re.sub(r"[0-9\-()]", "", word) else ""
    sought = (folded_name(word), folded_address(word), digits, digits)
    return any(each and each in text for each, text in zip(sought, told, strict=True))


def alike(entries: Iterable[Entry]) -> tuple[Alike, ...]:
    """Entries of one name or of one telephone. Two that both have a 法人番号 are two companies, whatever they are called."""
    rows = tuple(entries)
    found: dict[frozenset[UUID], Alike] = {}
    for because, key in (("名称が同じです。", _by_name), ("電話番号が同じです。", _by_telephone)):
        for ids, words in _groups(rows, key, because):
            found.setdefault(frozenset(ids), Alike(words, ids))
    return tuple(found.values())


def _by_name(entry: Entry) -> str:
    return folded_name(entry.name)


def _by_telephone(entry: Entry) -> str:
    return folded_telephone(entry.telephone)


def _groups(rows: Iterable[Entry], key: Callable[[Entry], str], because: str) -> Iterator[tuple[tuple[UUID, ...], str]]:
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        by_key[key(row)].append(row)
    for word, same in by_key.items():
        if word and len(same) > 1 and sum(1 for row in same if row.corporate_number) < len(same):
            addresses = {folded_address(row.address) for row in same if row.address}
            more = "所在地も同じです。" if len(addresses) == 1 and all(row.address for row in same) else ""
            yield tuple(row.id for row in same), because + more
