"""What tests of people share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.letters import Letters


@pytest.fixture(autouse=True)
def _nobody_came_too_often() -> Iterator[None]:
    """The limits of one test do not hold for the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def letters(db: None) -> Letters:
    """The letters of this test."""
    return Letters()


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody has signed in."""
    return Client()
