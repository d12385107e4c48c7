"""A page costs the same number of queries at one row and at three."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from applications.models import Application
from applications.selectors import applications_visible_to, picture_of
from applications.services.cost_lines import add_cost_line
from applications.services.offers import offers_for
from records.services.attachments import upload_attachment
from tests import worlds
from tests.people import People, signed_in
from tests.web.drafting import form_on
from tests.worlds import AT, a_pdf


def _picture(application: Application) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        picture_of(Application.objects.select_related("revision", "organisation").get(pk=application.pk), at=AT)
    return len(seen)


def test_a_draft_costs_the_same_at_one_line_and_at_three(people: People) -> None:
    draft = worlds.blank_draft(people)
    actor = people.actor("aoki")
    counts = []
    for number in range(3):
        add_cost_line(application_id=draft.pk, values={"description": f"品目{number}"}, actor=actor, at=AT)
        upload_attachment(
            subject=draft, purpose="catalogue", file=ContentFile(a_pdf(), name=f"{number}.pdf"), actor=actor, at=AT
        )
        counts.append(_picture(draft))
    assert counts[0] == counts[2] == 5


@pytest.mark.parametrize("name", ["doi", "jinnai", "honda"])
def test_a_list_costs_the_same_at_one_file_and_at_three(name: str, people: People) -> None:
    actor = people.actor(name)
    counts = []
    for day in range(3):
        draft = worlds.postal_draft(people, received_on=AT.date())
        Application.objects.filter(pk=draft.pk).update(title=f"{day}")
        if not day:
            worlds.sent(people)
        with CaptureQueriesContext(connection) as seen:
            rows = list(applications_visible_to(actor))
            shown = [(row.organisation.name, row.revision.number, offers_for(actor, row)) for row in rows]
        assert shown
        counts.append(len(seen))
    assert counts == [1, 1, 1]


def test_keeping_a_section_reads_no_more_than_its_row(people: People) -> None:
    """Neither cost lines nor files nor other sections are opened, nor is anything judged, to keep one title."""
    with travel(AT, tick=False):
        draft, aoki = worlds.filled_draft(people), signed_in(people.aoki)
        address = f"/applications/{draft.pk}/sections/project_plan/"
        typed = form_on(aoki, address)
        with CaptureQueriesContext(connection) as seen:
            answer = aoki.post(address, {**typed, "project_title": "別の名称"}, headers={"X-Autosave": "1"})
    assert answer.json()["is_kept"]
    told = " ".join(query["sql"] for query in seen)
    assert not any(table in told for table in ("applications_costline", "records_attachment"))
    assert len([query for query in seen if query["sql"].startswith("SELECT")]) <= 8
