"""The statistics of a portfolio in words: each figure with its unit and what exactly it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from accounts.actor import Actor
from kernel.calendar import TOKYO
from kernel.money import format_number
from kernel.parts import Crumb
from kernel.plots import Plot
from kernel.wareki import format_wareki
from support_cases.models.plan import MEASURE_KINDS
from support_cases.rules.benchmark import FEWEST_COMPANIES
from support_cases.rules.counting import Change, Period, change_in_percent, fiscal_year_of
from support_cases.rules.measures import KINDS
from support_cases.rules.published import published_shares
from support_cases.rules.scales import MEASURES, Scale
from support_cases.selectors.counting import Endings, Figures, KindChange
from support_cases.selectors.kept_figures import figures_of
from support_cases.selectors.scope import scope_of
from support_cases.views.plots.flow import flow_plot
from support_cases.views.plots.stages import stage_plot
from support_cases.views.words import moment_word, portfolio_crumb

HEADS = ("まとまり", "項目", "値", "単位", "数え方")
_KIND_LABELS = dict(MEASURE_KINDS)
_SUPPORT, _STAGES, _WAYS, _CHANGES = "支援の量", "デジタル活用段階", "段階の移り変わり", "効果の変化"
_ENDINGS, _SHEET = "支援の終わり", "この表"
_DEFINITION = "同じ目標の、はじめの値と期間内の最後の測定値を、種類と単位ごとに比べます。測定のない目標は含みません。"
_MEAN = "目標ごとの値の平均を比べます(企業の大きさで重みを付けません)。"
_SUM = "目標ごとの値の合計を比べます。"
_REACHED = "目標の値に届いたものは{:,}件です。"
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


def statistics_page(actor: Actor, period: Period, *, today: date, at: datetime) -> dict[str, Any]:
    """Everything the page shows, and its lines for the spreadsheet."""
    scope = scope_of(actor)
    figures = figures_of(scope, period, today=today, at=at)
    support = _support(figures)
    hides = partial(_hides, is_facilitator=scope.is_facilitator, is_year=period == fiscal_year_of(period.first))
    endings, changes = _endings(figures.endings, hides), _changes(figures.changes, hides)
    return {
        "crumbs": (portfolio_crumb(), Crumb("統計")),
        "whose": "すべての支援機関" if scope.is_facilitator else "あなたの機関",
        "is_facilitator": scope.is_facilitator,
        "span": f"{format_wareki(period.first)}から{format_wareki(period.last)}まで",
        "counted": counted_word(figures.counted_at),
        "support": support,
        "changes": changes,
        "plot": plot_of(figures.stages),
        "flow": flow_plot(labels=_labels(), ways=figures.ways),
        "endings": endings,
        "lines": [
            *support,
            *_stage_lines(figures.stages),
            *_way_lines(figures.ways),
            *endings,
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
        *_subsidies(figures),
        ("進行中のケース", figures.open_cases, "件", "今日の時点"),
        ("進行中の企業", figures.open_companies, "社", "今日の時点。ケースが2つあっても1社"),
    ]
    return [Line(_SUPPORT, *each) for each in told]


def _subsidies(figures: Figures) -> list[tuple[str, str | int, str, str]]:
    return [
        (
            "補助金の申請",
            figures.sent,
            "件",
            "支援を始めた後、期間内に送られた交付申請。今日の時点で同意のある企業だけ",
        ),
        (
            "うち交付が決まった申請",
            figures.granted,
            "件",
            "上の申請のうち、数えた時刻までに交付決定の通知が出たもの。審査の途中のことは含まない",
        ),
    ]


def _stage_lines(stages: Mapping[int, int]) -> list[Line]:
    counts = "期間の最後の日までの、企業ごとに最も新しい判定"
    return [Line(_STAGES, label, stages.get(step, 0), "社", counts) for step, label in _labels().items()]


def _way_lines(ways: Mapping[tuple[int, int], int]) -> list[Line]:
    labels = _labels()
    return [
        Line(_WAYS, f"{labels[was]} → {labels[now]}", count, "社", _WAY) for (was, now), count in sorted(ways.items())
    ]


def _hides(companies: int, *, is_facilitator: bool, is_year: bool) -> str:
    """Why a figure stays hidden from the facilitator, who counts the cases of others; empty where it does not.

    What few companies come to could be guessed, and so could the one by which two periods differ: years never overlap.
    """
    if not is_facilitator:
        return ""
    if companies < FEWEST_COMPANIES:
        return f"{FEWEST_COMPANIES}社に満たないため示しません"
    return "" if is_year else "期間がちょうど一つの年度でないため示しません"


def _endings(found: Endings, hides: Callable[[int], str]) -> list[Line]:
    """What a single company answered is not told to the facilitator, who has not been told it by that company."""
    told: list[tuple[str, str | int, str, str]] = [
        ("終えた支援", found.ended, "件", "期間内に終えたケース"),
        ("企業が確認した支援", found.answered, "件", "期間内に終えたケースのうち、終わりの内容に企業が答えたもの"),
    ]
    if hides(found.answered):
        return [Line(_ENDINGS, *each) for each in told]
    mean = _mean(Decimal(found.marks), found.marked)
    return [
        *(Line(_ENDINGS, *each) for each in told),
        Line(_ENDINGS, "うち「そのとおり」", found.agreed, "件", "企業が「違うところがある」と答えたものは含まない"),
        Line(
            _ENDINGS,
            "企業の満足度",
            mean or "回答なし",
            "点" if mean else "",
            f"企業が1から5で答えた点の平均(5が最もよい)。{found.marked:,}件の回答",
        ),
    ]


def _changes(found: Sequence[KindChange], hides: Callable[[int], str]) -> list[Line]:
    """How goals of one kind changed, as far as it is told."""
    return [
        Line(
            _CHANGES,
            f"{_KIND_LABELS[each.kind]}({each.companies:,}社・{each.goals:,}件)",
            hidden or _change(each),
            each.unit,
            f"{KINDS[each.kind].definition}{_MEAN if KINDS[each.kind].is_rate else _SUM}"
            f"{'' if hidden else _REACHED.format(each.reached)}",
        )
        for each in found
        for hidden in (hides(each.companies),)
    ]


def _change(each: KindChange) -> str:
    if KINDS[each.kind].is_rate:
        return f"{_mean(each.before, each.goals)} → {_mean(each.after, each.goals)}({_percent(each)})"
    return f"{_plain(each.before)} → {_plain(each.after)}({_percent(each)})"


def _mean(total: Decimal, count: int) -> str:
    """To one decimal, rounded half up; nothing where there is nothing."""
    return f"{(Decimal(total) / count).quantize(Decimal('0.1'), ROUND_HALF_UP):,}" if count else ""


def _percent(change: KindChange) -> str:
    share = change_in_percent([Change(Decimal(change.before), Decimal(change.after))])
    return "比べる元が0のため割合なし" if share is None else f"{share:+}%".replace("-", "△")


def _plain(value: Decimal) -> str:
    return f"{Decimal(value).quantize(Decimal('0.01')).normalize():,f}"
