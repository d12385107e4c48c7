"""The people, for every test of a verb."""

from tests.people import people

__all__ = ["people"]
