"""Every page that a role can open, by the table of addresses: usable by everybody, at a desk and on a phone."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, Device
from tests.journeys.house import House
from tests.journeys.inspection import inspect
from tests.journeys.signing_in import sign_in
from tests.policies.addresses import table
from tests.policies.places import KUBO

pytestmark = pytest.mark.journey

AddressBook = dict[str, dict[str, list[str]]]
MAILBOXES = {
    "nobody": "",
    "aoki": "aoki@aoki.example",
    "baba": "baba@aoki.example",
    "kubo": KUBO,
    "doi": "doi@secretariat.example",
    "honda": "honda@secretariat.example",
    "endo": "endo@panel.example",
    "goto": "goto@bank.example",
    "ito": "ito@secretariat.example",
    "jinnai": "jinnai@authority.example",
}


# A page without what differs each time: the name in the head, the tokens of its forms, the addresses of its objects.
_PRINT = """() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll("[name=csrfmiddlewaretoken], script, .utility-bar__person, .session-warning").forEach((each) => each.remove());
  return copy.innerHTML;
}"""


@pytest.fixture(scope="module")
def address_book(house: House) -> AddressBook:
    """Every page of the furnished house."""
    book: AddressBook = json.loads(house.call("tests.journeys.furnishing:print_address_book"))
    return book


def _pages_of(person: str, book: AddressBook) -> Iterator[str]:
    """Each page that the table lets this person open."""
    for name, row in table().items():
        for subject, answers in row.answers["get"].items():
            if answers[person] == "200" and not row.is_download:
                yield from book[name][subject]


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Pages that were inspected: one that differs in nothing but the name of who has signed in is not inspected twice."""
    return set()


@pytest.mark.parametrize("person", MAILBOXES)
def test_every_page_of_a_role_is_usable(
    visit: Callable[[Device], Page], address_book: AddressBook, seen: set[str], person: str
) -> None:
    page, faults = visit(DESK), []
    if MAILBOXES[person]:
        sign_in(page, MAILBOXES[person])
    for url in _pages_of(person, address_book):
        answer = page.goto(url)
        assert answer is not None
        print_of_page = page.evaluate(_PRINT)
        if answer.status != 200 or print_of_page not in seen:
            faults += _faults(page, url, answer.status)
        seen.add(print_of_page)
    assert not faults, "\n".join(faults)


def _faults(page: Page, url: str, status: int) -> Iterator[str]:
    """What is wrong at a desk and on a phone, whose width the same page is given without being fetched again."""
    if status != 200:
        yield f"{url}: {status}"
        return
    for device in (DESK, PHONE):
        page.set_viewport_size({"width": device.width, "height": 800})
        try:
            inspect(page)
        except AssertionError as fault:
            yield str(fault)
    page.set_viewport_size({"width": DESK.width, "height": 800})
