"""Cost lines as they were claimed and as they were allowed, with the reason where the two differ."""

from applications.papers.budget import Step
from records.papers.view_model import Line, PaperPart, Text


class AssessedCost(PaperPart):
    """One cost line, before and after it was looked at."""

    number: Line = ""
    category: Line = ""
    description: Text = ""
    claimed: Line = ""
    allowed: Line = ""
    difference: Line = ""
    reason: Text = ""


class AssessedTotal(PaperPart):
    """The sums under the lines."""

    claimed: Line = ""
    allowed: Line = ""
    difference: Line = ""


class Assessment(PaperPart):
    """An annex with every line, so that nobody has to ask which one was cut, and the way from there to the amount."""

    number: Line = ""
    title: Line = ""
    claimed_label: Line = ""
    allowed_label: Line = ""
    lines: tuple[AssessedCost, ...] = ()
    total: AssessedTotal = AssessedTotal()
    calculation: tuple[Step, ...] = ()
    result: Step = Step()
