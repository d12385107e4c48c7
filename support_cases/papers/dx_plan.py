"""DX推進計画: what a company wants to be, what hurts, what is aimed at, and the roadmap by months. A free form."""

from pydantic import Field

from records.papers.view_model import Line, Lines, Paper, PaperPart


class PlannedChallenge(PaperPart):
    """One challenge."""

    number: Line = ""
    field: Line = ""
    what: Line
    cause: Line = ""
    impact: Line = ""


class PlannedGoal(PaperPart):
    """One goal with the meaning of its figure."""

    task: Line
    kind: Line = ""
    definition: Line = ""
    before: Line = ""
    target: Line = ""
    due: Line = ""
    method: Line = ""


class PlannedTool(PaperPart):
    """A tool that was chosen, costs without tax."""

    name: Line
    vendor: Line = ""
    initial_cost: Line = ""
    yearly_cost: Line = ""
    because: Line = ""


class PlannedTask(PaperPart):
    """One row of the roadmap; `marks` has one entry for each column of the timetable."""

    what: Line
    side: Line = ""
    term: Line = ""
    state: Line = ""
    marks: Lines = ()


class DxPlanPaper(Paper):
    """The plan of one company as it stood when it was printed."""

    case_id: Line = Field(default="", description="The case it was made from; it decides who may read the paper.")
    company: Line = Field(min_length=1, description="The company whose plan it is.")
    corporate_number: Line = ""
    institution: Line = Field(default="", description="The institution that accompanied the plan.")
    made_on: Line = ""
    purpose: Line = ""
    phase: Line = Field(default="", description="The phase of the work, in words.")
    challenges: tuple[PlannedChallenge, ...] = ()
    goals: tuple[PlannedGoal, ...] = ()
    tools: tuple[PlannedTool, ...] = ()
    columns: Lines = Field(default=(), description="Heads of the timetable, one for each month or quarter.")
    tasks: tuple[PlannedTask, ...] = ()
