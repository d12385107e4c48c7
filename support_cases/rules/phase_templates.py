"""The way through the phases as data: tasks by phase, and what a case must have before it enters a phase."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from support_cases.rules.diagnosis_templates import Code, Key, Shape, Text
from support_cases.rules.scales import SUB_STEPS


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is asked of a case when it is about to enter a phase."""

    has_purpose: bool = False
    has_stage_reading: bool = False
    challenges: int = 0
    challenges_with_cause: int = 0
    goals: int = 0
    goals_with_baseline: int = 0
    planned_tasks: int = 0
    tools_compared: int = 0
    chosen_tools: int = 0
    measurements: int = 0
    finished_diagnoses: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must be there, and how to get it."""

    label: str
    how: str
    holds: Callable[[CaseFacts], bool]


REQUIREMENTS: Mapping[str, Requirement] = {
    "purpose": Requirement("ありたい姿", "計画の「ありたい姿」に1行で書きます。", lambda case: case.has_purpose),
    "stage_reading": Requirement(
        "デジタル活用段階の判定", "根拠を添えて段階を判定します。", lambda case: case.has_stage_reading
    ),
    "challenge": Requirement("課題", "課題を1件以上登録します。", lambda case: case.challenges > 0),
    "challenge_with_cause": Requirement(
        "原因まで書いた課題", "課題に原因を書き足します。", lambda case: case.challenges_with_cause > 0
    ),
    "goal": Requirement("目標", "指標と目標の値を1件以上登録します。", lambda case: case.goals > 0),
    "goal_with_baseline": Requirement(
        "今の値を測った目標", "取り組む前の値を測って入れます。", lambda case: case.goals_with_baseline > 0
    ),
    "roadmap": Requirement(
        "期限のある作業", "ロードマップの作業に期限を入れます。", lambda case: case.planned_tasks > 0
    ),
    "tools_compared": Requirement("道具の比較", "候補を2つ以上並べて比べます。", lambda case: case.tools_compared > 1),
    "tool_chosen": Requirement("選んだ道具", "候補から1つを選び、理由を書きます。", lambda case: case.chosen_tools > 0),
    "measurement": Requirement("効果の測定", "目標の値を1回以上測って入れます。", lambda case: case.measurements > 0),
    "diagnosis": Requirement("診断", "診断を1つ以上終えます。", lambda case: case.finished_diagnoses > 0),
}


class TaskData(Shape):
    """One task of a phase. `side` says who does it."""

    code: Code
    text: Text
    sub_step: str
    side: Annotated[str, Field(pattern="^(institution|company)$")] = "company"

    @field_validator("sub_step")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in SUB_STEPS:
            raise ValueError(f"{value} という段階はありません")
        return value


class PhaseData(Shape):
    """One phase: `process_phase` ties it to the scale of the process, `entering` names what must be there before."""

    code: Code
    label: Text
    process_phase: Annotated[int, Field(ge=1, le=4)]
    entering: tuple[str, ...] = ()
    tasks: tuple[TaskData, ...] = ()

    @field_validator("entering")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(value) - set(REQUIREMENTS)):
            raise ValueError(f"知らない条件です: {', '.join(unknown)}")
        return value


class PhaseTemplateData(Shape):
    """One version of one way. Cases keep the version they began with until somebody changes it with a reason."""

    key: Key
    version: Key
    title: Text
    source: Text
    phases: tuple[PhaseData, ...] = Field(min_length=1)

    def phase(self, code: str) -> PhaseData:
        """The phase of that code; KeyError when there is none."""
        return {phase.code: phase for phase in self.phases}[code]

    @model_validator(mode="after")
    def _consistent(self) -> "PhaseTemplateData":
        codes = [phase.code for phase in self.phases] + [task.code for phase in self.phases for task in phase.tasks]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"同じ番号が二度出ています: {', '.join(twice)}")
        ordered = [phase.process_phase for phase in self.phases]
        if ordered != sorted(ordered):
            raise ValueError("process_phase は小さい順に並べます")
        return self


def missing_for(phase: PhaseData, case: CaseFacts) -> tuple[Requirement, ...]:
    """What a case lacks for entering a phase; nothing when it may."""
    return tuple(REQUIREMENTS[name] for name in phase.entering if not REQUIREMENTS[name].holds(case))
