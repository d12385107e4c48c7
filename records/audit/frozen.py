"""Triggers that freeze whole rows of other apps: written once, then neither changed nor deleted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "a frozen row is never edited"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The tables that a migration freezes. One that rebuilds a table on SQLite must freeze it again.

    `once` is what must hold of a row, called OLD, for it to be frozen; blank, every row is from the first.
    """

    tables: tuple[str, ...]
    once: str = ""

    def keep(self, _apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Install the triggers; an engine without them may not keep these rows at all."""
        for statement in self.statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def let_go(self, _apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Remove the triggers, as undoing the migration asks."""
        for statement in self.lifting_statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def statements(self, vendor: str) -> tuple[str, ...]:
        """What installs the triggers on this engine."""
        return tuple(line for table in self.tables for line in _INSTALL[vendor](table, self.once))

    def lifting_statements(self, vendor: str) -> tuple[str, ...]:
        """What removes them."""
        return tuple(line for table in self.tables for line in _LIFT[vendor](table))


def _on_sqlite(table: str, once: str) -> Iterator[str]:
    when = f" WHEN {once}" if once else ""
    for event in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_refuses_{event.lower()} BEFORE {event} ON {table}{when}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _off_sqlite(table: str) -> Iterator[str]:
    for event in ("update", "delete"):
        yield f"DROP TRIGGER IF EXISTS {table}_refuses_{event}"


def _on_postgresql(table: str, once: str) -> Iterator[str]:
    # A condition on another table's row may stand in the function, not in the WHEN of a trigger.
    passes = f"""IF TG_OP = 'UPDATE' AND NOT ({once}) THEN RETURN NEW; END IF;
        IF TG_OP = 'DELETE' AND NOT ({once}) THEN RETURN OLD; END IF;"""
    yield f"""CREATE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {passes if once else ""}
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    yield (
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuses()"
    )
    # TRUNCATE, which PostgreSQL alone knows, passes triggers on rows by.
    yield (
        f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuses()"
    )


def _off_postgresql(table: str) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {table}_refuses_change ON {table}"
    yield f"DROP TRIGGER IF EXISTS {table}_refuses_truncate ON {table}"
    yield f"DROP FUNCTION IF EXISTS {table}_refuses()"


_INSTALL = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
_LIFT = {"sqlite": _off_sqlite, "postgresql": _off_postgresql}
