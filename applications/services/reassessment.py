"""Judging what was sent once more, years later, with the facts and the revision that were kept."""

from collections.abc import Iterator
from typing import Any

from applications.models import Assessment
from applications.selectors.filed import judged_again
from applications.services.submission import assessed


def differences(*, call_id: str = "") -> tuple[int, list[str]]:
    """How many judgements were repeated, and one line per difference: the file, what was judged, then and now."""
    rows = Assessment.objects.select_related("submission__application__revision").order_by("judged_at", "submission_id")
    if call_id:
        rows = rows.filter(submission__application__call_id=call_id)
    count, found = 0, []
    for assessment in rows.iterator(chunk_size=200):
        count += 1
        found += list(_differences(assessment))
    return count, found


def _differences(assessment: Assessment) -> Iterator[str]:
    submission = assessment.submission
    name = f"{submission.application.receipt_number} 第{submission.number}回"
    _, judgement = judged_again(submission)
    if judgement.revision_sha256 != assessment.revision_sha256:
        yield f"{name}: 公募の版が違います({assessment.revision_sha256[:12]} → {judgement.revision_sha256[:12]})"
    for part, now in assessed(judgement).items():
        then = getattr(assessment, part)
        if then != now:
            yield f"{name}: {part}: {_where(then, now)}"


def _where(then: Any, now: Any) -> str:
    """The first place where two records part, short enough for a line."""
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return next(_where(old, new) for old, new in zip(then, now, strict=True) if old != new)
    if isinstance(then, dict) and isinstance(now, dict):
        key = next(key for key in {**then, **now} if then.get(key) != now.get(key))
        return f"{then.get('rule') or then.get('line') or ''} {key}: {_where(then.get(key), now.get(key))}".strip()
    return f"{then} → {now}"
