"""Pictures of figures: whole units, nothing off the sheet, and the same figures as a table."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kernel.plots import WIDTH, Bin, Box, Dot, Frame, Key, Label, Limit, Plot, Spread, Stroke, Tone, box_rows, histogram

FRAME = Frame("totals", "分布", "3件です。", ("範囲", "以上", "未満", "計"), (Key(Tone.SOLID, "通過"),))


def _boxes(plot: Plot) -> list[Box]:
    return [shape for shape in plot.shapes if isinstance(shape, Box)]


def _labels(plot: Plot) -> list[str]:
    return [shape.text for shape in plot.shapes if isinstance(shape, Label)]


def test_bars_stand_on_one_another_and_are_told_apart_without_colour() -> None:
    plot = histogram(FRAME, [Bin("0–4", 0, 2), Bin("5–9", 3, 1)], width=5, limit=Limit(Fraction(7), "基準 7点"))
    below, mixed_below, mixed_above = _boxes(plot)
    assert [each.tone for each in (below, mixed_below, mixed_above)] == [Tone.HATCHED, Tone.HATCHED, Tone.SOLID]
    assert mixed_above.top + mixed_above.height == mixed_below.top
    assert mixed_below.top + mixed_below.height == below.top + below.height
    assert below.height == 2 * mixed_below.height or abs(below.height - 2 * mixed_below.height) == 1
    assert "基準 7点" in _labels(plot)
    assert plot.rows == (("0–4", "0", "2", "2"), ("5–9", "3", "1", "4"))
    assert (plot.heads, plot.keys, plot.summary) == (FRAME.heads, FRAME.keys, FRAME.summary)


def test_the_name_of_a_line_stays_on_the_sheet() -> None:
    bins = [Bin(str(place), 1, 0) for place in range(20)]
    near, far = (
        next(
            shape
            for shape in histogram(FRAME, bins, width=5, limit=Limit(Fraction(at), "基準")).shapes
            if isinstance(shape, Label) and shape.text == "基準"
        )
        for at in (10, 90)
    )
    assert (near.anchor, far.anchor) == ("start", "end")


def test_nothing_to_draw_is_a_sheet_with_its_axis() -> None:
    for plot in (histogram(FRAME, [], width=5), box_rows(FRAME, [], maximum=100, rows=[])):
        assert not _boxes(plot)
        assert any(isinstance(shape, Stroke) and shape.tone is Tone.AXIS for shape in plot.shapes)
        assert plot.rows == ()


@given(counts=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=40))
def test_every_bar_is_on_the_sheet(counts: list[tuple[int, int]]) -> None:
    plot = histogram(FRAME, [Bin(str(place), *pair) for place, pair in enumerate(counts)], width=5)
    for box in _boxes(plot):
        assert 0 <= box.left < box.left + box.width <= WIDTH
        assert 0 <= box.top < box.top + box.height <= plot.height
    drawn = {(box.hint, box.tone) for box in _boxes(plot)}
    assert len(drawn) == len(_boxes(plot))


def _spread(label: str, *points: int) -> Spread:
    least, lower, middle, upper, most, mean = (Fraction(each) for each in points)
    return Spread(label, least, lower, middle, upper, most, mean, 3)


def test_a_box_lies_between_its_quartiles_and_a_long_name_is_shortened() -> None:
    name = "審査" * 30
    plot = box_rows(FRAME, [_spread(name, 10, 20, 30, 40, 50, 33)], maximum=100, rows=[(name, "3")])
    (box,) = _boxes(plot)
    (dot,) = [shape for shape in plot.shapes if isinstance(shape, Dot)]
    assert box.left < dot.left < box.left + box.width
    assert [text for text in _labels(plot) if text.endswith("…")] == [f"{name[:10]}…"]
    assert plot.rows == ((name, "3"),)


def test_a_reviewer_of_one_total_has_a_box_that_can_be_seen() -> None:
    (box,) = _boxes(box_rows(FRAME, [_spread("遠藤", *[70] * 6)], maximum=100, rows=[]))
    assert box.width == 1


@given(points=st.lists(st.lists(st.integers(0, 100), min_size=6, max_size=6), max_size=30))
def test_every_shape_of_a_box_plot_is_on_the_sheet(points: list[list[int]]) -> None:
    spreads = [_spread("名", *sorted(each)) for each in points]
    plot = box_rows(FRAME, spreads, maximum=100, rows=[])
    for shape in plot.shapes:
        assert 0 <= shape.left <= WIDTH
        assert 0 <= shape.top <= plot.height
