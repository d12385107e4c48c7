"""What tests of people share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.accounts.letters import Letters
from tests.people import People, everybody

PASSWORD = "tsuki-to-hoshi-2020"


@pytest.fixture(autouse=True)
def _nobody_came_too_often() -> Iterator[None]:
    """The limits of one test do not hold for the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _passwords_cost_nothing(settings: Settings) -> None:
    """What is slow on purpose is slow once, in the test that looks at it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def knowing(db: None) -> People:
    """Everybody, with a password."""
    return everybody(PASSWORD)


@pytest.fixture
def letters(db: None) -> Letters:
    """The letters of this test."""
    return Letters()


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody has signed in."""
    return Client()
