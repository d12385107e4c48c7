"""The statistics of a portfolio in words: each figure with its unit and what exactly it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from kernel.calendar import TOKYO
from kernel.money import format_number
from kernel.parts import Crumb
from kernel.plots import Plot
from kernel.wareki import format_wareki
from support_cases.models.plan import MEASURE_KINDS
from support_cases.rules.counting import Change, Period, change_in_percent
from support_cases.rules.published import published_shares
from support_cases.rules.scales import MEASURES, Scale
from support_cases.selectors.counting import Figures, KindChange
from support_cases.selectors.kept_figures import figures_of
from support_cases.selectors.scope import scope_of
from support_cases.views.plots.stages import stage_plot
from support_cases.views.words import moment_word, portfolio_crumb

HEADS = ("まとまり", "項目", "値", "単位", "数え方")
_KIND_LABELS = dict(MEASURE_KINDS)
_SUPPORT, _STAGES, _WAYS, _CHANGES = "支援の量", "デジタル活用段階", "段階の移り変わり", "効果の変化"
_SHEET = "この表"
_DEFINITION = (
    "同じ目標の、はじめの値と期間内の最後の測定値を、種類と単位ごとに足して比べます。測定のない目標は含みません。"
)
_WAY = "期間の前(なければ期間内の最初)の判定と、期間の最後の日までの判定。企業ごとに1回"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: on the page and in the spreadsheet the same."""

    group: str
    label: str
    value: str | int
    unit: str
    counts: str

    @property
    def text(self) -> str:
        """The value as people read it."""
        return format_number(self.value) if isinstance(self.value, int) else self.value


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the table of ways: the stage a company came from, and how many went where."""

    label: str
    cells: tuple[str, ...]


def statistics_page(actor: Actor, period: Period, *, today: date, at: datetime) -> dict[str, Any]:
    """Everything the page shows, and its lines for the spreadsheet."""
    scope = scope_of(actor)
    figures = figures_of(scope, period, today=today, at=at)
    support = _support(figures)
    changes = _changes(figures.changes)
    return {
        "crumbs": (portfolio_crumb(), Crumb("統計")),
        "whose": "すべての支援機関" if scope.is_facilitator else "あなたの機関",
        "is_facilitator": scope.is_facilitator,
        "span": f"{format_wareki(period.first)}から{format_wareki(period.last)}まで",
        "counted": counted_word(figures.counted_at),
        "support": support,
        "changes": changes,
        "plot": plot_of(figures.stages),
        "steps": tuple(label.split()[0] for label in _labels().values()),
        "ways": _ways(figures.ways),
        "moved": _moved(figures.ways),
        "lines": [
            *support,
            *_stage_lines(figures.stages),
            *_way_lines(figures.ways),
            *changes,
            _counted_line(period, figures.counted_at),
        ],
        "definition": _DEFINITION,
        "way": _WAY,
    }


def counted_word(at: datetime) -> str:
    """When figures were counted, as the page says it; what was saved later is not in them."""
    moment = at.astimezone(TOKYO)
    return f"{moment.hour}時{moment:%M}分に数えた数字"


def plot_of(stages: Mapping[int, int]) -> Plot:
    """The distribution beside the published one."""
    return stage_plot(labels=_labels(), own=stages, published=published_shares("digital_stages_2023"))


def _labels() -> Mapping[int, str]:
    return MEASURES[Scale.DIGITAL_STAGE].steps


def _counted_line(period: Period, at: datetime) -> Line:
    span = f"{format_wareki(period.first)}から{format_wareki(period.last)}まで"
    return Line(_SHEET, f"数えた時刻({span})", moment_word(at), "", "この時刻より後に保存したものは含まない")


def _support(figures: Figures) -> list[Line]:
    counts = figures.support
    hours = f"{counts.minutes / 60:,.1f}"
    told: list[tuple[str, str | int, str, str]] = [
        (
            "支援件数(延べ)",
            counts.contacts,
            "件",
            "期間内の支援記録の数。1回の支援を2つの機関が一緒に行っても、記録1件は1件",
        ),
        (
            "支援した企業(実)",
            counts.companies,
            "社",
            "期間内に1件以上の支援記録がある企業。何回支援しても、ケースが2つあっても1社",
        ),
        ("支援したケース(実)", counts.cases, "件", "期間内に1件以上の支援記録があるケース"),
        ("支援時間", hours, "時間", f"終わりの時刻がある記録の合計。時刻のない記録{counts.without_end:,}件は含まない"),
        ("フォロー回数", figures.follow_ups, "回", "種類が「見直し・効果の確認」の支援記録"),
        ("解決した課題", figures.solved, "件", "期間内に「解決」とした課題"),
        (
            "自走した企業",
            figures.graduates,
            "社",
            "いま「自走」の企業と、期間内に「自走できるようになった」で終えた企業",
        ),
        (
            "補助金の申請",
            figures.sent,
            "件",
            "支援を始めた後、期間内に送られた交付申請。今日の時点で同意のある企業だけ",
        ),
        ("進行中のケース", figures.open_cases, "件", "今日の時点"),
        ("進行中の企業", figures.open_companies, "社", "今日の時点。ケースが2つあっても1社"),
    ]
    return [Line(_SUPPORT, *each) for each in told]


def _stage_lines(stages: Mapping[int, int]) -> list[Line]:
    counts = "期間の最後の日までの、企業ごとに最も新しい判定"
    return [Line(_STAGES, label, stages.get(step, 0), "社", counts) for step, label in _labels().items()]


def _way_lines(ways: Mapping[tuple[int, int], int]) -> list[Line]:
    labels = _labels()
    return [
        Line(_WAYS, f"{labels[was]} → {labels[now]}", count, "社", _WAY) for (was, now), count in sorted(ways.items())
    ]


def _ways(ways: Mapping[tuple[int, int], int]) -> list[Way]:
    labels = _labels()
    return [Way(labels[was], tuple(f"{ways.get((was, now), 0):,}" for now in labels)) for was in labels]


def _moved(ways: Mapping[tuple[int, int], int]) -> str:
    up = sum(count for (was, now), count in ways.items() if now > was)
    same = sum(count for (was, now), count in ways.items() if now == was)
    down = sum(count for (was, now), count in ways.items() if now < was)
    return f"進んだ企業は{up:,}社、同じ段階の企業は{same:,}社、戻った企業は{down:,}社です。"


def _changes(found: Sequence[KindChange]) -> list[Line]:
    return [
        Line(
            _CHANGES,
            f"{_KIND_LABELS[each.kind]}({each.companies:,}社・{each.goals:,}件)",
            f"{_plain(each.before)} → {_plain(each.after)}({_percent(each)})",
            each.unit,
            _DEFINITION,
        )
        for each in found
    ]


def _percent(change: KindChange) -> str:
    share = change_in_percent([Change(Decimal(change.before), Decimal(change.after))])
    return "比べる元が0のため割合なし" if share is None else f"{share:+}%"


def _plain(value: Decimal) -> str:
    return f"{Decimal(value).normalize():,f}"
