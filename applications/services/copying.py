"""Copying into a draft what is known elsewhere: one way, once, and never over what somebody has typed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from applications.models import Application
from applications.rules.answers import read_answers
from applications.rules.sections import section_named
from applications.services.drafts import Saved, locked_draft, save_section
from records.audit.recording import record

COPY_IN = "copy_in"
_EMPTY: tuple[Any, ...] = (None, "", [], (), {})


@transaction.atomic
def copy_in(
    *, application_id: UUID, answers: Mapping[str, Mapping[str, Any]], source: str, actor: Actor, at: datetime
) -> Mapping[str, tuple[str, ...]]:
    """Fill the empty keys of a draft, by section, and remember when and from where; answers what was filled.

    What cannot be kept in a key is left out as a whole, so that the draft never holds a part that nobody chose.
    """
    application = locked_draft(application_id, actor)
    filled = {key: _fill(application, key, given, actor, at) for key, given in answers.items()}
    filled = {key: names for key, names in filled.items() if names}
    if filled:
        changes = {"source": source, "keys": {key: list(names) for key, names in filled.items()}}
        record(actor=actor, verb=COPY_IN, subject=application, at=at, changes=changes)
    return filled


def _fill(application: Application, key: str, given: Mapping[str, Any], actor: Actor, at: datetime) -> tuple[str, ...]:
    row = application.sections.filter(key=key).first()
    kept = row.all_answers if row else {}
    usable = read_answers(section_named(key).shape, given).answers
    missing = {name: value for name, value in usable.items() if kept.get(name) in _EMPTY and value not in _EMPTY}
    if not missing:
        return ()
    saved = save_section(
        application_id=application.pk,
        key=key,
        answers=missing,
        version=row.version if row else 0,
        actor=actor,
        at=at,
    )
    return tuple(name for name in missing if isinstance(saved, Saved) and name not in saved.problems)
