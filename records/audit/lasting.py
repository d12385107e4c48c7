"""Triggers that keep what others rely on: attachments as they were sent, sealed ones, and sent messages.

A migration that rebuilds one of these tables on SQLite drops its triggers and must install them again.
"""

from dataclasses import dataclass

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from records.audit.append_only import REFUSAL as AUDIT_REFUSAL
from records.audit.append_only import TABLE as AUDIT

ATTACHMENTS = "records_attachment"
MESSAGES = "records_message"
ATTACHMENT_IS_KEPT = "an attachment is kept as it was uploaded"
SEALED_IS_KEPT = "a sealed attachment is kept"
SENT_STAYS_SENT = "a sent message stays sent"
MESSAGE_IS_KEPT = "a message is kept as it was addressed"

_NEVER_CHANGED = (
    "id",
    "subject_kind",
    "subject_id",
    "purpose",
    "original_name",
    "size",
    "sha256",
    "content_type",
    "file",
    "uploaded_at",
    "uploaded_by_id",
    "uploaded_by_label",
)
_ADDRESSED = ("id", "kind", '"to"', "subject", "subject_kind", "subject_id", "created_at")
_LOST = (
    "(OLD.sealed_at IS NOT NULL AND NEW.sealed_at IS NULL)"
    " OR (OLD.superseded_by_id IS NOT NULL AND NEW.superseded_by_id IS NULL)"
)


def _differs(columns: tuple[str, ...], *, word: str) -> str:
    return " OR ".join(f"NEW.{column} {word} OLD.{column}" for column in columns)


@dataclass(frozen=True)
class _Trigger:
    """One refusal, as statements that install it and lift it."""

    install: tuple[str, ...]
    lift: tuple[str, ...]


def _on_sqlite(name: str, event: str, table: str, when: str, refusal: str) -> _Trigger:
    install = f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    return _Trigger((install,), (f"DROP TRIGGER IF EXISTS {name}",))


def _on_postgresql(name: str, event: str, table: str, when: str, refusal: str) -> _Trigger:
    function = f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    trigger = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
    return _Trigger(
        (function, trigger), (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()")
    )


def _against_truncation(name: str, table: str, refusal: str) -> _Trigger:
    """TRUNCATE, which PostgreSQL alone knows, passes triggers on rows by."""
    written = _on_postgresql(name, "TRUNCATE", table, "", refusal)
    function, trigger = written.install
    return _Trigger((function, trigger.replace("FOR EACH ROW WHEN ()", "FOR EACH STATEMENT")), written.lift)


_VENDORS = {"sqlite": (_on_sqlite, "IS NOT"), "postgresql": (_on_postgresql, "IS DISTINCT FROM")}


def _triggers(vendor: str) -> list[_Trigger]:
    write, word = _VENDORS[vendor]
    changed, readdressed = _differs(_NEVER_CHANGED, word=word), _differs(_ADDRESSED, word=word)
    truncations = [
        _against_truncation(f"{table}_refuses_truncate", table, refusal)
        for table, refusal in ((AUDIT, AUDIT_REFUSAL), (ATTACHMENTS, SEALED_IS_KEPT), (MESSAGES, SENT_STAYS_SENT))
    ]
    no_longer_sent = "OLD.state = 'sent' AND NEW.state <> 'sent'"
    return [
        write("attachment_refuses_change", "UPDATE", ATTACHMENTS, changed, ATTACHMENT_IS_KEPT),
        write("attachment_refuses_loss", "UPDATE", ATTACHMENTS, _LOST, SEALED_IS_KEPT),
        write("attachment_refuses_delete", "DELETE", ATTACHMENTS, "OLD.sealed_at IS NOT NULL", SEALED_IS_KEPT),
        write("message_refuses_change", "UPDATE", MESSAGES, readdressed, MESSAGE_IS_KEPT),
        write("message_stays_sent", "UPDATE", MESSAGES, no_longer_sent, SENT_STAYS_SENT),
        write("message_refuses_delete", "DELETE", MESSAGES, "OLD.state = 'sent'", SENT_STAYS_SENT),
        *(truncations if vendor == "postgresql" else ()),
    ]


STATEMENTS = {vendor: tuple(line for each in _triggers(vendor) for line in each.install) for vendor in _VENDORS}
LIFTING_STATEMENTS = {vendor: tuple(line for each in _triggers(vendor) for line in each.lift) for vendor in _VENDORS}


def keep(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers; an engine without them may not keep these rows at all."""
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def keep_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install them once more, where an earlier migration has installed some of them."""
    let_go(apps, schema_editor)
    keep(apps, schema_editor)


def let_go(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers, as undoing the migration asks."""
    for statement in LIFTING_STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
