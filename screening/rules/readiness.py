"""Whether a file can take its place in the ranking, and if not, what it still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A file on its way into the ranking. `silent` are the reviewers whose sheet is out; `most` is in yen."""

    silent: Sequence[str]
    handed_in: int
    is_readable: bool
    most: int


def lacking(progress: Progress) -> tuple[str, ...]:
    """What keeps the file out of the ranking, in words; nothing when it may enter."""
    found = []
    if progress.silent:
        found.append(f"採点票が出ていません({'、'.join(progress.silent)})")
    elif not progress.handed_in:
        found.append("審査員の採点票が1枚もありません")
    if not progress.is_readable:
        found.append("採点票の項目が、公募の今の版の審査項目と合いません")
    if progress.most <= 0:
        found.append("交付できる額が判定されていません")
    return tuple(found)
