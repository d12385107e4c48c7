"""The ways in that a visitor can take."""

from applications.rules.terms import CallTerms
from applications.rules.terms.sections import ChannelTerms


def ways_in(terms: CallTerms) -> tuple[ChannelTerms, ...]:
    """The call's accepted ways of applying, in the order of the terms."""
    return tuple(way for way in terms.channels if way.accepted)
