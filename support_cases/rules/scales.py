"""The four scales of a case. They measure different things and are never mixed, averaged or drawn on one line.

`digital_stage` says how digital the company is, `process_phase` where the work with it stands, `maturity` what a
diagnosis found, `self_reliance` how far the company goes on by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """One of the four."""

    DIGITAL_STAGE = "digital_stage"
    PROCESS_PHASE = "process_phase"
    MATURITY = "maturity"
    SELF_RELIANCE = "self_reliance"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a scale is called and what each of its steps means, from the lowest."""

    label: str
    steps: Mapping[int, str]

    @property
    def lowest(self) -> int:
        """The least value."""
        return min(self.steps)

    @property
    def highest(self) -> int:
        """The greatest value."""
        return max(self.steps)


MEASURES: Mapping[Scale, Measure] = {
    Scale.DIGITAL_STAGE: Measure(
        "デジタル活用段階",
        {
            1: "① 未着手(紙と電話が中心)",
            2: "② デジタル化のはじまり(手作業の置き換え)",
            3: "③ デジタルで業務を効率化(データも使う)",
            4: "④ 事業のやり方を変えた",
        },
    ),
    Scale.PROCESS_PHASE: Measure(
        "DX実現プロセス",
        {1: "1 意思決定", 2: "2 全体構想・意識改革", 3: "3 本格推進", 4: "4 DX拡大・実現"},
    ),
    Scale.MATURITY: Measure(
        "成熟度",
        {
            0: "0 未着手",
            1: "1 一部で散発的",
            2: "2 一部で戦略的",
            3: "3 部門をまたいで推進",
            4: "4 全社で続けている",
            5: "5 最も進んだ段階(定義は診断の版による)",
        },
    ),
    Scale.SELF_RELIANCE: Measure(
        "自走度",
        {
            0: "0 支援者が進めている",
            1: "1 支援者と一緒に進めている",
            2: "2 助言があれば自社で進む",
            3: "3 ほぼ自社で進む",
            4: "4 自社で改善を回している",
        },
    ),
}
# The work within the phases. The fifth group is the loop that accompanies all four and may lead back.
SUB_STEPS: Mapping[str, str] = {
    "1a": "経営の目的と将来像を言葉にする",
    "1b": "経営陣と話して課題を整理する",
    "1c": "経営とDXの戦略をつくる",
    "2a": "身近なところで成功を体験する",
    "2b": "今ある設備と入れ替える範囲を検討する",
    "2c": "採算と導入の可否を判断する",
    "2d": "ロードマップと作業をつくる",
    "2e": "従業員に学ぶ機会をつくる",
    "3a": "業務の流れと組織、権限を見直す",
    "3b": "全社で使う仕組みを導入して運用する",
    "3c": "集めたデータを事業に生かす",
    "4a": "新しい価値の提供を実行する",
    "4b": "取引先へ広げる",
    "5a": "対話を続ける",
    "5b": "仕組みの効果を測り検証する",
    "5c": "戦略と取組を定期に見直す",
}


def is_on_scale(scale: Scale, value: int) -> bool:
    """Whether the scale has this step."""
    return value in MEASURES[scale].steps
