"""The log is one JSON object a line and quotes nobody."""

import json
import logging
import sys

import pytest

from config.logs import JsonLines, logging_settings, without_keys


def _line(name: str, message: str, args: object = (), *, failed: bool = False) -> str:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, None, sys.exc_info() if failed else None)
    record.args = args  # type: ignore[assignment]
    return JsonLines().format(record)


def test_a_record_is_one_line_of_json() -> None:
    line = json.loads(_line("records", "書類を %s 件作りました", (3,)))
    assert line["message"] == "書類を 3 件作りました"
    assert line["level"] == "ERROR"


def test_an_exception_tells_its_kind_and_place_but_not_what_was_typed() -> None:
    try:
        raise ValueError("髙﨑一郎")
    except ValueError:
        text = _line("django.request", "Internal Server Error: /", failed=True)
    line = json.loads(text)
    assert line["exception"] == "ValueError"
    assert line["passed"][0].startswith(__file__)
    assert "髙﨑一郎" not in text


def test_a_failed_task_tells_its_name_alone() -> None:
    try:
        raise ValueError("髙﨑一郎")
    except ValueError as error:
        about = {"name": "papers.render", "id": "1", "exc": repr(error)}
        text = _line("celery.app.trace", "Task %(name)s[%(id)s] raised: %(exc)s", about, failed=True)
    assert json.loads(text)["message"] == "Task papers.render[1] failed"
    assert "髙﨑一郎" not in text


def test_a_person_at_the_keyboard_reads_plain_lines() -> None:
    assert logging_settings(debug=True)["handlers"]["stderr"]["formatter"] == "plain"
    assert logging_settings(debug=False)["handlers"]["stderr"]["formatter"] == "json"


KEY = "kC0yZp4vQvK3n1m7u8w9x0AbCdEfGh_-2ijklmnopqr"
UUID = "5f0b1c1e-7f3a-4a57-9c5c-0a1b2c3d4e5f"


@pytest.mark.parametrize(
    "path", ["/invitations/{}/", "/email-changes/{}/", "/sign-up/verify/MTQ:1xUgba:{}/", "/password/reset/1abc-{}/"]
)
def test_a_key_that_a_letter_carries_is_not_in_the_log(path: str) -> None:
    """Whoever reads the log could else accept an invitation or choose a password."""
    text = _line("django.request", "Forbidden: %s", (path.format(KEY),))
    assert KEY[:8] not in text
    assert "MTQ" not in text
    assert KEY not in without_keys(path.format(KEY))


@pytest.mark.parametrize(
    "path", [f"/invitations/{UUID}/withdraw/", f"/organisations/{UUID}/members/", "/password/reset/sent/", "/"]
)
def test_an_address_that_lets_nobody_in_is_told_as_it_is(path: str) -> None:
    assert without_keys(path) == path
