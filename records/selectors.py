"""Which papers a person may see."""

import uuid
from collections.abc import Iterable, Iterator

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet

from records.models import IssuedPaper

SESSION_KEY = "papers"
ORIGIN_KEY = "papers_asked_on"


def papers_visible_in(session: SessionBase) -> QuerySet[IssuedPaper]:
    """Return the papers that this visitor asked for; to anybody else they do not exist."""
    return IssuedPaper.objects.filter(pk__in=list(_identifiers(session.get(SESSION_KEY, ()))))


def page_asked_on(session: SessionBase) -> tuple[str, str] | None:
    """Return name and address of the page where this visitor last asked for a paper."""
    match session.get(ORIGIN_KEY):
        case [str(label), str(url)]:
            return label, url
        case _:
            return None


def _identifiers(listed: Iterable[object]) -> Iterator[uuid.UUID]:
    for each in listed:
        try:
            yield uuid.UUID(str(each))
        except ValueError:
            continue
