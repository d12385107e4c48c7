"""What people who accompany companies should know and bring, as data, and what their own ratings come to."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from support_cases.rules.diagnosis_templates import Key, Level, Shape, Text

_FILE = Path(__file__).resolve().parent.parent / "published" / "digital_skills.toml"
# With fewer, the average of an institution would tell what one person said of himself.
FEWEST_RATERS = 3


class SkillItem(Shape):
    """One item that a person rates."""

    key: Key
    label: Text


class SkillGroup(Shape):
    """Items that belong together."""

    key: Key
    label: Text
    items: tuple[SkillItem, ...]


class SkillStandard(Shape):
    """The items in their groups, the steps of the rating, and the qualifications that people commonly hold."""

    version: Key
    title: Text
    source: Text
    qualifications: tuple[Text, ...]
    levels: tuple[Level, ...]
    groups: tuple[SkillGroup, ...]

    @property
    def items(self) -> Iterator[SkillItem]:
        """Every item in order."""
        return (item for group in self.groups for item in group.items)


@cache
def skill_standard() -> SkillStandard:
    """The standard as its file has it."""
    return SkillStandard.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def mean_of(group: SkillGroup, levels: Mapping[str, int]) -> Fraction | None:
    """The average of the rated items of a group; None where none is rated."""
    rated = [levels[item.key] for item in group.items if item.key in levels]
    return Fraction(sum(rated), len(rated)) if rated else None


def team_means(ratings: Sequence[Mapping[str, int]]) -> Mapping[str, Fraction]:
    """By group, what the people of one institution come to together; nothing where they are too few."""
    if len(ratings) < FEWEST_RATERS:
        return {}
    found = {}
    for group in skill_standard().groups:
        means = [mean for levels in ratings if (mean := mean_of(group, levels)) is not None]
        if len(means) >= FEWEST_RATERS:
            found[group.key] = Fraction(sum(means), len(means))
    return found
