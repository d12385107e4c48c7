"""Two people of one company register it at the same moment: one company, and the other is offered to ask to join."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from accounts.actor import actor_of
from accounts.models import Membership, Organisation, User
from accounts.services.email_changes import ask_for_email, change_email
from accounts.services.people import sign_up, verify_email
from accounts.services.refusals import Refused
from records.models import AuditEvent, Message
from tests.people import ARRIVED_AT, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

Answer = TypeVar("Answer")
AT_ONCE = 8
COMPANY = {
    "corporate_number": "9999900000033",
    "name": "大野木工有限会社",
    "name_kana": "オオノモッコウユウゲンガイシャ",
    "postal_code": "880-0001",
    "municipality_code": "452017",
    "address": "宮崎県宮崎市橘通西0-0-0",
    "telephone": "0985-00-0000",
}


def _newcomers() -> list[User]:
    return [_newcomer(f"ohno{number}@ohno.test") for number in range(AT_ONCE)]


def _newcomer(email: str) -> User:
    user = sign_up(email=email, name="大野 千尋", password=None, at=ARRIVED_AT)
    verify_email(user=user, email=email, at=ARRIVED_AT)
    return user


def _at_once(acts: list[Callable[[], Answer]]) -> list[Answer]:
    """Each act in a thread and a connection of its own, from one starting signal."""
    signal = Barrier(len(acts))

    def start(act: Callable[[], Answer]) -> Answer:
        signal.wait(timeout=30)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(start, acts))


def _registering(browser: Client) -> Callable[[], HttpResponse]:
    return lambda: browser.post("/organisations/register/", COMPANY)  # type: ignore[return-value]


def test_one_company_comes_of_it_and_the_others_may_ask_to_join() -> None:
    browsers = [signed_in(user) for user in _newcomers()]
    answers = _at_once([_registering(browser) for browser in browsers])
    assert sorted(answer.status_code for answer in answers) == [302] + [422] * (AT_ONCE - 1)
    company = Organisation.objects.get(corporate_number=COMPANY["corporate_number"])
    assert Membership.objects.get(organisation=company).may_submit
    assert AuditEvent.objects.filter(verb="register_company").count() == 1
    late = next(browser for browser, answer in zip(browsers, answers, strict=True) if answer.status_code == 422)
    page = next(answer for answer in answers if answer.status_code == 422).content.decode()
    assert "すでに登録されています" in page
    assert "参加を申し出る" in page
    assert late.post("/organisations/join/", {"corporate_number": COMPANY["corporate_number"]}).status_code == 302
    assert company.join_requests.count() == 1


def test_the_form_of_a_person_in_business_sent_twice_registers_once() -> None:
    browser = signed_in(_newcomer("ohno@ohno.test"))
    unnumbered = {**COMPANY, "corporate_number": "", "has_no_number": "on"}
    pressed = _at_once([lambda: browser.post("/organisations/register/", unnumbered).status_code] * 2)
    assert pressed == [302, 302]
    assert Organisation.objects.get(name=COMPANY["name"]).memberships.count() == 1


def test_a_double_click_invites_by_one_letter() -> None:
    browser = signed_in(_newcomer("ohno@ohno.test"))
    browser.post("/organisations/register/", COMPANY)
    page = f"/organisations/{Organisation.objects.get(name=COMPANY['name']).pk}/invite/"
    invited = {"email": "oka@ohno.test", "rights": ["edit"]}
    assert _at_once([lambda: browser.post(page, invited).status_code] * 2) == [302, 302]
    assert Message.objects.filter(kind="invitation").count() == 1
    assert browser.post(page, {"email": "oka@ohno.test"}).status_code == 302
    assert Message.objects.filter(kind="invitation").count() == 2, "with other rights it is another invitation"


def test_one_address_proven_by_many_at_once_becomes_one_persons() -> None:
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return token

    for user in _newcomers():
        ask_for_email(actor=actor_of(user), email="new@ohno.test", link_to=link_to, at=ARRIVED_AT)

    def proving(token: str) -> Callable[[], bool]:
        def prove() -> bool:
            try:
                change_email(token=token, at=ARRIVED_AT)
            except Refused:
                return False
            return True

        return prove

    assert sum(_at_once([proving(token) for token in tokens])) == 1
    assert User.objects.filter(email="new@ohno.test").count() == 1
