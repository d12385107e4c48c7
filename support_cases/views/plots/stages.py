"""Two distributions over one scale beside each other, each a share of its own whole."""

from collections.abc import Mapping
from fractions import Fraction

from kernel.plots import WIDTH, Box, Key, Label, Plot, Shape, Stroke, Tone
from support_cases.rules.published import PublishedShares

_LEFT, _TOP, _ROW, _BAR, _FIGURE = 8, 8, 78, 20, 96


def stage_plot(*, labels: Mapping[int, str], own: Mapping[int, int], published: PublishedShares) -> Plot:
    """A solid bar for the own companies and a hatched one for the published figures, on each step."""
    total = sum(own.values())
    shares = {step: Fraction(100 * own.get(step, 0), total) if total else Fraction(0) for step in labels}
    shapes: list[Shape] = []
    for place, (step, label) in enumerate(labels.items()):
        top = _TOP + place * _ROW
        shapes.append(Label(_LEFT + 8, top + 14, label))
        mine, theirs = f"{_percent(shares[step])}({own.get(step, 0):,}社)", _percent(published.shares[step])
        shapes += _bar(top + 22, shares[step], Tone.SOLID, mine)
        shapes += _bar(top + 22 + _BAR + 4, published.shares[step], Tone.HATCHED, theirs)
    floor = _TOP + len(labels) * _ROW
    shapes.append(Stroke(_LEFT, _TOP, _LEFT, floor, Tone.AXIS))
    rows = tuple(
        (label, f"{own.get(step, 0):,}", _percent(shares[step]), _percent(published.shares[step]))
        for step, label in labels.items()
    )
    return Plot(
        "stages",
        "デジタル活用段階の分布",
        _summary(labels, shares, published, total),
        WIDTH,
        floor + 8,
        tuple(shapes),
        (Key(Tone.SOLID, "担当する企業"), Key(Tone.HATCHED, f"全国({published.source}、{published.answers:,}社)")),
        ("段階", "社数", "担当する企業", "全国"),
        rows,
    )


def _bar(top: int, share: Fraction, tone: Tone, text: str) -> list[Shape]:
    width = round(share * (WIDTH - _LEFT - 2 * _FIGURE) / 100)
    label = Label(_LEFT + width + 8, top + _BAR - 4, text)
    return [Box(_LEFT, top, width, _BAR, tone, text), label] if width else [label]


def _percent(share: Fraction) -> str:
    return f"{float(share):.1f}%"


def _summary(labels: Mapping[int, str], shares: Mapping[int, Fraction], published: PublishedShares, total: int) -> str:
    theirs = f"全国の割合は{published.source}のもので、調べた企業も時期も違います。"
    if not total:
        return f"段階を判定した企業はまだありません。{theirs}"
    most = max(labels, key=lambda step: (shares[step], -step))
    mine, other = _percent(shares[most]), _percent(published.shares[most])
    return f"段階を判定した{total:,}社のうち、最も多いのは「{labels[most]}」の{mine}です(全国では{other})。{theirs}"
