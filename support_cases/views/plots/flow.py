"""How companies went from stage to stage: on the left where they began, on the right where they stand, a band between."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kernel.plots import WIDTH, Band, Box, Key, Label, Plot, Shape, Tone

_TOP, _BOTTOM, _NODE = 36, 16, 14
_LEFT, _RIGHT = 196, WIDTH - 104
# Two lines of words stand beside a stage, also where nobody stands on it.
_GAP, _FLOWING = 48, 260
_LINE, _READABLE = 18, 14
_TONES = ((Tone.OPEN, "同じ段階の企業"), (Tone.HATCHED, "戻った企業"), (Tone.SOLID, "進んだ企業"))


@dataclass(frozen=True, slots=True)
class _Flow:
    """The ways, and where each begins and arrives, by (own stage, other stage)."""

    ways: Mapping[tuple[int, int], int]
    begins: Mapping[tuple[int, int], Fraction]
    arrives: Mapping[tuple[int, int], Fraction]
    per_company: Fraction


def flow_plot(*, labels: Mapping[int, str], ways: Mapping[tuple[int, int], int]) -> Plot | None:
    """Bands as wide as the companies that went that way, the highest stage on top; no picture where nobody went."""
    total = sum(ways.values())
    if not total:
        return None
    per_company, stages = Fraction(_FLOWING, total), tuple(sorted(labels, reverse=True))
    backwards = {(now, was): count for (was, now), count in ways.items()}
    flow = _Flow(ways, _places(ways, stages, per_company), _places(backwards, stages, per_company), per_company)
    shapes: list[Shape] = [Label(_LEFT - 10, 16, "はじめ", "end"), Label(_RIGHT + _NODE + 10, 16, "期間の終わり")]
    shapes += _bands(flow)
    for stage in stages:
        shapes += _ends(flow, stage, labels[stage].partition("(")[0], highest=stages[0])
    return Plot(
        "flow",
        "はじめの段階から期間の終わりの段階へ",
        _summary(ways, total),
        WIDTH,
        _TOP + _FLOWING + (len(stages) - 1) * _GAP + _BOTTOM,
        tuple(shapes),
        tuple(Key(tone, text) for tone, text in reversed(_TONES)),
        ("はじめの段階", *(f"{labels[each].split()[0]}へ(社)" for each in labels)),
        tuple((f"{labels[was]}から", *(f"{ways.get((was, now), 0):,}" for now in labels)) for was in labels),
    )


def _places(
    ways: Mapping[tuple[int, int], int], stages: tuple[int, ...], per_company: Fraction
) -> Mapping[tuple[int, int], Fraction]:
    """Where each way touches its stage; the bands of one stage lie as the stages of the other side do."""
    top, found = Fraction(_TOP), dict[tuple[int, int], Fraction]()
    for own in stages:
        for other in stages:
            found[own, other] = top
            top += ways.get((own, other), 0) * per_company
        top += _GAP
    return found


def _bands(flow: _Flow) -> list[Shape]:
    """Who stayed lies at the bottom, who went on lies on top; a figure stands where its band is wide enough for it."""
    shapes, figures = list[Shape](), list[Shape]()
    for tone, text in _TONES:
        for (was, now), count in sorted(flow.ways.items()):
            if not count or _tone_of(was, now) is not tone:
                continue
            top, width = round(flow.begins[was, now]), max(round(count * flow.per_company), 1)
            hint = f"段階{was}から{now}へ{count:,}社({text})"
            shapes.append(Band(_LEFT + _NODE, top, _RIGHT, round(flow.arrives[now, was]), width, tone, hint))
            if width >= _READABLE:
                figures.append(Label(_LEFT + _NODE + 12, top + width // 2 + 5, f"{count:,}社", lies_on_shape=True))
    return [*shapes, *figures]


def _ends(flow: _Flow, stage: int, name: str, *, highest: int) -> list[Shape]:
    """The stage on both sides, with its name and how many stand there."""
    before = sum(count for (was, _), count in flow.ways.items() if was == stage)
    after = sum(count for (_, now), count in flow.ways.items() if now == stage)
    shapes = list[Shape]()
    for left, top, count, words, at, anchor in (
        (_LEFT, flow.begins[stage, highest], before, name, _LEFT - 10, "end"),
        (_RIGHT, flow.arrives[stage, highest], after, name.split(maxsplit=1)[0], _RIGHT + _NODE + 10, "start"),
    ):
        height = round(count * flow.per_company)
        shapes.append(Box(left, round(top), _NODE, max(height, 1), Tone.SOLID, f"{name}:{count:,}社"))
        middle = round(top) + height // 2
        shapes += [Label(at, middle - 2, words, anchor), Label(at, middle - 2 + _LINE, f"{count:,}社", anchor)]
    return shapes


def _tone_of(was: int, now: int) -> Tone:
    return Tone.OPEN if was == now else Tone.SOLID if now > was else Tone.HATCHED


def _summary(ways: Mapping[tuple[int, int], int], total: int) -> str:
    up = sum(count for (was, now), count in ways.items() if now > was)
    down = sum(count for (was, now), count in ways.items() if now < was)
    return f"判定のある{total:,}社のうち、進んだ企業は{up:,}社、同じ段階の企業は{total - up - down:,}社、戻った企業は{down:,}社です。"
