"""All decisions of a release as a spreadsheet: handed to the office and the auditor, and written down."""

from io import BytesIO

from openpyxl import load_workbook

from records.models import AuditEvent
from tests import screening_worlds as worlds
from tests.people import People, signed_in


def test_the_decisions_of_a_release_are_handed_out_and_written_down(people: People) -> None:
    release = worlds.released(people)
    base = f"/office/screening/{release.round.call_id}/releases/{release.pk}/"
    desk = signed_in(people.doi)
    page = desk.get(base).content.decode()
    assert f'href="{base}export.csv"' in page
    head, *lines = desk.get(f"{base}export.csv").content.decode("utf-8-sig").splitlines()
    assert head.startswith("受付番号,申請者,事業名,決定,申請額(円),交付決定額(円)")
    assert len(lines) == release.decisions.count() == 2
    assert desk.get(base.replace(str(release.pk), "-" * 36) + "export.csv").status_code == 404
    granted = release.decisions.get(case__application__organisation=people.company)
    assert f"{granted.applied_amount},{granted.decided_amount},{granted.decided_cost}" in lines[0]
    assert granted.document_number in lines[0]
    sheet = load_workbook(BytesIO(desk.get(f"{base}export.xlsx").content)).active
    assert sheet is not None
    assert sheet["F2"].value == granted.decided_amount
    taken = AuditEvent.objects.filter(verb="export_list", actor_id=people.doi.pk).order_by("at", "id")
    assert [event.changes["shown"] for event in taken] == ["決定の一覧 csv 2件", "決定の一覧 xlsx 2件"]
