"""Sight and page agree about people's organisations; what everybody finds where is told in tests/policies."""

import pytest

from accounts.selectors import organisations_visible_to
from tests.people import NAMES, NOBODY, People, signed_in

pytestmark = pytest.mark.django_db

EVERYBODY = (*NAMES, "nobody")


@pytest.mark.parametrize("name", EVERYBODY)
def test_sight_and_page_agree(people: People, name: str) -> None:
    actor = people.actor(name)
    browser = signed_in(people.user(name))
    for organisation in (people.company, people.rival, people.secretariat, people.panel, people.lead_institution):
        is_seen = organisations_visible_to(actor).filter(pk=organisation.pk).exists()
        if actor is not NOBODY:
            status = browser.get(f"/organisations/{organisation.pk}/members/").status_code
            assert status == (200 if is_seen else 404)


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_founds_offices(people: People, name: str) -> None:
    answer = signed_in(people.user(name)).post("/organisations/found/", {"kind": "panel", "name": "第2審査会"})
    assert (answer.status_code == 302 and "members" in answer.url) is (name in {"honda", "ito"})
