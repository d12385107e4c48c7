"""What a draft's people are told of viruses: one that was found is never sent on, a scan to come keeps nobody back."""

from typing import Any

import pytest
from time_machine import travel

from accounts.services.refusals import Refused
from applications.models import Application
from applications.rules.refusals import Why
from applications.services import submission
from applications.services.cost_lines import remove_cost_line
from applications.services.submission import submit_application
from records.models import Attachment, ScanState
from tests.people import People, signed_in
from tests.web.test_draft_files import pdf
from tests.worlds import AT, filled_draft


@pytest.fixture(autouse=True)
def _during() -> Any:
    with travel(AT, tick=False):
        yield


def _enclosed(people: People, draft: Application, state: ScanState, **place: str) -> Attachment:
    posted = {"purpose": "tax_certificate", "part": "", **place, "file": pdf("証明書.pdf")}
    assert signed_in(people.aoki).post(f"/applications/{draft.pk}/files/", posted).status_code == 302
    file = Attachment.objects.get()
    _found(file, state)
    return file


def _found(file: Attachment, state: ScanState) -> None:
    """The row as the scanner leaves it."""
    given: dict[ScanState, dict[str, Any]] = {
        ScanState.OFF: {},
        ScanState.WAITING: {"scan_due_at": AT},
        ScanState.INFECTED: {"scan_finding": "Eicar-Test-Signature", "scanned_at": AT, "scan_due_at": None},
    }
    Attachment.objects.filter(pk=file.pk).update(scan_state=state, **given[state])


def _send(people: People, draft: Application) -> Any:
    posted = {"submission_key": str(draft.submission_key), "declares": "on"}
    return signed_in(people.aoki).post(f"/applications/{draft.pk}/confirm/", posted)


def test_a_virus_is_told_at_its_file_and_keeps_the_application_back(people: People) -> None:
    draft = filled_draft(people)
    file = _enclosed(people, draft, ScanState.INFECTED)
    aoki = signed_in(people.aoki)
    answer = aoki.get(f"/applications/{draft.pk}/confirm/")
    (point,) = answer.context["blocking"]
    assert point.chip.label == "ウイルス検出"
    page, _, anchor = point.url.partition("#")
    shown = aoki.get(page).content.decode()
    assert f'id="{anchor}"' in shown
    assert "ウイルスが見つかりました" in shown
    refused = _send(people, draft)
    assert refused.status_code == 422
    assert "差し替えるか取り消してください" in refused.content.decode()
    assert aoki.post(f"/applications/{draft.pk}/files/{file.pk}/withdraw/").status_code == 302
    assert _send(people, draft).status_code == 302


def test_a_scan_to_come_is_told_calmly_and_the_application_is_sent(people: People) -> None:
    draft = filled_draft(people)
    file = _enclosed(people, draft, ScanState.WAITING)
    html = signed_in(people.aoki).get(f"/applications/{draft.pk}/confirm/").content.decode()
    assert "このまま提出できます" in html
    assert _send(people, draft).status_code == 302
    file.refresh_from_db()
    assert file.sealed_at
    assert "ウイルス検査待ち" in signed_in(people.doi).get(f"/office/applications/{draft.pk}/").content.decode()


def test_where_nobody_scans_nothing_is_said_of_viruses(people: People) -> None:
    draft = filled_draft(people)
    _enclosed(people, draft, ScanState.OFF)
    assert "ウイルス" not in signed_in(people.aoki).get(f"/applications/{draft.pk}/confirm/").content.decode()


def test_a_verdict_that_comes_at_the_last_moment_counts(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = filled_draft(people)
    file = _enclosed(people, draft, ScanState.WAITING)
    natural = submission.seal_attachments

    def found_meanwhile(**given: Any) -> Any:
        _found(file, ScanState.INFECTED)
        return natural(**given)

    monkeypatch.setattr(submission, "seal_attachments", found_meanwhile)
    with pytest.raises(Refused) as refused:
        submit_application(
            application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor("aoki"), at=AT
        )
    assert refused.value.why is Why.ATTACHMENT_INFECTED
    draft.refresh_from_db()
    assert draft.receipt_number == ""


def test_a_file_of_a_line_that_is_gone_is_shown_and_can_be_taken_back(people: People) -> None:
    draft = filled_draft(people)
    line = draft.cost_lines.order_by("position")[1]
    file = _enclosed(people, draft, ScanState.INFECTED, purpose="quotes", part=str(line.pk))
    remove_cost_line(line_id=line.pk, actor=people.actor("aoki"), at=AT)
    aoki = signed_in(people.aoki)
    answer = aoki.get(f"/applications/{draft.pk}/confirm/")
    point = next(each for each in answer.context["blocking"] if each.chip.label == "ウイルス検出")
    page, _, anchor = point.url.partition("#")
    html = aoki.get(page).content.decode()
    assert "今の入力では求められていない書類" in html
    assert f'id="{anchor}"' in html
    aoki.post(f"/applications/{draft.pk}/files/{file.pk}/withdraw/")
    assert "今の入力では求められていない書類" not in aoki.get(page).content.decode()
