"""The ways in that a visitor can take today."""

from applications.rules.terms import CallTerms
from applications.rules.terms.sections import ChannelTerms

# An application cannot yet be sent from this site: a way that ends at a closed door is not named to anybody.
_NOT_YET = ("web",)


def ways_in(terms: CallTerms) -> tuple[ChannelTerms, ...]:
    """The call's accepted ways of applying that lead all the way, in the order of the terms."""
    return tuple(way for way in terms.channels if way.accepted and way.key not in _NOT_YET)
