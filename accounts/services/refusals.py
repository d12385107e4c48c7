"""A verb that policy refuses, with the reason that the page turns into a sentence."""

from enum import StrEnum

from kernel.ruling import Ruling


class Refused(Exception):  # noqa: N818 - it is an answer to a request, not a fault
    """The verb was not done; nothing has changed."""

    def __init__(self, why: StrEnum) -> None:
        super().__init__(why.value)
        self.why = why


def insist(ruling: Ruling) -> None:
    """Go on only if nothing speaks against it."""
    if ruling.refused is not None:
        raise Refused(ruling.refused)
