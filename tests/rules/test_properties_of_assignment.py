"""The proposal of reviewers keeps every limit, and is as full, as even and as fitting as can be, in this order."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.rules.assignment import BAR_WORDS, Bar, FreeReviewer, Proposal, ProposedFile, WaitingFile, propose

_NAMES = [f"r{number}" for number in range(6)]
_DIVISIONS = ("", "E", "G")


@st.composite
def _reviewers(draw: st.DrawFn, most: int = 6) -> list[FreeReviewer]:
    return [
        FreeReviewer(
            key,
            load=draw(st.integers(0, 3)),
            limit=draw(st.integers(0, 5)),
            divisions=draw(st.frozensets(st.sampled_from(("E", "G")))),
            is_available=draw(st.sampled_from((True, True, True, False))),
        )
        for key in _NAMES[: draw(st.integers(0, most))]
    ]


@st.composite
def _files(draw: st.DrawFn, most: int = 7) -> list[WaitingFile]:
    return [
        WaitingFile(
            f"f{number}",
            wanted=draw(st.integers(1, 3)),
            division=draw(st.sampled_from(_DIVISIONS)),
            serving=draw(st.frozensets(st.sampled_from(_NAMES), max_size=2)),
            barred=draw(st.dictionaries(st.sampled_from(_NAMES), st.sampled_from((Bar.CONFLICT, Bar.LEFT)))),
        )
        for number in range(draw(st.integers(0, most)))
    ]


def _by_file(proposal: Proposal) -> dict[str, ProposedFile]:
    return {each.file: each for each in proposal.files}


@given(_files(), _reviewers())
def test_no_limit_is_passed_and_nobody_barred_is_chosen(files: list[WaitingFile], panel: list[FreeReviewer]) -> None:
    proposal = propose(files, panel)
    by_key = {each.key: each for each in files}
    for file, reviewer in proposal.pairs:
        assert reviewer not in by_key[file].barred
        assert reviewer not in by_key[file].serving
    assert len(set(proposal.pairs)) == len(proposal.pairs)
    for each in panel:
        before, after = proposal.loads[each.key]
        assert before == each.load
        assert after == before or (each.is_available and after <= each.limit)
    for one in proposal.files:
        assert one.serving + len(one.chosen) <= max(one.wanted, one.serving)


@given(_files(), _reviewers(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(
    files: list[WaitingFile], panel: list[FreeReviewer], chance: "object"
) -> None:
    first = propose(files, panel)
    chance.shuffle(files)  # type: ignore[attr-defined]
    chance.shuffle(panel)  # type: ignore[attr-defined]
    assert propose(files, panel) == first


@given(_files(), _reviewers())
def test_whatever_is_missing_is_accounted_for_by_every_reviewer_left_out(
    files: list[WaitingFile], panel: list[FreeReviewer]
) -> None:
    by_key = {each.key: each for each in files}
    for one in propose(files, panel).files:
        others = {each.key for each in panel} - {each.reviewer for each in one.chosen} - by_key[one.file].serving
        assert sum(count for _, count in one.because) == (len(others) if one.missing else 0)


@given(st.integers(1, 12), st.integers(1, 5), st.data())
def test_loads_differ_by_at_most_one_where_nothing_speaks_against_it(
    count: int, people: int, data: st.DataObject
) -> None:
    wanted = data.draw(st.integers(1, people))
    files = [WaitingFile(f"f{number}", wanted) for number in range(count)]
    panel = [FreeReviewer(f"r{number}", limit=count) for number in range(people)]
    loads = [after for _, after in propose(files, panel).loads.values()]
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == count * wanted


def _cost(files: list[WaitingFile], panel: list[FreeReviewer], pairs: list[tuple[str, str]]) -> tuple[int, int, int]:
    """What a flow of least cost minimises, counted plainly: missing squared, loads squared, fields that do not fit."""
    given_to, taken_by = Counter(file for file, _ in pairs), Counter(reviewer for _, reviewer in pairs)
    divisions = {each.key: each.divisions for each in panel}
    division_of = {each.key: each.division for each in files}
    missing = sum(max(0, each.wanted - len(each.serving) - given_to[each.key]) ** 2 for each in files)
    uneven = sum((each.load + taken_by[each.key]) ** 2 for each in panel)
    unfit = sum(not division_of[file] or division_of[file] not in divisions[reviewer] for file, reviewer in pairs)
    return missing, uneven, unfit


def _every_way(files: list[WaitingFile], panel: list[FreeReviewer]) -> list[list[tuple[str, str]]]:
    choices = []
    for each in files:
        able = [one.key for one in panel if one.room and one.key not in each.serving and one.key not in each.barred]
        most = max(0, each.wanted - len(each.serving))
        choices.append([chosen for size in range(most + 1) for chosen in combinations(able, size)])
    room = {each.key: each.room for each in panel}
    ways = []
    for way in product(*choices):
        pairs = [(each.key, one) for each, chosen in zip(files, way, strict=True) for one in chosen]
        if all(count <= room[one] for one, count in Counter(one for _, one in pairs).items()):
            ways.append(pairs)
    return ways


@settings(max_examples=60, deadline=None)
@given(_files(most=3), _reviewers(most=4))
def test_no_other_way_is_better(files: list[WaitingFile], panel: list[FreeReviewer]) -> None:
    found = _cost(files, panel, list(propose(files, panel).pairs))
    ways = _every_way(files, panel)
    assert found == min(_cost(files, panel, way) for way in ways)
    fewest = min(sum(max(0, each.wanted - len(each.serving)) for each in files) - len(way) for way in ways)
    assert propose(files, panel).missing == fewest


def test_a_file_that_is_served_is_left_as_it_is() -> None:
    served = WaitingFile("a", 2, serving=frozenset({"r1", "r2"}))
    proposal = propose([served], [FreeReviewer("r3", limit=9)])
    assert proposal.pairs == ()
    assert _by_file(proposal)["a"].missing == 0


def test_a_field_that_fits_is_preferred_where_loads_allow_it() -> None:
    files = [WaitingFile("a", 1, "E"), WaitingFile("b", 1, "G")]
    panel = [
        FreeReviewer("r1", limit=5, divisions=frozenset("G")),
        FreeReviewer("r2", limit=5, divisions=frozenset("E")),
    ]
    assert propose(files, panel).pairs == (("a", "r2"), ("b", "r1"))


def test_each_reason_is_told_for_a_sheet_that_nobody_can_give() -> None:
    file = WaitingFile("a", 3, barred={"r1": Bar.CONFLICT, "r2": Bar.LEFT, "r6": Bar.UNREGISTERED})
    panel = [
        FreeReviewer("r1", limit=9),
        FreeReviewer("r2", limit=9),
        FreeReviewer("r3", limit=9, is_available=False),
        FreeReviewer("r4", load=2, limit=2),
        FreeReviewer("r5", limit=9),
        FreeReviewer("r6", limit=9),
    ]
    one = propose([file], panel).files[0]
    assert one.missing == 2
    assert one.because == tuple((bar, 1) for bar in Bar)


@pytest.mark.parametrize("bar", Bar)
def test_every_reason_has_its_words(bar: Bar) -> None:
    assert BAR_WORDS[bar]


def test_nothing_to_do_is_no_proposal() -> None:
    assert propose([], []).pairs == ()
    assert propose([WaitingFile("a", 2)], []).missing == 2
