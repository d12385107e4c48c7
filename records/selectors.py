"""Which papers a person may see."""

import uuid
from collections.abc import Iterable, Iterator

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet

from records.models import IssuedPaper

SESSION_KEY = "papers"


def papers_visible_in(session: SessionBase) -> QuerySet[IssuedPaper]:
    """Return the papers that this visitor asked for; to anybody else they do not exist."""
    return IssuedPaper.objects.filter(pk__in=list(_identifiers(session.get(SESSION_KEY, ()))))


def _identifiers(listed: Iterable[object]) -> Iterator[uuid.UUID]:
    for each in listed:
        try:
            yield uuid.UUID(str(each))
        except ValueError:
            continue
