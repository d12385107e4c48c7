"""The project plan (事業計画書): what is wrong today, what changes, how it is measured, who does it, and when."""

from typing import Annotated, Literal

from pydantic import Field

from applications.papers.blanks import padded
from records.papers.view_model import Line, Lines, PaperPart, Text


class Challenge(PaperPart):
    """One challenge of today's work."""

    number: Line = ""
    task: Line = ""
    present: Text = ""
    problem: Text = ""
    cause: Text = ""


class Solution(PaperPart):
    """What is done about a challenge."""

    number: Line = ""
    measure: Text = ""
    tool: Text = ""
    vendor: Line = ""
    effect: Text = ""


class Indicator(PaperPart):
    """One measured task; also the total of all of them."""

    task: Line = ""
    indicator: Line = ""
    unit: Line = ""
    before: Line = ""
    after: Line = ""
    reduction: Line = ""
    reduction_rate: Line = ""
    method: Line = ""
    timing: Line = ""


class ScheduleRow(PaperPart):
    """One task over the months."""

    task: Line = ""
    cells: Annotated[tuple[Literal["", "■"], ...], Field(max_length=12)] = ()


class Member(PaperPart):
    """Who takes which part."""

    role: Line = ""
    name: Line = ""
    duty: Text = ""


class Section(PaperPart):
    """A section in the applicant's own words, beside the criterion it answers."""

    heading: Line
    criterion: Line = ""
    body: Text = ""


class PlanCriteria(PaperPart):
    """The criterion that each fixed section answers, in the call's own words."""

    company_profile: Line = ""
    challenges: Line = ""
    solutions: Line = ""
    indicators: Line = ""
    schedule: Line = ""
    members: Line = ""


class Plan(PaperPart):
    """別紙1. The free sections' headings come from the call, in the order of its criteria."""

    number: Line = ""
    title: Line = ""
    criteria: PlanCriteria = PlanCriteria()
    company_profile: Text = ""
    challenges: tuple[Challenge, ...] = ()
    solutions: tuple[Solution, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    indicator_total: Indicator = Indicator(task="合計")
    indicator_requirement: Line = ""
    months: Lines = ("　　月",) * 7
    schedule: tuple[ScheduleRow, ...] = ()
    members: tuple[Member, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def challenge_rows(self) -> tuple[Challenge, ...]:
        """Return the challenges, with room for three."""
        return padded(self.challenges, Challenge, at_least=3)

    @property
    def solution_rows(self) -> tuple[Solution, ...]:
        """Return the solutions, with room for three."""
        return padded(self.solutions, Solution, at_least=3)

    @property
    def indicator_rows(self) -> tuple[Indicator, ...]:
        """Return the measured tasks, with room for three."""
        return padded(self.indicators, Indicator, at_least=3)

    @property
    def schedule_rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return task and one cell per month; a row that names fewer months is blank in the rest."""
        months = len(self.months)
        rows = padded(self.schedule, ScheduleRow, at_least=6)
        return tuple((row.task, (row.cells + ("",) * months)[:months]) for row in rows)

    @property
    def member_rows(self) -> tuple[Member, ...]:
        """Return the members, with room for four."""
        return padded(self.members, Member, at_least=4)
