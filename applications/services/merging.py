"""The files of an absorbed company become the kept one's. What was sent says what it said; only its owner is another."""

from collections.abc import Mapping
from datetime import date

from accounts.models import Organisation
from accounts.rules.merging import Hindrance, Line, MergingKind, Outlook
from accounts.services.merging import Merging, Mover
from applications.models import Application
from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from records.audit.recording import record

# Files that still ask for money, or have it: one company has the cap of a call once (P-④).
_LIVING = (Status.SUBMITTED, Status.ACCEPTED, Status.GRANTED)
_TWO_COMPANIES_THEN = frozenset({MergingKind.AMALGAMATION})


def files_mover() -> Mover:
    """The mover of this app."""
    return Mover(heading="申請", look=_look, move=_move, moves=frozenset({"applications.Application.organisation"}))


def _look(kept: Organisation, absorbed: Organisation, _on: date) -> Outlook:
    files = list(
        Application.objects.filter(organisation__in=(kept, absorbed))
        .select_related("revision")
        .defer("revision__raw_terms")
        .order_by("call_id", "receipt_sequence", "pk")
    )
    moving = [each for each in files if each.organisation_id == absorbed.pk]
    drafts = [each for each in moving if each.status == Status.DRAFT]
    sent = [each for each in moving if each.status != Status.DRAFT]
    own_drafts = {each.call_id for each in files if each.organisation_id == kept.pk and each.status == Status.DRAFT}
    doubled = sum(each.call_id in own_drafts for each in drafts)
    lines = (
        Line("下書き", len(drafts), "残す会社の下書きになります。中身は変わりません。"),
        Line(
            "うち、同じ公募の下書きが残す会社にもあるもの",
            doubled,
            "両方とも残ります。どちらを出すかは、会社が決めます。",
        ),
        Line(
            "提出された申請",
            len(sent),
            "残す会社の申請になります。提出された書類と通知の名称は、そのときのまま残ります。",
        ),
    )
    return Outlook(tuple(each for each in lines if each.count), tuple(_competing(files)))


def _competing(files: list[Application]) -> list[Hindrance]:
    """Two files of one company in one call, of which one at least is undecided: the office settles that first."""
    living = [each for each in files if each.status in _LIVING]
    found = []
    for call_id in sorted({each.call_id for each in living}):
        here = [each for each in living if each.call_id == call_id]
        if len({each.organisation_id for each in here}) == 1 or all(each.status == Status.GRANTED for each in here):
            continue
        terms = terms_in_force(here[0].revision)
        numbers = "、".join(each.receipt_number for each in here)
        found.append(
            Hindrance(
                f"「{terms.title}」に、両方の登録からの申請があります(受付番号 {numbers})。",
                "補助の額は1社ごとに数えます。会社に確かめて、一方の申請を取り下げるか、結果が決まってから統合してください。",
                terms.amounts.cap_clause,
                _TWO_COMPANIES_THEN,
            )
        )
    return found


def _move(merging: Merging) -> Mapping[str, int]:
    rows = Application.objects.select_for_update(of=("self",)).filter(organisation=merging.absorbed).order_by("pk")
    files = list(rows)
    changes = {"organisation": [str(merging.absorbed.pk), str(merging.kept.pk)]}
    for file in files:
        file.organisation = merging.kept
        file.save(update_fields=["organisation"])
        record(
            actor=merging.actor,
            verb="move_to_kept_company",
            subject=file,
            at=merging.at,
            changes=changes,
            because=merging.because,
        )
    return {"applications": len(files)}
