"""審査会議事録: who met when, under which rules, and the ranking with what the budget gives, with its hash.

For the office and the auditor alone: it holds every rank and every total.
"""

from typing import Annotated

from pydantic import Field

from applications.papers.blanks import BLANK_DATE
from records.papers.view_model import Line, Paper, PaperPart, Text


class Person(PaperPart):
    """Somebody who took part, with room to sign."""

    role: Line = ""
    name: Line = ""


class Statement(PaperPart):
    """One fact of the meeting, with the clause it rests on."""

    label: Line
    text: Text = ""
    clause: Line = ""


class RankedFile(PaperPart):
    """One file. Below the cutoff it has no rank."""

    rank: Line = ""
    receipt_number: Line = ""
    company: Line = ""
    base: Line = Field(default="", description="Points of all sheets together and the most of them, 240/300.")
    bonuses: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    total: Line = ""
    requested: Line = ""
    amount: Line = ""
    outcome: Line = ""
    because: Text = Field(default="", description="Why the file was treated otherwise than its rank says.")


class MinutesPaper(Paper):
    """The minutes. `hash` covers the allocation with every sheet, and the meeting."""

    heading: Line = Field(min_length=1, description="Title of the paper, without the name of the subsidy.")
    held_on: Line = BLANK_DATE
    place: Line = ""
    issuer: Line = ""
    people: tuple[Person, ...] = ()
    summary: tuple[Statement, ...] = ()
    rules: tuple[Statement, ...] = ()
    annex_number: Line = ""
    annex_title: Line = ""
    bonus_labels: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    ranked: tuple[RankedFile, ...] = ()
    below: tuple[RankedFile, ...] = ()
    hash: Line = Field(default="", description="The whole SHA-256, 64 hexadecimal digits.")
    hash_note: Text = ""
