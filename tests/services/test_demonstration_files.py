"""The demonstration's files stand at every stage, made by the people of the demonstration."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.services.demonstration import settle_people
from applications.models import Application, Assessment
from applications.rules.workflow import Status
from applications.selectors import picture_of
from applications.services.calls import open_demonstration
from applications.services.demonstration_files import settle_files
from tests.worlds import CALL


@pytest.mark.django_db
def test_every_stage_has_a_file() -> None:
    now = timezone.now()
    settle_people(password=None, at=now)
    shown = open_demonstration(call_id=CALL, folders=settings.CALLS_FOLDERS, actor_label="試験", at=now)
    assert settle_files(call_id=shown.call_id, at=now) == 9
    # Decisions come by the screening alone.
    assert {row.status for row in Application.objects.all()} == set(Status) - {Status.GRANTED, Status.REFUSED}
    assert settle_files(call_id=shown.call_id, at=now) == 0
    numbers = Application.objects.exclude(receipt_number="").order_by("receipt_sequence")
    assert [row.receipt_number for row in numbers] == [f"DEMO-R7-DX-{number:03d}" for number in range(1, 9)]
    sent = Application.objects.get(status=Status.SUBMITTED)
    outcomes = {verdict["outcome"] for line in sent.submissions.get().assessment.costs for verdict in line["verdicts"]}
    assert outcomes == {"review"}
    draft = Application.objects.select_related("revision", "organisation").get(status=Status.DRAFT)
    assert {point.section for point in picture_of(draft, at=now).blocking} == {"pledges"}
    assert {row.eligible for row in Assessment.objects.all()} == {"met"}


def test_made_up_files_stay_out_of_a_real_house() -> None:
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("settle_demonstration_files", CALL)
