"""What of a draft was copied in from elsewhere, when and from where: the draft shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from records.models import AuditEvent

_COPY_IN = "copy_in"


@dataclass(frozen=True, slots=True)
class Copied:
    """One act of copying: its moment, its origin, and the keys it filled, by section."""

    at: datetime
    source: str
    by: str
    keys: Mapping[str, tuple[str, ...]]


def copied_into(application: Application) -> tuple[Copied, ...]:
    """Every act of copying into this application, the newest first."""
    rows = AuditEvent.objects.filter(
        subject_kind=application._meta.label_lower, subject_id=str(application.pk), verb=_COPY_IN
    ).order_by("-at", "-id")
    return tuple(
        Copied(
            row.at,
            row.changes["source"],
            row.actor_label,
            {key: tuple(names) for key, names in row.changes["keys"].items()},
        )
        for row in rows
    )
