"""The comparison of reviewers in words."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from kernel.parts import Crumb
from kernel.plots import Frame, Key, Plot, Spread, Tone, box_rows
from screening.models import ScreeningRound
from screening.rules.calibration import (
    FAR,
    FEW_SHARED,
    Calibration,
    LeftOut,
    Shift,
    calibrated,
    left_out,
    outliers_among,
    root_in_tenths,
)
from screening.rules.wording import in_tenths, signed
from screening.selectors.results import Contest
from screening.views.results_words import case_url, crumbs, tabs

_NONE = "—"


def calibration_page(screening: ScreeningRound, contest: Contest, *, without: str) -> dict[str, Any]:
    """Everything on the page; `without` is the reviewer whose absence is shown file by file."""
    reviewers = sorted(calibrated(contest.candidates), key=lambda each: (_name(contest, each.reviewer), each.reviewer))
    absences = [left_out(contest.candidates, contest.terms, each.reviewer) for each in reviewers]
    shown = next((each for each in absences if each.reviewer == without), None)
    maximum = contest.terms.screening.maximum
    return {
        "crumbs": crumbs(screening, contest.terms, Crumb("審査員の比較")),
        "tabs": tabs(screening, "calibration"),
        "reviewers": [_reviewer(each, contest) for each in reviewers],
        "few": FEW_SHARED,
        "far": in_tenths(FAR * maximum),
        "maximum": maximum,
        "outliers": _outliers(contest),
        "absences": [_absence(each, contest) for each in absences],
        "shown": _shown(shown, contest) if shown else None,
        "plots": (_plot(reviewers, contest),) if reviewers else (),
        "waiting": len(contest.waiting),
    }


def _name(contest: Contest, reviewer: str) -> str:
    return contest.reviewers.get(reviewer, "(担当を外れた審査員)")


def _reviewer(each: Calibration, contest: Contest) -> dict[str, Any]:
    deviation = Fraction(root_in_tenths(each.variance), 10) if each.variance is not None else None
    return {
        "name": _name(contest, each.reviewer),
        "sheets": len(each.totals),
        "shared": each.shared,
        "mean": in_tenths(each.mean),
        "severity": signed(each.severity) if each.severity is not None else _NONE,
        "is_thin": each.is_thin,
        "deviation": in_tenths(deviation) if deviation is not None else _NONE,
        "least": str(each.spread.least),
        "most": str(each.spread.most),
    }


def _outliers(contest: Contest) -> list[dict[str, Any]]:
    entries = contest.by_number
    return [
        {
            "number": each.application,
            "company": entries[each.application].company,
            "url": case_url(entries[each.application].case_id),
            "reviewer": _name(contest, each.reviewer),
            "total": each.total,
            "middle": in_tenths(each.middle),
            "distance": signed(each.distance),
            "of_two": each.sheets == 2,
        }
        for each in outliers_among(contest.candidates, contest.terms)
    ]


def _absence(each: LeftOut, contest: Contest) -> dict[str, Any]:
    moved = [abs(shift.after - shift.before) for shift in each.shifts if shift.before and shift.after]
    return {
        "key": each.reviewer,
        "name": _name(contest, each.reviewer),
        "changed": len(each.shifts),
        "farthest": max(moved, default=0),
        "crossing": [f"{shift.application}({_crossing(shift)})" for shift in each.crossing],
        "alone": len(each.alone),
    }


def _crossing(shift: Shift) -> str:
    return "届かなくなる" if shift.after is None else "届くようになる"


def _shown(each: LeftOut, contest: Contest) -> dict[str, Any]:
    entries = contest.by_number
    rows = sorted(each.shifts, key=lambda shift: (shift.after is None, shift.after or 0, shift.application))
    return {
        "name": _name(contest, each.reviewer),
        "alone": each.alone,
        "rows": [
            {
                "number": shift.application,
                "company": entries[shift.application].company,
                "before": str(shift.before or "基準点未満"),
                "after": str(shift.after or "基準点未満"),
                "crosses": _crossing(shift) if shift.crosses else "",
            }
            for shift in rows
        ],
    }


def _plot(reviewers: Sequence[Calibration], contest: Contest) -> Plot:
    spreads = [
        Spread(
            _name(contest, each.reviewer),
            each.spread.least,
            each.spread.lower,
            each.spread.middle,
            each.spread.upper,
            each.spread.most,
            each.mean,
            len(each.totals),
        )
        for each in reviewers
    ]
    rows = [
        (
            spread.label,
            str(spread.count),
            *(in_tenths(value) for value in (spread.least, spread.lower, spread.middle, spread.upper, spread.most)),
            in_tenths(spread.mean),
        )
        for spread in spreads
    ]
    frame = Frame(
        "reviewers",
        "審査員ごとの採点の分布",
        "横線は最低点から最高点まで、箱は下から4分の1と4分の3の間、箱の中の太い線は中央値、丸は平均です。",
        ("審査員", "件数", "最低", "下位4分の1", "中央値", "上位4分の1", "最高", "平均"),
        (Key(Tone.OPEN, "中ほどの半数"), Key(Tone.STRONG, "中央値"), Key(Tone.POINT, "平均")),
    )
    return box_rows(frame, spreads, maximum=contest.terms.screening.maximum, rows=rows)
