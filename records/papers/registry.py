"""Which kinds of paper the house can print. Each app registers its own when Django is ready."""

from collections.abc import Callable
from dataclasses import dataclass

from records.papers.view_model import Paper


class UnknownKindError(LookupError):
    """No paper of this kind is registered."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{kind}: この種類の書類はありません(あるもの: {'、'.join(known)})")


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: the view-model that carries it, the template that sets it, and a full example."""

    kind: str
    view_model: type[Paper]
    template: str
    sample: Callable[[], str]


_KINDS: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    """Make a kind known. Two different papers under one name would print the wrong letter: refused."""
    if _KINDS.setdefault(kind.kind, kind) != kind:
        raise ValueError(f"two kinds of paper are named {kind.kind!r}")


def kind_named(name: str) -> PaperKind:
    """Return the kind of this name, or say which names exist."""
    if name not in _KINDS:
        raise UnknownKindError(name, registered_kinds())
    return _KINDS[name]


def registered_kinds() -> tuple[str, ...]:
    """Return the names of all kinds, in alphabetical order."""
    return tuple(sorted(_KINDS))
