"""事前確認の結果: what a person was told before applying, on paper. It decides nothing, and says so."""

from pydantic import Field

from records.papers.view_model import Line, Lines, Paper, PaperPart


class Answer(PaperPart):
    """One question and what was answered, in short."""

    question: Line
    answer: Line


class Finding(PaperPart):
    """One verdict: what was asked, why it came out so, the clause, and what to do."""

    label: Line
    because: Line = ""
    clause: Line = ""
    to_do: Line = ""


class FindingGroup(PaperPart):
    """The verdicts of one outcome; an empty group says so in words."""

    heading: Line
    mark: Line
    count: Line = ""
    empty: Line = ""
    findings: tuple[Finding, ...] = ()


class JudgedCost(PaperPart):
    """One cost line: what was stated, what would count, and why."""

    number: Line
    category: Line = ""
    description: Line = ""
    claimed: Line = ""
    allowed: Line = ""
    reasons: Lines = ()


class EquationStep(PaperPart):
    """One line of the equation of the amount."""

    label: Line
    value: Line


class PrecheckResultPaper(Paper):
    """The result of a pre-check, with the answers it rests on."""

    heading: Line = Field(min_length=1)
    checked_on: Line
    call_period: Line = ""
    conclusion: Line = Field(min_length=1, description="The whole result in one sentence.")
    conclusion_detail: Line = ""
    groups: tuple[FindingGroup, ...] = ()
    costs: tuple[JudgedCost, ...] = ()
    cost_claimed_total: Line = ""
    cost_allowed_total: Line = ""
    equation: tuple[EquationStep, ...] = ()
    amount_label: Line = ""
    amount: Line = ""
    amount_note: Line = ""
    answers: tuple[Answer, ...] = ()
    notes: Lines = ()
    office: Lines = ()
