"""The tables whose rows are frozen, read off the migrations that freeze them."""

from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from records.audit.frozen import Frozen


def keepers() -> tuple[Frozen, ...]:
    """What the migrations freeze, each as it was written."""
    steps = (step for each in MigrationLoader(None).disk_migrations.values() for step in each.operations)
    bound = (getattr(step.code, "__self__", None) for step in steps if isinstance(step, RunPython))
    return tuple(sorted((each for each in bound if isinstance(each, Frozen)), key=lambda each: each.tables))


def frozen_tables() -> tuple[str, ...]:
    """Every one of them, once."""
    return tuple(sorted({table for each in keepers() for table in each.tables}))
