"""Published figures that a portfolio is held against: data with their source and their date, never in code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "published"


@dataclass(frozen=True, slots=True)
class PublishedShares:
    """Shares in percent by the step of a scale, with who published them and when."""

    title: str
    source: str
    as_of: str
    answers: int
    shares: Mapping[int, Fraction]


@cache
def published_shares(name: str) -> PublishedShares:
    """The figures of one file; a sum other than 100 % is a fault of the file."""
    told = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    shares = {each["value"]: Fraction(each["share"]) for each in told["shares"]}
    if sum(shares.values()) != 100:
        raise ValueError(f"{name}: {sum(shares.values())} %")
    return PublishedShares(told["title"], told["source"], told["as_of"], told["answers"], shares)
