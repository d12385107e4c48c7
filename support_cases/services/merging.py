"""A company's cases, pipeline and referrals follow it into the kept entry; its consents do not (see `rules.merging`)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.rules.merging import Line, Outlook
from accounts.services.merging import Merging, Mover
from kernel.calendar import tokyo_day
from records.audit.recording import record
from records.services.messages import queue_message
from support_cases.models import PipelineEntry, Referral, SharingConsent, SupportCase
from support_cases.rules.merging import common_until
from support_cases.rules.sharing import Category, Consent
from support_cases.rules.workflow import OPEN_STATUSES

_INSTITUTION = "支援機関を指す。統合するのは企業だけ"
_STAYS = {
    "support_cases.SupportCase.came_from": "ケースが始まったときの登録を示す",
    "support_cases.SupportCase.lead_institution": _INSTITUTION,
    "support_cases.CasePartner.institution": _INSTITUTION,
    "support_cases.SharingConsent.institution": _INSTITUTION,
    "support_cases.SupportRecord.institution": _INSTITUTION,
    "support_cases.Diagnosis.institution": _INSTITUTION,
    "support_cases.InstitutionProfile.organisation": _INSTITUTION,
    "support_cases.KnowledgeArticle.institution": _INSTITUTION,
    "support_cases.CatalogueService.institution": _INSTITUTION,
    "support_cases.PipelineEntry.institution": _INSTITUTION,
    "support_cases.Referral.from_institution": _INSTITUTION,
    "support_cases.Referral.to_institution": _INSTITUTION,
    "support_cases.Handover.institution": _INSTITUTION,
}
_ENDED = "登録の統合により、情報共有の同意が{count}件終わりました(閲覧ではありません)"
_ASK_ANEW = (
    "支援機関への情報共有の同意が{count}件、この統合で終わりました。"
    "引き続き見せるものは、「共有の設定」で改めて選んでください。"
)


def support_mover() -> Mover:
    """The mover of this app."""
    moves = ("SupportCase", "SharingConsent", "PipelineEntry", "Referral")
    return Mover(
        heading="伴走支援",
        look=_look,
        move=_move,
        moves=frozenset(f"support_cases.{each}.company" for each in moves),
        stays=_STAYS,
    )


def _look(kept: Organisation, absorbed: Organisation, on: date) -> Outlook:
    """Figures alone: which institution accompanies a company is no business of the office of a subsidy."""
    ending, cut = _consents_touched(kept, absorbed, on)
    open_leads = _open_cases(kept).order_by().values("lead_institution")
    doubled = _open_cases(absorbed).filter(lead_institution__in=open_leads).count()
    noted = PipelineEntry.objects.filter(company=absorbed).count()
    cases = SupportCase.objects.filter(company=absorbed).count()
    lines = (
        Line("支援ケース", cases, "残す会社のケースになります。記録と診断は変わりません。"),
        Line(
            "うち、同じ機関の進行中のケースが残す会社にもあるもの",
            doubled,
            "両方とも残り、担当者に一方を終えるよう頼むメールを送ります。",
        ),
        Line("支援機関が見込みの企業として登録したもの", noted, "残す会社の登録になります。"),
        Line(
            "終わる同意(情報共有)",
            len(ending),
            "一方の会社だけが認めた機関に、もう一方の会社の記録が見えないようにするためです。会社が改めて選びます。",
        ),
        Line("期限が早まる同意(情報共有)", len(cut), "両方の会社が認めていた期間に合わせます。"),
    )
    tidings = (_ASK_ANEW.format(count=len(ending)),) if ending else ()
    return Outlook(tuple(each for each in lines if each.count), tidings=tidings)


def _move(merging: Merging) -> Mapping[str, int]:
    ended = _settle_consents(merging)
    _settle_pipeline(merging)
    _settle_referrals(merging)
    cases = _take_cases(merging)
    _log_ended(merging, ended)
    return {"cases": len(cases), "consents_ended": ended}


def _open_cases(company: Organisation) -> QuerySet[SupportCase]:
    return SupportCase.objects.filter(company=company, status__in=OPEN_STATUSES)


def _consents_touched(
    kept: Organisation, absorbed: Organisation, on: date
) -> tuple[list[SharingConsent], list[tuple[SharingConsent, date]]]:
    """Those that end, and those that end earlier. Without cases of the absorbed the kept company's own go on as they are."""
    living = Q(withdrawn_at__isnull=True, until__gte=on)
    rows = SharingConsent.objects.filter(living, company__in=(kept, absorbed)).order_by("pk")
    own = [each for each in rows if each.company_id == kept.pk]
    ending = [each for each in rows if each.company_id == absorbed.pk]
    cut: list[tuple[SharingConsent, date]] = []
    if not SupportCase.objects.filter(company=absorbed).exists():
        return ending, cut
    theirs = [_as_value(each) for each in ending]
    for each in own:
        until = common_until(_as_value(each), theirs, on)
        if until is None:
            ending.append(each)
        elif until < each.until:
            cut.append((each, until))
    return ending, cut


def _as_value(row: SharingConsent) -> Consent:
    return Consent(row.institution_id, Category(row.category), row.starts_on, row.until, row.withdrawn_at is not None)


def _settle_consents(merging: Merging) -> int:
    """Consent is given by one company to one institution, and a merging is nobody's consent: it only ever narrows."""
    both = (merging.kept, merging.absorbed)
    list(SharingConsent.objects.select_for_update(of=("self",)).filter(company__in=both).order_by("pk"))
    ending, cut = _consents_touched(merging.kept, merging.absorbed, tokyo_day(merging.at))
    tell = partial(record, actor=merging.actor, at=merging.at, because=merging.because)
    for each in ending:
        each.withdrawn_at, each.withdrawn_by_label = merging.at, merging.actor.label
        each.save(update_fields=["withdrawn_at", "withdrawn_by_label"])
        tell(verb="end_consent_by_merging", subject=each, changes={"category": each.category})
    for each, until in cut:
        changes = {"until": [str(each.until), str(until)]}
        each.until = until
        each.save(update_fields=["until"])
        tell(verb="end_consent_by_merging", subject=each, changes=changes)
    SharingConsent.objects.filter(company=merging.absorbed).update(company=merging.kept)
    return len(ending)


def _take_cases(merging: Merging) -> Sequence[SupportCase]:
    cases = list(
        SupportCase.objects.select_for_update(of=("self",)).filter(company=merging.absorbed).order_by("number")
    )
    changes = {"company": [str(merging.absorbed.pk), str(merging.kept.pk)]}
    for case in cases:
        case.company = merging.kept
        case.came_from_id = case.came_from_id or merging.absorbed.pk
        case.save(update_fields=["company", "came_from"])
        record(
            actor=merging.actor,
            verb="case_to_kept_company",
            subject=case,
            at=merging.at,
            changes=changes,
            because=merging.because,
        )
    _ask_to_end_one(merging, [case for case in cases if case.status in OPEN_STATUSES])
    return cases


def _ask_to_end_one(merging: Merging, came: Iterable[SupportCase]) -> None:
    """Both cases of one lead stay, each with its records; the mail names no company, as it may lie in a shared mailbox."""
    came = list(came)
    others = {
        each.lead_institution_id: each
        for each in _open_cases(merging.kept).exclude(pk__in=[case.pk for case in came]).order_by("-number")
    }
    for case in came:
        if (other := others.get(case.lead_institution_id)) is None:
            continue
        for advisor in dict.fromkeys((case.lead_advisor, other.lead_advisor)):
            context = {"person": advisor.name, "cases": f"{other}と{case}"}
            queue_message(
                kind="two_open_cases",
                to=advisor.email,
                context=context,
                about=case,
                at=merging.at,
                actor=merging.actor,
            )


def _settle_pipeline(merging: Merging) -> None:
    """One entry of a company in each institution: what the other said is added, and nothing that was typed is lost."""
    entries = PipelineEntry.objects.select_for_update(of=("self",))
    own = {each.institution_id: each for each in entries.filter(company=merging.kept).order_by("pk")}
    for entry in entries.filter(company=merging.absorbed).order_by("pk"):
        if (kept := own.get(entry.institution_id)) is None:
            entry.company = merging.kept
            entry.save(update_fields=["company"])
            continue
        kept.note = "\n".join(each for each in (kept.note, entry.note) if each)
        kept.next_approach = kept.next_approach or entry.next_approach
        kept.next_approach_on = kept.next_approach_on or entry.next_approach_on
        kept.last_contact_on = max(filter(None, (kept.last_contact_on, entry.last_contact_on)), default=None)
        kept.is_dropped = kept.is_dropped and entry.is_dropped
        kept.version += 1
        kept.save()
        # The other entry stays with the absorbed company, where no list shows it.
        entry.is_dropped = True
        entry.save(update_fields=["is_dropped"])


def _settle_referrals(merging: Merging) -> None:
    """Of two open offers to the same institution the absorbed company's is taken back; all others go along."""
    rows = Referral.objects.select_for_update(of=("self",))
    waiting = {
        (each.from_institution_id, each.to_institution_id)
        for each in rows.filter(company=merging.kept, state="offered").order_by("pk")
    }
    for each in rows.filter(company=merging.absorbed).order_by("pk"):
        if each.state == "offered" and (each.from_institution_id, each.to_institution_id) in waiting:
            each.state, each.answered_at, each.answered_by_label = "withdrawn", merging.at, merging.actor.label
        each.company = merging.kept
        each.save(update_fields=["company", "state", "answered_at", "answered_by_label"])


def _log_ended(merging: Merging, ended: int) -> None:
    """The company reads in its log of looks that consents ended, beside who looked until then."""
    case = SupportCase.objects.filter(company=merging.kept).order_by("number").first()
    if ended and case is not None:
        changes = {"shown": _ENDED.format(count=ended)}
        record(actor=merging.actor, verb="end_consents", subject=case, at=merging.at, changes=changes)
