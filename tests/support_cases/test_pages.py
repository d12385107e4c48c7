"""Every page of the accompaniment answers its own people, and nobody else learns that it exists."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from time_machine import travel

from records.models import AuditEvent
from records.rules.acts import VIEW
from support_cases.rules.sharing import Visibility
from tests.case_worlds import AT, JUDGEMENT, partnered_case, recorded
from tests.people import People, signed_in

pytestmark = pytest.mark.usefixtures("_today")


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


@pytest.mark.parametrize(
    ("name", "status"),
    [("goto", 200), ("hara", 200), ("aoki", 404), ("chiba", 404), ("doi", 404), ("endo", 404), ("jinnai", 404)],
)
def test_a_case_is_a_page_of_its_institutions_alone(people: People, name: str, status: int) -> None:
    case = partnered_case(people)
    assert signed_in(people.user(name)).get(reverse("support_cases:case", args=[case.pk])).status_code == status


def test_a_partner_reads_what_is_shared_without_the_judgement_and_the_look_is_written_down(people: People) -> None:
    case = partnered_case(people)
    recorded(people, case, visibility=Visibility.PARTNERS)
    page = signed_in(people.hara).get(reverse("support_cases:case", args=[case.pk])).content.decode()
    assert "受注の流れを聞く" in page
    assert JUDGEMENT not in page
    looks = AuditEvent.objects.filter(subject_id=str(case.pk), verb=VIEW, actor_id=people.hara.pk)
    assert looks.count() == 1


def test_the_portfolio_lists_the_companies_or_says_how_they_get_there(people: People) -> None:
    empty = signed_in(people.goto).get(reverse("support_cases:portfolio")).content.decode()
    assert "ここに並びます" in empty
    partnered_case(people)
    assert people.company.name in signed_in(people.goto).get(reverse("support_cases:portfolio")).content.decode()
