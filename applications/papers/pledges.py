"""What the applicant pledges and agrees to, and the register of officers."""

from pydantic import model_validator

from applications.papers.blanks import BLANK_DATE, padded
from records.papers.view_model import Line, Lines, PaperPart, Text


class Pledge(PaperPart):
    """One sentence with its box and its clause."""

    mark: Line = "□"
    sentence: Text
    clause: Line = ""


class Pledges(PaperPart):
    """別紙3. Sentences come from the call; they differ from year to year."""

    number: Line = ""
    title: Line = ""
    pledges: tuple[Pledge, ...] = ()
    consents: tuple[Pledge, ...] = ()
    signed_on: Line = BLANK_DATE


class RegisteredOfficer(PaperPart):
    """One officer with what an inquiry needs, and no more."""

    position: Line = ""
    name: Line = ""
    kana: Line = ""
    birth_date: Line = ""
    extra: Lines = ()


class OfficerRegister(PaperPart):
    """別紙4. Sex and address are not collected unless the call adds columns for them."""

    number: Line = ""
    title: Line = ""
    purpose: Text = ""
    extra_columns: Lines = ()
    officers: tuple[RegisteredOfficer, ...] = ()
    as_of: Line = BLANK_DATE

    @model_validator(mode="after")
    def _rows_match_columns(self) -> "OfficerRegister":
        if any(len(officer.extra) > len(self.extra_columns) for officer in self.officers):
            raise ValueError("extra_columns より多い欄を書いた役員がいます")
        return self

    @property
    def officer_rows(self) -> tuple[tuple[RegisteredOfficer, tuple[str, ...]], ...]:
        """Return each officer with one cell per extra column, with room for ten."""
        columns = len(self.extra_columns)
        rows = padded(self.officers, RegisteredOfficer, at_least=10)
        return tuple((row, (row.extra + ("",) * columns)[:columns]) for row in rows)
