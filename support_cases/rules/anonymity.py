"""What would tell whose story it is: names, people, places and numbers of a case, looked for in every field."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_FORMS = re.compile(r"(株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|医療法人|農事組合法人|\(株\)|\(有\))")
_PLACE = re.compile(r"^(?:.{2,3}[都道府県])?.+?[市町村](?P<rest>.*)$")
_NUMBERED = re.compile(r"[0-9].*$")
_BLANKS = re.compile(r"\s+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[-,.]+(?=[0-9])")
_SHORTEST_NAME, _SHORTEST_PLACE, _SHORTEST_NUMBER = 2, 3, 5


@dataclass(frozen=True, slots=True)
class Secret:
    """A word that must not appear, and what it is."""

    word: str
    what: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Where a secret stands."""

    field: str
    word: str
    what: str


def company_secrets(name: str, kana: str, address: str) -> list[Secret]:
    """The company's name, with and without its legal form, its reading, and the place behind the municipality."""
    bare = _FORMS.sub("", _plain(name))
    words = [Secret(each, "企業の名前") for each in (name, bare, kana) if len(_plain(each)) >= _SHORTEST_NAME]
    if found := _PLACE.match(_plain(address)):
        rest = found["rest"]
        places = (rest, _NUMBERED.sub("", rest))
        words += [Secret(each, "所在地") for each in places if len(each) >= _SHORTEST_PLACE]
    return words


def people_secrets(names: Iterable[str]) -> list[Secret]:
    """Names of people, whole and by their parts."""
    parts = {part for name in names for part in (name, *unicodedata.normalize("NFKC", name).split())}
    return [Secret(each, "人の名前") for each in sorted(parts) if len(_plain(each)) >= _SHORTEST_NAME]


def number_secrets(numbers: Mapping[str, str]) -> list[Secret]:
    """Numbers by which a case could be known: {number: what it is}. Short ones are everyday figures."""
    folded = {_digits(_plain(number)): what for number, what in numbers.items()}
    return [Secret(each, what, is_number=True) for each, what in folded.items() if len(each) >= _SHORTEST_NUMBER]


def places_found(fields: Mapping[str, str], secrets: Iterable[Secret]) -> list[Found]:
    """Every field in which a secret stands, in whichever width it was typed; each pair once."""
    known = list(secrets)
    found: dict[tuple[str, str], Found] = {}
    for label, text in fields.items():
        plain = _plain(text)
        digits = _BETWEEN_DIGITS.sub("", plain)
        for secret in known:
            if (secret.word if secret.is_number else _plain(secret.word)) in (digits if secret.is_number else plain):
                found.setdefault((label, secret.word), Found(label, secret.word, secret.what))
    return list(found.values())


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _digits(text: str) -> str:
    return _BETWEEN_DIGITS.sub("", text)
