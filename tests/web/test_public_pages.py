"""The list of calls and the page of a call."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from applications.models import CallRevision
from applications.services.calls import open_demonstration
from kernel.calendar import TOKYO
from tests.people import People, signed_in
from tests.web.conftest import CALL, DURING


def test_the_list_shows_the_published_call(client: Client, during: CallRevision) -> None:
    html = client.get("/").content.decode()
    assert during.terms.title in html
    assert "受付中" in html
    assert "あと20日" in html


@pytest.mark.django_db
def test_an_empty_list_says_what_would_be_here(client: Client) -> None:
    assert "新しい公募が始まると、ここに出ます" in client.get("/").content.decode()


def test_a_call_that_is_not_published_does_not_exist(client: Client, revision: CallRevision) -> None:
    CallRevision.objects.update(published_at=None)
    for address in ("", "precheck/", "precheck/entity/", "precheck/result/"):
        assert client.get(f"/calls/{CALL}/{address}").status_code == 404
    assert client.post(f"/calls/{CALL}/precheck/result/papers/", {"kind": "application"}).status_code == 404


def test_the_page_of_the_call_shows_its_terms(client: Client, during: CallRevision) -> None:
    html = client.get(f"/calls/{CALL}/").content.decode()
    for words in ("2分の1以内", "250万円", "100万円", "令和7年6月9日(月)", "締切まで、あと20日", "0985-30-5010"):
        assert words in html
    for attachment in during.terms.attachments:
        assert attachment.label.split("{")[0] in html


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2025, 4, 10, 9), "受付開始まで、あと8日"),
        ((2025, 6, 9, 23), "きょうが締切です"),
        ((2025, 6, 10, 0), "受付は終わりました"),
    ],
)
def test_the_page_says_how_long_there_is(
    client: Client, revision: CallRevision, moment: tuple[int, int, int, int], words: str
) -> None:
    with travel(datetime(*moment, tzinfo=TOKYO), tick=False):
        assert words in client.get(f"/calls/{CALL}/").content.decode()


def test_today_is_marked_once_in_the_schedule(client: Client, during: CallRevision) -> None:
    html = client.get(f"/calls/{CALL}/").content.decode()
    assert html.count('aria-current="date"') == 1
    assert html.index("令和7年4月18日(金)") < html.index('aria-current="date"')


def test_there_is_no_door_that_leads_nowhere(client: Client, during: CallRevision) -> None:
    html = client.get(f"/calls/{CALL}/").content.decode()
    begin = f"/applications/new/{CALL}/"
    assert f'href="{begin}"' in html
    assert client.get(begin).headers["Location"] == f"/sign-in/?next={begin}"
    assert "disabled" not in html


def test_a_visit_by_get_writes_nothing(client: Client, during: CallRevision) -> None:
    # A process reads the terms of a revision once; after that a visit asks only which revision is shown.
    client.get(f"/calls/{CALL}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/calls/{CALL}/")
    assert len(queries) == 1
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert "sessionid" not in client.cookies


def test_a_post_to_a_page_that_only_shows_is_refused(client: Client, during: CallRevision) -> None:
    assert client.post("/").status_code == 405
    assert client.post(f"/calls/{CALL}/").status_code == 405


def test_the_list_asks_the_database_once_however_many_calls(
    client: Client, during: CallRevision, django_assert_num_queries: Any
) -> None:
    client.get("/")
    with django_assert_num_queries(1):
        client.get("/")


def test_a_demonstration_site_says_so_on_every_page(client: Client, during: CallRevision, settings: Any) -> None:
    settings.DEMONSTRATION = True
    for address in ("/", f"/calls/{CALL}/", f"/calls/{CALL}/precheck/entity/", "/nothing-here/"):
        assert "これは実演用の窓口です" in client.get(address).content.decode()


def test_a_demonstration_says_so_on_every_page(client: Client, during: CallRevision, settings: Any) -> None:
    shown = open_demonstration(call_id=CALL, folders=settings.CALLS_FOLDERS, actor_label="tests", at=DURING)
    for address in ("", "precheck/", "precheck/entity/", "precheck/result/"):
        assert "これは実演用の公募です" in client.get(f"/calls/{shown.call_id}/{address}").content.decode()
        assert "これは実演用の公募です" not in client.get(f"/calls/{CALL}/{address}").content.decode()


def test_no_proxy_keeps_a_public_page_that_names_its_reader(people: People) -> None:
    for path in ("/", "/nowhere/"):
        named = signed_in(people.aoki).get(path)
        assert people.aoki.name in named.content.decode()
        assert named.headers["Cache-Control"] == "private, no-cache"
        assert "Cache-Control" not in Client().get(path).headers
