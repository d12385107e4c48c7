"""変更・中止・廃止の承認(不承認)通知: one letter for all six answers, because they differ in words alone."""

from pydantic import Field

from applications.papers.blanks import BLANK_DATE
from applications.papers.letter import DecisionReference, Notice
from records.papers.view_model import Line, Lines, PaperPart, Text


class DecidedChange(PaperPart):
    """One thing as it was and as it is from now on."""

    item: Line
    before: Text = ""
    after: Text = ""


class NoticePart(PaperPart):
    """A further item of the letter, for example conditions or reasons, with one numbered sentence a line."""

    heading: Line
    sentences: Lines = ()


class ChangeApprovalNoticePaper(Notice):
    """Says whether a change, a suspension or an abandonment is approved, and what holds from now on."""

    matter: Line = Field(min_length=1, description="What was asked for, for example 変更.")
    ruling: Line = Field(min_length=1, description="What was decided, for example 承認する.")
    applied_on: Line = BLANK_DATE
    application_label: Line = ""
    decision: DecisionReference = DecisionReference()
    before_label: Line = "変更前"
    after_label: Line = "変更後"
    changes: tuple[DecidedChange, ...] = ()
    parts: tuple[NoticePart, ...] = ()
