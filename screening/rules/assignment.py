"""A proposal of who looks at which file, as a flow of least cost.

What counts, in this order: as many of the wanted sheets as can be had, and where some cannot, no file goes without
for another's sake; loads as even as they can be, counting what a reviewer already has; and fields that fit. Each
step outweighs all that follow, and all figures are whole numbers, so that the same input gives the same proposal.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import networkx as nx


class Bar(StrEnum):
    """Why a reviewer is not offered a file."""

    CONFLICT = "conflict"
    LEFT = "left"
    UNREGISTERED = "unregistered"
    UNAVAILABLE = "unavailable"
    FULL = "full"


BAR_WORDS: Mapping[Bar, str] = {
    Bar.CONFLICT: "利益相反のおそれがある",
    Bar.LEFT: "回避または解除された",
    Bar.UNREGISTERED: "勤務先などが登録されていない",
    Bar.UNAVAILABLE: "いま引き受けられない",
    Bar.FULL: "件数の上限に達した",
}


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file: how many sheets it should get, who serves on it already, and who may not, each with the reason."""

    key: str
    wanted: int
    division: str = ""
    serving: frozenset[str] = frozenset()
    barred: Mapping[str, Bar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreeReviewer:
    """A reviewer: how many files the person has, how many the person takes at most, and the divisions known."""

    key: str
    load: int = 0
    limit: int = 0
    divisions: frozenset[str] = frozenset()
    is_available: bool = True

    @property
    def room(self) -> int:
        """How many more files the person takes."""
        return max(0, self.limit - self.load) if self.is_available else 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reviewer proposed for a file."""

    reviewer: str
    knows_the_field: bool


@dataclass(frozen=True, slots=True)
class ProposedFile:
    """What is proposed for one file, and for each sheet that cannot be had, why nobody else could give it."""

    file: str
    wanted: int
    serving: int
    chosen: tuple[Chosen, ...]
    because: tuple[tuple[Bar, int], ...] = ()

    @property
    def missing(self) -> int:
        """How many sheets the file still lacks."""
        return max(0, self.wanted - self.serving - len(self.chosen))


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole proposal. `loads` gives each reviewer's files before and after it."""

    files: tuple[ProposedFile, ...]
    loads: Mapping[str, tuple[int, int]]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every new pair of file and reviewer."""
        return tuple((each.file, one.reviewer) for each in self.files for one in each.chosen)

    @property
    def missing(self) -> int:
        """How many sheets cannot be had at all."""
        return sum(each.missing for each in self.files)


def propose(files: Sequence[WaitingFile], reviewers: Sequence[FreeReviewer]) -> Proposal:
    """Propose reviewers for every file that lacks some. The order of the input never matters."""
    waiting = sorted(files, key=lambda each: each.key)
    panel = sorted(reviewers, key=lambda each: each.key)
    picked = _picked(waiting, panel)
    added = Counter(reviewer for chosen in picked.values() for reviewer in chosen)
    after = {each.key: each.load + added[each.key] for each in panel}
    proposed = tuple(_proposed(each, picked[each.key], panel) for each in waiting)
    return Proposal(proposed, {each.key: (each.load, after[each.key]) for each in panel})


def _lacking(file: WaitingFile) -> int:
    return max(0, file.wanted - len(file.serving))


def _may(file: WaitingFile, reviewer: FreeReviewer) -> bool:
    return reviewer.room > 0 and reviewer.key not in file.serving and reviewer.key not in file.barred


def _fits(file: WaitingFile, reviewer: FreeReviewer) -> bool:
    return bool(file.division) and file.division in reviewer.divisions


_SINK, _NONE = ("sink", ""), ("none", "")


def _network(files: Sequence[WaitingFile], panel: Sequence[FreeReviewer]) -> "nx.MultiDiGraph":
    """Files send what they lack to reviewers, or to nobody; each further unit costs more than the one before.

    Rising costs of a missing sheet spread what is missing over the files, and cost no sheet in all: the coverages
    that can be had form a polymatroid, whose maximal members have one sum.
    """
    total = sum(_lacking(each) for each in files)
    even = total + 1
    short = even * even * (2 * (max((each.load for each in panel), default=0) + total) + 1)
    network = nx.MultiDiGraph()
    network.add_node(_SINK, demand=total)
    network.add_edge(_NONE, _SINK, capacity=total, weight=0)
    for file in files:
        _add_file(network, file, panel, short)
    for reviewer in panel:
        for nth in range(min(reviewer.room, total)):
            weight = even * (2 * (reviewer.load + nth) + 1)
            network.add_edge(("reviewer", reviewer.key), _SINK, capacity=1, weight=weight)
    return network


def _add_file(network: "nx.MultiDiGraph", file: WaitingFile, panel: Sequence[FreeReviewer], short: int) -> None:
    here = ("file", file.key)
    network.add_node(here, demand=-_lacking(file))
    for reviewer in panel:
        if _may(file, reviewer):
            weight = 0 if _fits(file, reviewer) else 1
            network.add_edge(here, ("reviewer", reviewer.key), capacity=1, weight=weight)
    for nth in range(_lacking(file)):
        network.add_edge(here, _NONE, capacity=1, weight=short * (2 * nth + 1))


def _picked(files: Sequence[WaitingFile], panel: Sequence[FreeReviewer]) -> Mapping[str, tuple[str, ...]]:
    """The reviewers that the cheapest flow gives each file."""
    if not any(_lacking(each) for each in files):
        return {each.key: () for each in files}
    _, flow = nx.network_simplex(_network(files, panel))
    return {
        each.key: tuple(
            reviewer.key
            for reviewer in panel
            if sum(flow[("file", each.key)].get(("reviewer", reviewer.key), {}).values())
        )
        for each in files
    }


def _proposed(file: WaitingFile, picked: Sequence[str], panel: Sequence[FreeReviewer]) -> ProposedFile:
    chosen = tuple(Chosen(each.key, _fits(file, each)) for each in panel if each.key in picked)
    lacks = _lacking(file) > len(chosen)
    others = [each for each in panel if each.key not in picked and each.key not in file.serving]
    bars = Counter(_bar(file, each) for each in others) if lacks else Counter[Bar]()
    because = tuple((bar, bars[bar]) for bar in Bar if bars[bar])
    return ProposedFile(file.key, file.wanted, len(file.serving), chosen, because)


def _bar(file: WaitingFile, reviewer: FreeReviewer) -> Bar:
    """Why a reviewer who is not proposed could not give the sheet that is missing."""
    if reviewer.key in file.barred:
        return file.barred[reviewer.key]
    # Whoever were free and had room would have been taken: a missing sheet costs more than anything else.
    return Bar.FULL if reviewer.is_available else Bar.UNAVAILABLE
