"""事業計画: what is wrong today, what is done about it, how it is measured, by whom, when, and what comes after."""

from typing import Annotated, Literal

from pydantic import Field

from applications.rules.section_shapes.asking import MOST_ROWS, Asked, Exact, LineText, Name, Need, Prose
from applications.rules.shapes import Day, Shape

ToolCategory = Literal["cloud", "server_migration", "api", "ai_ocr_rpa", "bi", "other"]
TOOL_LABELS: dict[ToolCategory, str] = {
    "cloud": "クラウドサービス",
    "server_migration": "サーバーのクラウドへの移行",
    "api": "システム同士の連携(API)",
    "ai_ocr_rpa": "AI-OCR・RPA",
    "bi": "データの可視化(BI)",
    "other": "その他",
}
Month = Annotated[str, Field(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")]


class ChallengeRow(Shape):
    """One challenge of today's work."""

    task: Name = ""
    present: Prose = ""
    problem: Prose = ""
    cause: Prose = ""


class SolutionRow(Shape):
    """What is done about a challenge, which it names by its place in the list from 1."""

    challenge: Annotated[int, Field(ge=1, le=MOST_ROWS)] | None = None
    measure: Prose = ""
    tool: LineText = ""
    vendor: Name = ""
    effect: Prose = ""


class KpiRow(Shape):
    """One measured task. `before` and `after` are in `unit`, which is the same for the whole list."""

    task: Name = ""
    indicator: Name = ""
    unit: Name = ""
    before: Exact | None = None
    after: Exact | None = None
    method: LineText = ""
    timing: LineText = ""


class ScheduleRow(Shape):
    """One task from month to month (2025-08), both included."""

    task: Name = ""
    begins: Month = ""
    ends: Month = ""


class MemberRow(Shape):
    """Who takes which part."""

    role: Name = ""
    name: Name = ""
    duty: LineText = ""


class PlanAnswers(Shape):
    """別紙1, and the project's part of the first page."""

    project_title: Annotated[Name, Asked("補助事業の名称", Need.ALWAYS)] = ""
    period_end: Annotated[Day | None, Asked("事業の終了日", Need.ALWAYS, "project.ends_on")] = None
    tool_category: Annotated[tuple[ToolCategory, ...], Field(max_length=6), Asked("導入する技術", Need.ALWAYS)] = ()
    tool_other: Annotated[LineText, Asked("その他の技術")] = ""
    company_profile: Annotated[Prose, Asked("企業の概要", Need.ALWAYS)] = ""
    challenges: Annotated[tuple[ChallengeRow, ...], Field(max_length=MOST_ROWS), Asked("現状と課題", Need.ALWAYS)] = ()
    solutions: Annotated[
        tuple[SolutionRow, ...], Field(max_length=MOST_ROWS), Asked("課題ごとの取組", Need.ALWAYS)
    ] = ()
    kpi: Annotated[
        tuple[KpiRow, ...], Field(max_length=MOST_ROWS), Asked("成果指標(KPI)", Need.ALWAYS, "project.kpi")
    ] = ()
    schedule: Annotated[tuple[ScheduleRow, ...], Field(max_length=MOST_ROWS), Asked("スケジュール", Need.ALWAYS)] = ()
    members: Annotated[tuple[MemberRow, ...], Field(max_length=MOST_ROWS), Asked("実施体制", Need.ALWAYS)] = ()
    continuation: Annotated[Prose, Asked("終了後の継続・発展", Need.ALWAYS)] = ""
    spillover: Annotated[Prose, Asked("業界への波及", Need.ALWAYS)] = ""
    novelty: Annotated[Prose, Asked("新規性", Need.ALWAYS)] = ""
    funding_plan: Annotated[Prose, Asked("資金計画", Need.ALWAYS)] = ""
    security_measures: Annotated[Prose, Asked("セキュリティ対策", Need.ALWAYS)] = ""
