"""様式第3号: the grant is refused. Only words that may be made public; a score has no place to stand in."""

from applications.papers.blanks import BLANK_DATE
from applications.papers.letter import Notice
from records.papers.view_model import Line, Text


class RefusalNoticePaper(Notice):
    """The decision not to grant."""

    applied_on: Line = BLANK_DATE
    ruling: Line = "補助金を交付しない。"
    public_reason: Text = ""
