"""What a visitor may see of the calls: published revisions only."""

import time
from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from applications.models import CallRevision
from applications.rules.terms import CallTerms


def current_revisions() -> QuerySet[CallRevision]:
    """The newest published revision of each call, the call itself joined; the terms are fetched when first read."""
    newest = (
        CallRevision.objects.filter(call=OuterRef("call"), published_at__isnull=False).order_by("-number").values("pk")
    )
    return (
        CallRevision.objects.filter(pk=Subquery(newest[:1]))
        .select_related("call")
        .defer("raw_terms")
        .order_by("call_id")
    )


def revision_in_force(call_id: str) -> CallRevision | None:
    """The newest published revision of one call."""
    published = CallRevision.objects.filter(call=call_id, published_at__isnull=False)
    return published.defer("raw_terms").order_by("-number").first()


def terms_shown(call_id: str) -> CallTerms | None:
    """The terms that visitors see of a call, None where there are none.

    Every page of a call asks for them, so a process looks at most once a second; publishing in it shows at once.
    """
    looked_at, terms = _SHOWN.get(call_id) or (0.0, None)
    if terms is not None and time.monotonic() - looked_at <= LOOK_AGAIN_AFTER:
        return terms
    revision = revision_in_force(call_id)
    if revision is None:
        _SHOWN.pop(call_id, None)
        return None
    terms = terms_in_force(revision)
    _SHOWN[call_id] = (time.monotonic(), terms)
    return terms


def look_again() -> None:
    """Forget which terms are shown, because that has just changed."""
    _SHOWN.clear()


# Seconds.
LOOK_AGAIN_AFTER = 1.0
_SHOWN: dict[str, tuple[float, CallTerms]] = {}


def terms_in_force(revision: CallRevision) -> CallTerms:
    """Typed terms of a revision, read once per process: a revision never changes."""
    key = (revision.pk, revision.sha256)
    if key not in _READ:
        _READ[key] = revision.terms
    return _READ[key]


# A handful of calls a year; a process never holds more than it has served.
_READ: dict[tuple[int, str], CallTerms] = {}


def open_first(terms: Iterable[CallTerms], *, at: datetime) -> list[CallTerms]:
    """Calls in the order a visitor looks for them: open ones by their closing, then coming ones, then past ones."""
    return sorted(terms, key=lambda each: (_phase(each, at), each.closes_at, each.id))


def _phase(terms: CallTerms, at: datetime) -> int:
    if at < terms.opens_at:
        return 1
    return 0 if at <= terms.closes_at else 2
