"""Averages that a public body published for one version of a diagnosis: data with source and date, never in code."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "published" / "averages.toml"


@dataclass(frozen=True, slots=True)
class PublishedAverage:
    """What companies answered on average, now and as their aim, by how many submitted diagnoses, as of when."""

    label: str
    submitted: int
    current: Fraction
    target: Fraction
    as_of: str
    source: str


def published_for(key: str, version: str) -> PublishedAverage | None:
    """The figures for this version of a diagnosis, and for no other; the last entry of the file is the newest."""
    return _averages().get((key, version))


@cache
def _averages() -> dict[tuple[str, str], PublishedAverage]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))["averages"]
    return {
        (each.pop("key"), each.pop("version")): PublishedAverage(
            **(each | {name: Fraction(each[name]) for name in ("current", "target")})
        )
        for each in told
    }
