"""Triggers that keep the audit trail append-only: the one place that knows which database it speaks to."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "records_auditevent"
REFUSAL = "audit events are append-only"

_SQLITE = (
    f"CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_SQLITE_LIFTED = ("DROP TRIGGER IF EXISTS audit_refuses_update", "DROP TRIGGER IF EXISTS audit_refuses_delete")
_POSTGRESQL = (
    f"""CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION audit_refuses()""",
)
_POSTGRESQL_LIFTED = (
    f"DROP TRIGGER IF EXISTS audit_refuses_change ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_refuses()",
)
STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
LIFTING_STATEMENTS = {"sqlite": _SQLITE_LIFTED, "postgresql": _POSTGRESQL_LIFTED}


def refuse_changes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers; an engine without them may not keep an audit trail at all."""
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def allow_changes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers, as undoing the migration asks."""
    for statement in LIFTING_STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
