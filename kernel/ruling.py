"""May someone do something? A ruling is allowed, or refused for a reason that code can compare."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Ruling:
    """`refused` is None when allowed; otherwise a reason code whose sentence the page shows and tests compare."""

    refused: StrEnum | None = None

    def __bool__(self) -> bool:
        raise TypeError("判断は .is_allowed で尋ねます")

    @property
    def is_allowed(self) -> bool:
        """Whether nothing speaks against it."""
        return self.refused is None


ALLOWED = Ruling()


def refused(reason: StrEnum) -> Ruling:
    """A refusal for `reason`."""
    return Ruling(reason)


def first_refusal(*rulings: Ruling) -> Ruling:
    """The first refusal in the order asked, or ALLOWED."""
    return next((ruling for ruling in rulings if not ruling.is_allowed), ALLOWED)
