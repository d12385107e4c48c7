"""The secretariat decides bonus points from their evidence, once per file and item; the last word counts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.services.refusals import Refused, insist
from applications.rules.terms.spending import Bonus
from applications.rules.workflow import Status
from applications.selectors.calls import terms_in_force
from records.audit.recording import record
from screening.models import BonusDecision, ScreeningCase, ScreeningRound
from screening.policies import may_run_screening
from screening.rules.bonuses import BonusEvidence, objection_to_bonus
from screening.rules.refusals import Why
from screening.rules.workflow import RoundStatus
from screening.selectors.bonuses import grounds_of


@transaction.atomic
def decide_bonus(
    *,
    case_id: UUID,
    bonus: str,
    points: int,
    evidence: Mapping[str, Any],
    because: str,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> BonusDecision:
    """Give points for one item, or none, with the reason. `seen` is the newest decision that the page showed.

    `evidence` holds `lines` (numbers of cost lines), or `url` and `published_on`, as the item needs them.
    """
    case = _locked(case_id, actor)
    item = _bonus_of(case, bonus)
    if not because.strip():
        raise Refused(Why.REASON_MISSING)
    last = BonusDecision.objects.filter(case=case, bonus=bonus).aggregate(last=Max("number"))["last"] or 0
    if seen is not None and seen != last:
        raise Refused(Why.BONUS_DECIDED_MEANWHILE)
    pointed_to = evidence_of(evidence)
    if why := objection_to_bonus(item, points, pointed_to, grounds_of(case.application)):
        raise Refused(why)
    decision = BonusDecision.objects.create(
        case=case,
        bonus=bonus,
        number=last + 1,
        points=points,
        evidence=kept_evidence(pointed_to),
        because=because.strip(),
        decided_by_label=actor.label,
        decided_at=at,
    )
    changes = {"bonus": bonus, "number": decision.number, "points": points}
    record(actor=actor, verb="decide_bonus", subject=case, at=at, changes=changes, because=because.strip())
    return decision


def evidence_of(given: Mapping[str, Any]) -> BonusEvidence:
    """Evidence as the rule takes it, from what a page or another service gives."""
    on = given.get("published_on")
    return BonusEvidence(
        lines=tuple(sorted({int(line) for line in given.get("lines") or ()})),
        url=str(given.get("url") or "").strip(),
        published_on=date.fromisoformat(on) if isinstance(on, str) and on else on or None,
    )


def kept_evidence(evidence: BonusEvidence) -> dict[str, Any]:
    """Evidence as it is kept; what was not pointed to is absent."""
    published = evidence.published_on.isoformat() if evidence.published_on else None
    kept = {"lines": list(evidence.lines), "url": evidence.url, "published_on": published}
    return {key: value for key, value in kept.items() if value}


def _locked(case_id: UUID, actor: Actor) -> ScreeningCase:
    # The round first, as everybody who freezes or assigns does: in one statement the two could be taken crosswise.
    ScreeningRound.objects.select_for_update().get(cases=case_id)
    case = (
        ScreeningCase.objects.select_for_update(of=("self",))
        .select_related("round", "application__revision")
        .get(pk=case_id)
    )
    insist(may_run_screening(actor))
    if case.round.status == RoundStatus.FROZEN:
        raise Refused(Why.ROUND_FROZEN)
    if case.application.status != Status.ACCEPTED:
        raise Refused(Why.FILE_CLOSED)
    return case


def _bonus_of(case: ScreeningCase, key: str) -> Bonus:
    bonuses = terms_in_force(case.application.revision).screening.bonuses
    found = next((bonus for bonus in bonuses if bonus.key == key), None)
    if found is None:
        raise Refused(Why.NO_SUCH_BONUS)
    return found
