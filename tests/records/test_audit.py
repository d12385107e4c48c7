"""The audit trail takes rows and gives none back."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from records.audit import record
from records.audit.frozen import REFUSAL
from records.audit.recording import OutsideTransactionError
from records.models import AuditEvent, IssuedPaper
from tests.frozen import frozen_tables
from tests.records.conftest import NOON

Ask = Callable[..., IssuedPaper]


@pytest.fixture
def event(db: None, ask: Ask) -> AuditEvent:
    return record(
        actor_label="土井(事務局)",
        verb="publish_call",
        subject=ask(),
        at=NOON,
        changes={"number": [1, 2]},
        because="誤記の訂正",
    )


def test_an_act_is_written_down(event: AuditEvent) -> None:
    event.refresh_from_db()
    assert (event.at, event.verb, event.subject_kind) == (NOON, "publish_call", "records.issuedpaper")
    assert event.subject_id == str(IssuedPaper.objects.get().pk)
    assert event.changes == {"number": [1, 2]}


@pytest.mark.parametrize("statement", ["UPDATE records_auditevent SET because = 'x'", "DELETE FROM records_auditevent"])
def test_the_database_refuses_to_change_or_delete_an_act(event: AuditEvent, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    event.refresh_from_db()
    assert event.because == "誤記の訂正"


def test_nor_is_an_act_replaced_by_another_under_its_name(event: AuditEvent) -> None:
    columns = '"id", "at", "actor_label", "verb", "subject_kind", "subject_id", "changes", "because"'
    selected = columns.replace('"because"', "'x'")
    verb = {"sqlite": "INSERT OR REPLACE INTO", "postgresql": "INSERT INTO"}[connection.vendor]
    conflict = {"sqlite": "", "postgresql": " ON CONFLICT (id) DO UPDATE SET because = 'x'"}[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{verb} records_auditevent ({columns}) SELECT {selected} FROM records_auditevent{conflict}")
    event.refresh_from_db()
    assert event.because == "誤記の訂正"


def test_nor_does_the_model(event: AuditEvent) -> None:
    event.because = "x"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()


@pytest.mark.parametrize(
    ("name", "left_out"), [("audit_names_its_actor", "actor_label"), ("audit_names_its_verb", "verb")]
)
def test_an_act_without_a_name_is_refused(event: AuditEvent, name: str, left_out: str) -> None:
    values = {"at": NOON, "actor_label": "a", "verb": "v", "subject_kind": "k", "subject_id": "1", left_out: ""}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        AuditEvent.objects.create(**values)


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused(ask: Ask) -> None:
    with pytest.raises(OutsideTransactionError):
        record(actor_label="a", verb="v", subject=ask(), at=NOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ["once", "twice"])
def test_a_committed_act_does_not_outlive_its_test(ask: Ask, _: str) -> None:
    assert AuditEvent.objects.count() == 0
    with transaction.atomic():
        record(actor_label="a", verb="v", subject=ask(), at=NOON)


def test_and_the_trail_is_closed_again(event: AuditEvent) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("table", frozen_tables())
def test_a_frozen_table_is_not_emptied_at_one_stroke(table: str) -> None:
    # SQLite knows no such stroke.
    refusal = {"postgresql": REFUSAL, "sqlite": "syntax error"}[connection.vendor]
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


_TRIGGERS_OF = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(%s AS regclass) AND NOT tgisinternal",
}


@pytest.mark.django_db
@pytest.mark.parametrize("table", frozen_tables())
def test_no_later_migration_has_thawed_a_frozen_table(table: str) -> None:
    # A migration that alters a table on SQLite builds it anew and leaves its triggers behind.
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS_OF[connection.vendor], [table])
        names = [name for (name,) in cursor.fetchall()]
    assert len([name for name in names if name.startswith(f"{table}_refuses_")]) == 2
