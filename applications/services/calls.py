"""How a call comes into the house: loaded from its folder, published in an act of its own, shown as a demonstration."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from applications.models import Application, Call, CallRevision
from applications.rules.terms.loading import FILE_NAME, TermsError, load_terms, read_terms, sha256_of, terms_of
from applications.rules.terms.shifting import demonstration_of, shifted_by
from applications.rules.workflow import Status
from applications.selectors import current_revisions, look_again, terms_in_force
from kernel.calendar import tokyo_day
from records.audit.recording import record

DEMONSTRATION_SUFFIX = "_demonstration"
DEMONSTRATION_MARK = "【実演用】"


def find_terms_file(call_id: str, folders: list[Path]) -> Path:
    """The call's terms.toml in the first folder that holds it; refuses names that are no folder's name."""
    for folder in folders:
        if call_id in call_ids_in([folder]):
            return folder / call_id / FILE_NAME
    searched = "、".join(str(folder) for folder in folders)
    raise TermsError((f"{call_id}: この公募の {FILE_NAME} が見つかりません(探した場所: {searched})",))


def call_ids_in(folders: list[Path]) -> list[str]:
    """Every call that has a folder of its own, by name."""
    return sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{FILE_NAME}")})


def load_call(*, call_id: str, folders: list[Path], at: datetime, because: str = "") -> CallRevision:
    """Keep the call's terms as a revision; the same terms again change nothing."""
    path = find_terms_file(call_id, folders)
    load_terms(path)
    return keep_revision(raw=read_terms(path), at=at, because=because)


@transaction.atomic
def keep_revision(*, raw: Mapping[str, Any], at: datetime, because: str = "") -> CallRevision:
    """A revision of these raw terms: the one there is, or the next number with its reason."""
    terms = terms_of(raw, str(raw.get("id")))
    Call.objects.get_or_create(pk=terms.id, defaults={"is_demonstration": terms.demonstration})
    call = Call.objects.select_for_update().get(pk=terms.id)
    sha256 = sha256_of(raw)
    known = call.revisions.filter(sha256=sha256).first()
    if known is not None:
        return known
    last = call.revisions.aggregate(last=Max("number"))["last"] or 0
    return call.revisions.create(number=last + 1, sha256=sha256, raw_terms=dict(raw), loaded_at=at, because=because)


@transaction.atomic
def publish_call(*, revision_id: int, actor_label: str, at: datetime, because: str) -> CallRevision:
    """Make a revision the one that visitors see. Audited; publishing it again changes nothing."""
    revision = CallRevision.objects.select_for_update().select_related("call").get(pk=revision_id)
    if revision.published_at is None:
        revision.published_at = at
        revision.save(update_fields=["published_at"])
        transaction.on_commit(look_again)
        record(
            actor_label=actor_label,
            verb="publish_call",
            subject=revision,
            at=at,
            changes={"call": revision.call_id, "number": revision.number, "sha256": revision.sha256},
            because=because,
        )
        _lead_drafts_along(revision, actor_label=actor_label, at=at, because=because)
    return revision


def _lead_drafts_along(revision: CallRevision, *, actor_label: str, at: datetime, because: str) -> None:
    """Drafts follow an erratum, with its reason in their history; what was sent keeps the revision it was sent under."""
    drafts = Application.objects.filter(call_id=revision.call_id, status=Status.DRAFT).exclude(revision=revision)
    for draft in drafts.select_for_update(of=("self",)).order_by("pk"):
        changes = {"revision": [draft.revision_id, revision.pk], "number": revision.number}
        draft.revision = revision
        draft.save(update_fields=["revision"])
        record(actor_label=actor_label, verb="follow_revision", subject=draft, at=at, changes=changes, because=because)


def open_demonstration(*, call_id: str, folders: list[Path], actor_label: str, at: datetime) -> CallRevision:
    """A call with the same terms whose days stand around today, marked as a demonstration, and published.

    A demonstration that is still open is left alone, so that a restart does not move its days.
    """
    demonstration_id = f"{call_id}{DEMONSTRATION_SUFFIX}"
    raw = read_terms(find_terms_file(call_id, folders))
    shifted = demonstration_of(raw, call_id=demonstration_id, mark=DEMONSTRATION_MARK, today=tokyo_day(at))
    shown = CallRevision.objects.filter(call=demonstration_id, published_at__isnull=False).order_by("-number").first()
    if shown is not None and _same_but_for_days(shown.raw_terms, shifted) and at <= shown.terms.closes_at:
        return shown
    revision = keep_revision(raw=shifted, at=at, because="実演用の公募を今日の日付に合わせて開く")
    return publish_call(revision_id=revision.pk, actor_label=actor_label, at=at, because="実演用の公募を開く")


def _same_but_for_days(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two sets of raw terms differ in days alone."""
    opens = one["window"]["opens_on"]
    by = (datetime.fromisoformat(other["window"]["opens_on"]) - datetime.fromisoformat(opens)).days
    return shifted_by(one, by) == dict(other)


def unusable_revisions() -> list[str]:
    """Why published revisions cannot be read by this version of the house; empty when all can.

    A revision is kept as it was loaded. When the house learns new words, a call that is still shown must be loaded
    and published anew, and nobody should find that out from a broken page.
    """
    problems: list[str] = []
    for revision in current_revisions():
        try:
            terms_in_force(revision)
        except TermsError as error:
            problems += error.lines
    return problems
