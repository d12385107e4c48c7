"""The page that shows the mails exists in the demonstration world alone, and shows what was handed over."""

import http.client
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from records.services.sending import send_message
from tests.records.conftest import NOON, SECOND
from tests.records.messages.conftest import Post

PAGE = "/demonstration/mail/"


@pytest.mark.django_db
def test_elsewhere_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert client.get(PAGE).status_code == http.client.NOT_FOUND


@pytest.mark.django_db
def test_an_empty_page_says_how_mails_get_there(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert "まだメールはありません" in client.get(PAGE).content.decode()


def test_the_receiver_finds_the_link_that_the_row_has_forgotten(
    client: Client, settings: Any, post: Post, mail_folder: Path
) -> None:
    settings.DEMONSTRATION = True
    message = post(is_secret=True, body="招待です。\nhttp://127.0.0.1:8220/invitations/key/\n<b>太字</b>")
    send_message(message_id=message.pk, clock=lambda: NOON + SECOND)
    page = client.get(PAGE).content.decode()
    assert '<a href="http://127.0.0.1:8220/invitations/key/" rel="nofollow">' in page
    assert "&lt;b&gt;太字" in page
    assert "送信済み" in page


def test_the_newest_mail_stands_first_and_one_mailbox_can_be_asked_for(
    client: Client, settings: Any, post: Post
) -> None:
    settings.DEMONSTRATION = True
    post(subject="一通目")
    post(subject="二通目", to="chiba+1@example.jp", at=NOON + SECOND)
    page = client.get(PAGE).content.decode()
    assert page.index("二通目") < page.index("一通目")
    assert "送信待ち" in page
    of_chiba = client.get(PAGE, {"to": "chiba+1@example.jp"}).content.decode()
    assert "二通目" in of_chiba
    assert "一通目" not in of_chiba
    assert "?to=chiba%2B1%40example.jp" in page
