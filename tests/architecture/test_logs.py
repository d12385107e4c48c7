"""The log is one JSON object a line and quotes nobody."""

import json
import logging
import sys

from config.logs import JsonLines, logging_settings


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
