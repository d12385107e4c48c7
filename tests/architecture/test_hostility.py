"""The tests' own house is hostile where it says so."""

import socket
import warnings

import pytest
from django.contrib.sessions.models import Session
from django.template import engines
from django.utils import timezone


@pytest.mark.django_db
def test_rows_that_nobody_ordered_come_backwards() -> None:
    for key in ("first", "second"):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())
    assert list(Session.objects.values_list("session_key", flat=True)) == ["second", "first"]
    assert [each.session_key for each in Session.objects.all()] == ["second", "first"]
    assert [each.session_key for each in Session.objects.order_by("expire_date")] == ["first", "second"]


def test_no_test_reaches_the_network() -> None:
    with socket.socket() as beyond, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        beyond.connect(("192.0.2.1", 80))


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("careless", UserWarning, stacklevel=1)


def test_an_unknown_variable_in_a_template_fails() -> None:
    template = engines["django"].from_string("{{ misspelt }}")
    with pytest.raises(pytest.fail.Exception, match="misspelt"):
        template.render({})
