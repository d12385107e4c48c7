"""A file is kept at once, once, and as it was sent; it is superseded or withdrawn, and what is submitted stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Organisation
from records.models import Attachment, AuditEvent
from records.policies.attachments import Why as WhyNot
from records.rules.files.examination import RefusedFile
from records.rules.files.refusals import Why
from records.selectors import attachments_of, every_attachment_of
from records.services import attachment_store as store
from records.services import attachments as service
from records.services.attachment_store import DamagedAttachmentError, open_verified
from records.services.attachments import (
    restore_attachment,
    seal_attachments,
    upload_attachment,
    withdraw_attachment,
)
from records.services.sweep import ORPHANED_AFTER, WITHDRAWN_KEPT_FOR, sweep_attachments, sweep_orphans
from tests.records.attachments import samples
from tests.records.attachments.conftest import AOKI, Upload, kept_files
from tests.records.conftest import NOON, SECOND

Kept = Callable[..., Attachment]


def _bytes_of(attachment: Attachment) -> bytes:
    with open_verified(attachment) as file:
        return bytes(file.read())


def test_a_file_is_a_row_with_its_bytes(kept: Kept, company: Organisation) -> None:
    data = samples.pdf()
    attachment = kept("見積書.pdf", data, part="line-1")
    attachment.refresh_from_db()
    assert (attachment.original_name, attachment.size, attachment.content_type) == (
        "見積書.pdf",
        len(data),
        "application/pdf",
    )
    assert (attachment.subject_kind, attachment.subject_id) == ("accounts.organisation", str(company.pk))
    assert (attachment.purpose, attachment.part, attachment.scan_state) == ("quotes", "line-1", "off")
    assert (attachment.uploaded_by_id, attachment.uploaded_by_label) == (AOKI.user_id, AOKI.label)
    assert _bytes_of(attachment) == data
    assert list(attachments_of(company)) == [attachment]


def test_nothing_of_the_stored_name_comes_from_the_person(kept: Kept) -> None:
    attachment = kept("社外秘 見積.pdf")
    assert attachment.file == f"{attachment.sha256[:2]}/{attachment.sha256}-{attachment.pk}"
    (file,) = kept_files()
    assert oct(file.stat().st_mode)[-3:] == "600"


def test_who_sent_it_is_written_down(kept: Kept) -> None:
    attachment = kept()
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.actor_label) == ("upload_attachment", AOKI.user_id, AOKI.label)
    assert event.subject_id == str(attachment.pk)
    assert event.changes["sha256"] == attachment.sha256


def test_a_refused_file_leaves_the_others_where_they_are(kept: Kept, upload: Upload) -> None:
    good = kept("見積書.pdf")
    refused = upload("空.pdf", b"")
    assert isinstance(refused, RefusedFile)
    assert (refused.why, refused.name) == (Why.EMPTY, "空.pdf")
    assert Attachment.objects.get() == good
    assert len(kept_files()) == 1


def test_two_hundred_megabytes_are_refused_unread(upload: Upload, company: Organisation) -> None:
    class Huge(SimpleUploadedFile):
        def chunks(self, chunk_size: int | None = None) -> Any:
            raise AssertionError("a file that is too large is not read")

    huge = Huge("決算書.pdf", b"%PDF-1.7")
    huge.size = 200 * 1_048_576
    refused = upload(file=huge)
    assert isinstance(refused, RefusedFile)
    assert refused.why is Why.TOO_LARGE
    assert "30MB" in refused.sentence


def test_the_same_file_twice_is_one_row(kept: Kept) -> None:
    assert kept() == kept()
    assert len(kept_files()) == 1


def test_the_same_bytes_for_another_document_are_another_row(kept: Kept) -> None:
    data = samples.pdf()
    rows = {kept("a.pdf", data).pk, kept("b.pdf", data).pk, kept("a.pdf", data, part="2").pk}
    assert len(rows) == len(kept_files()) == 3


@pytest.mark.django_db(transaction=True)
def test_of_many_double_clicks_at_once_one_row_remains(kept: Kept) -> None:
    data = samples.pdf()

    def send(_: int) -> Attachment:
        try:
            return kept("見積書.pdf", data)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        rows = {attachment.pk for attachment in pool.map(send, range(12))}
    assert len(rows) == Attachment.objects.count() == len(kept_files()) == 1


def test_more_files_than_the_limit_are_refused_but_may_replace(kept: Kept, upload: Upload, settings: Any) -> None:
    settings.ATTACHMENTS_AT_MOST = 2
    first = kept("1.pdf")
    kept("2.pdf")
    refused = upload("3.pdf")
    assert isinstance(refused, RefusedFile)
    assert refused.why is Why.TOO_MANY_FILES
    assert kept("3.pdf", supersedes=first)


def test_a_row_that_fails_takes_its_bytes_along(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(service, "record", fail)
    with pytest.raises(ZeroDivisionError):
        upload()
    assert Attachment.objects.count() == len(kept_files()) == 0


def test_a_replaced_file_stays_and_points_to_the_new_one(kept: Kept, company: Organisation) -> None:
    former = kept("旧.pdf")
    fresh = kept("新.pdf", supersedes=former, at=NOON + SECOND)
    former.refresh_from_db()
    assert former.superseded_by == fresh
    assert fresh.supersedes == former
    assert list(attachments_of(company)) == [fresh]
    assert list(every_attachment_of(company)) == [former, fresh]
    assert len(kept_files()) == 2


def test_two_who_replace_one_file_lose_neither(kept: Kept, company: Organisation) -> None:
    former = kept("旧.pdf")
    first, second = kept("新1.pdf", supersedes=former), kept("新2.pdf", supersedes=former)
    assert set(attachments_of(company)) == {first, second}


def test_a_file_replaces_none_of_another_subject(kept: Kept) -> None:
    elsewhere = kept(subject=Organisation.objects.create(kind="company", name="千葉工業", created_at=NOON))
    kept("新.pdf", supersedes=elsewhere)
    elsewhere.refresh_from_db()
    assert elsewhere.is_current


def test_a_drafts_file_is_withdrawn_and_comes_back(kept: Kept, company: Organisation) -> None:
    attachment = kept()
    assert withdraw_attachment(attachment=attachment, actor=AOKI, at=NOON).is_allowed
    assert list(attachments_of(company)) == []
    assert withdraw_attachment(attachment=attachment, actor=AOKI, at=NOON).refused is WhyNot.WITHDRAWN
    assert restore_attachment(attachment=attachment, actor=AOKI, at=NOON).is_allowed
    assert list(attachments_of(company)) == [attachment]
    assert restore_attachment(attachment=attachment, actor=AOKI, at=NOON).refused is WhyNot.STANDS
    assert AuditEvent.objects.count() == 3


def test_a_withdrawn_file_that_was_sent_anew_does_not_come_back(kept: Kept) -> None:
    data = samples.pdf()
    first = kept("a.pdf", data)
    withdraw_attachment(attachment=first, actor=AOKI, at=NOON)
    assert kept("a.pdf", data) != first
    assert restore_attachment(attachment=first, actor=AOKI, at=NOON).refused is WhyNot.ALREADY_THERE


def test_a_withdrawn_file_is_erased_after_a_while_and_its_row_stays(kept: Kept) -> None:
    attachment, other = kept("a.pdf"), kept("b.pdf")
    withdraw_attachment(attachment=attachment, actor=AOKI, at=NOON)
    assert sweep_attachments(at=NOON + WITHDRAWN_KEPT_FOR - SECOND).erased == 0
    assert sweep_attachments(at=NOON + WITHDRAWN_KEPT_FOR).erased == 1
    assert sweep_attachments(at=NOON + WITHDRAWN_KEPT_FOR).erased == 0
    attachment.refresh_from_db()
    assert attachment.erased_at
    assert restore_attachment(attachment=attachment, actor=AOKI, at=NOON).refused is WhyNot.ERASED
    assert _bytes_of(other)
    assert len(kept_files()) == 1


def test_a_sweep_that_is_killed_in_the_middle_leaves_no_row_that_hands_out_nothing(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment = kept("a.pdf")
    withdraw_attachment(attachment=attachment, actor=AOKI, at=NOON)
    natural = store.erase

    def killed(name: str) -> None:
        natural(name)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        sweep_attachments(at=NOON + WITHDRAWN_KEPT_FOR)
    attachment.refresh_from_db()
    assert attachment.erased_at
    assert not kept_files()


def test_of_two_sweeps_one_erases(kept: Kept) -> None:
    attachment = kept("a.pdf")
    withdraw_attachment(attachment=attachment, actor=AOKI, at=NOON)
    later = NOON + WITHDRAWN_KEPT_FOR
    assert [sweep_attachments(at=later + SECOND * each).erased for each in range(2)] == [1, 0]


def test_what_is_submitted_is_proven_and_sealed(kept: Kept, company: Organisation) -> None:
    second, first = kept("b.pdf", purpose="tax_certificate"), kept("a.pdf")
    gone = kept("c.pdf")
    withdraw_attachment(attachment=gone, actor=AOKI, at=NOON)
    assert seal_attachments(subject=company, at=NOON) == (first, second)
    assert withdraw_attachment(attachment=first, actor=AOKI, at=NOON).refused is WhyNot.SEALED
    first.refresh_from_db()
    seal_attachments(subject=company, at=NOON + SECOND)
    first.refresh_from_db()
    assert first.sealed_at == NOON


def test_a_superseded_file_is_not_withdrawn(kept: Kept) -> None:
    former = kept("旧.pdf")
    kept("新.pdf", supersedes=former)
    assert withdraw_attachment(attachment=former, actor=AOKI, at=NOON).refused is WhyNot.SUPERSEDED


@pytest.mark.parametrize("damage", [b"%PDF forged", None], ids=["forged", "gone"])
def test_damaged_bytes_are_never_sealed(kept: Kept, company: Organisation, damage: bytes | None) -> None:
    attachment = kept()
    (file,) = kept_files()
    file.unlink() if damage is None else file.write_bytes(damage)
    with pytest.raises(DamagedAttachmentError):
        seal_attachments(subject=company, at=NOON)
    attachment.refresh_from_db()
    assert attachment.sealed_at is None


def test_bytes_without_a_row_are_found_and_erased(kept: Kept, attachment_store: Path) -> None:
    attachment = kept()
    withdrawn = kept("b.pdf")
    withdraw_attachment(attachment=withdrawn, actor=AOKI, at=NOON)
    Attachment.objects.filter(pk=withdrawn.pk).update(erased_at=NOON)
    orphan = attachment_store / "ab" / f"{'ab' * 32}-{'0' * 8}-0000-0000-0000-{'0' * 12}"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    strange = attachment_store / "ab" / "README"
    strange.write_bytes(b"x")
    written = storages["attachments"].get_modified_time(attachment.file)
    assert sweep_orphans(at=written) == 0
    assert sweep_orphans(at=written + ORPHANED_AFTER + timedelta(minutes=1)) == 2
    assert set(kept_files()) == {attachment_store / attachment.file, strange}


def test_an_empty_store_has_no_orphans(company: Organisation) -> None:
    assert sweep_orphans(at=NOON) == 0


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE records_attachment SET sha256 = 'x'", "kept as it was uploaded"),
        ("UPDATE records_attachment SET original_name = 'x'", "kept as it was uploaded"),
        ("UPDATE records_attachment SET uploaded_by_label = 'x'", "kept as it was uploaded"),
        ("UPDATE records_attachment SET uploaded_by_id = NULL", "kept as it was uploaded"),
        ("UPDATE records_attachment SET sealed_at = NULL", "sealed attachment is kept"),
        ("DELETE FROM records_attachment", "sealed attachment is kept"),
    ],
)
def test_the_database_keeps_what_was_submitted(kept: Kept, company: Organisation, statement: str, refusal: str) -> None:
    kept()
    seal_attachments(subject=company, at=NOON)
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_keeps_who_replaced_whom(kept: Kept) -> None:
    former = kept("旧.pdf")
    kept("新.pdf", supersedes=former)
    with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
        Attachment.objects.filter(pk=former.pk).update(superseded_by=None)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("attachment_once_sealed_is_not_withdrawn", {"sealed_at": NOON, "withdrawn_at": NOON}),
        ("attachment_is_erased_only_after_withdrawal", {"erased_at": NOON}),
        ("attachment_scan_state_is_known", {"scan_state": "lost"}),
        ("attachment_is_due_exactly_while_its_scan_waits", {"scan_state": "waiting"}),
        ("attachment_is_due_exactly_while_its_scan_waits", {"scan_due_at": NOON}),
        ("attachment_infected_names_the_finding", {"scan_state": "infected"}),
        ("attachment_infected_names_the_finding", {"scan_finding": "Eicar"}),
    ],
)
def test_the_database_refuses_what_must_never_be(kept: Kept, name: str, broken: dict[str, Any]) -> None:
    attachment = kept()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(**broken)


def test_a_file_does_not_supersede_itself(kept: Kept) -> None:
    attachment = kept()
    with pytest.raises(IntegrityError, match="does_not_supersede_itself"), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(superseded_by=attachment)


@pytest.mark.django_db(transaction=True)
def test_a_failure_elsewhere_loses_no_file(company: Organisation, kept: Kept) -> None:
    attachment = kept()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=company.pk).update(name="")
    assert _bytes_of(attachment)


def test_upload_is_asked_by_keyword() -> None:
    with pytest.raises(TypeError):
        upload_attachment(None)  # type: ignore[call-arg,misc]
