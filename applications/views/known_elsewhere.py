"""What a draft's people are told beside their answers: what was copied in and from where, and where they were advised."""

from datetime import datetime
from typing import Any

from accounts.actor import Actor
from applications.models import Application
from applications.rules.sections import SectionKey, section_named
from applications.selectors.consultations import consultations_for
from applications.selectors.copied import copied_into
from applications.views.draft_in_words import moment_in_words

# The question that the consultations stand beside.
_ASKED_OF_CONSULTATIONS = "has_consulted"


def copies_of(application: Application, *, at: datetime, key: str = "") -> list[dict[str, str]]:
    """Each act of copying in words: its moment, its origin, and what it filled; of one section, or of all."""
    told = []
    for copied in copied_into(application):
        labels = [
            section_named(section).asked[name].label
            for section, names in copied.keys.items()
            for name in names
            if key in ("", section)
        ]
        if labels:
            when = moment_in_words(copied.at, now=at)
            told.append({"when": when, "source": copied.source, "by": copied.by, "labels": "、".join(labels)})
    return told


def known_elsewhere(actor: Actor, application: Application, key: SectionKey, *, at: datetime) -> dict[str, Any]:
    """What a section's page shows beside its questions."""
    is_asked = key is SectionKey.REQUIREMENTS_BONUS
    held = consultations_for(actor, application, application.submitted_at or at) if is_asked else ()
    return {
        "copies": copies_of(application, at=at, key=key),
        "consultations": [
            {"when": moment_in_words(each.held_at, now=at), "institution": each.institution} for each in held
        ],
        "consultations_beside": _ASKED_OF_CONSULTATIONS,
    }
