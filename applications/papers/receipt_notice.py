"""受付通知: what arrived, when, and the hash by which each stored file can be known again."""

from pydantic import Field

from applications.papers.blanks import BLANK_AMOUNT
from applications.papers.letter import Notice
from records.papers.view_model import Line, Lines, PaperPart


class StoredFile(PaperPart):
    """One file as it is kept."""

    number: Line = ""
    purpose: Line = ""
    name: Line
    size: Line = ""
    sha256: Line = Field(default="", description="The whole hash, 64 hexadecimal digits.")


class NextStep(PaperPart):
    """What happens next, and when."""

    when: Line = ""
    what: Line


class ReceiptNoticePaper(Notice):
    """Says that an application has arrived; it promises nothing about the decision."""

    received_at: Line = Field(min_length=1, description="Moment of receipt in words.")
    channel: Line = ""
    requested_amount: Line = BLANK_AMOUNT
    files: tuple[StoredFile, ...] = ()
    files_total: Line = ""
    files_note: Line = ""
    next_steps: tuple[NextStep, ...] = ()
    notes: Lines = ()
