"""What every paper's view-model obeys: frozen, closed, and made of strings that are already formatted."""

import json
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

# Longer than any field of a form allows, and short enough that no paper becomes a flood of pages.
LINE_LENGTH = 1_000
TEXT_LENGTH = 10_000


# They turn the order of letters round: "明山" could print as "山明".
_TURNING = frozenset(chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_WITHOUT_PICTURE = frozenset({"Cc", "Cs", "Co", "Cn"})


def _without_control_characters(text: str) -> str:
    """Refuse what has no picture on paper; line ends are the one exception, and joining marks belong to letters."""
    for character in text:
        is_without_picture = character != "\n" and unicodedata.category(character) in _WITHOUT_PICTURE
        if is_without_picture or character in _TURNING:
            raise ValueError(f"U+{ord(character):04X} は印刷できない文字です")
    return text


def _of_one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("改行を入れずに書きます")
    return text


Line = Annotated[
    str,
    StringConstraints(max_length=LINE_LENGTH),
    AfterValidator(_without_control_characters),
    AfterValidator(_of_one_line),
]
Text = Annotated[str, StringConstraints(max_length=TEXT_LENGTH), AfterValidator(_without_control_characters)]
Lines = Annotated[tuple[Line, ...], Field(max_length=200)]


class PaperPart(BaseModel):
    """A part of a paper: frozen, strict, and refusing keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Paper(PaperPart):
    """What all papers share. Numbers, names and addressees come from the call's terms through the view-model."""

    issued_at: AwareDatetime = Field(description="Moment of issue; the PDF's only clock.")
    issued_label: Line = Field(max_length=40, description="The moment of issue as printed in the footer.")
    document_title: Line = Field(min_length=1, max_length=300, description="Title of the PDF document.")
    mark: Line = Field(default="", max_length=12, description="Printed at the head of every page, for example 下書き.")
    number: Line = Field(default="", max_length=60, description="Number of the paper, for example 様式第1号.")
    subsidy_name: Line = Field(min_length=1, description="Name of the subsidy.")

    @property
    def issued_iso(self) -> str:
        """Return the moment of issue as PDF metadata wants it."""
        return self.issued_at.isoformat(timespec="seconds")

    def canonical(self) -> str:
        """Return the one JSON spelling of this view-model: equal papers, equal text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
