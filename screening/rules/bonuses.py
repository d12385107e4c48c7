"""Bonus points (加点): what may be given for which evidence. The secretariat decides, the call's terms set the limits.

R-113: graded, and nothing without the document. R-114: only where an eligible cost line holds the expense; a
declaration alone earns nothing. R-115: all or nothing, published no later than the day of the application.
"""

from dataclasses import dataclass
from datetime import date

from applications.rules.rubric import judged_parts
from applications.rules.sections import SectionKey
from applications.rules.terms.spending import Bonus
from kernel.verdict import Outcome, Verdict
from kernel.wareki import format_wareki
from screening.rules.refusals import SENTENCES, Why


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the file itself holds: the documents handed in, the eligible cost lines, and the day it arrived."""

    documents: frozenset[str]
    lines: frozenset[int]
    eligible_lines: frozenset[int]
    applied_on: date


@dataclass(frozen=True, slots=True)
class BonusEvidence:
    """What whoever decides points to: cost lines by number, or a publication by place and day."""

    lines: tuple[int, ...] = ()
    url: str = ""
    published_on: date | None = None


def objection_to_bonus(bonus: Bonus, points: int, evidence: BonusEvidence, grounds: Grounds) -> Why | None:
    """Why these points cannot be given on this evidence. No points need no evidence."""
    if not 0 <= points <= bonus.points:
        return Why.BONUS_OUT_OF_RANGE
    if not bonus.graded and points not in (0, bonus.points):
        return Why.BONUS_ALL_OR_NOTHING
    return _unproven(bonus, evidence, grounds) if points else None


def _unproven(bonus: Bonus, evidence: BonusEvidence, grounds: Grounds) -> Why | None:
    match bonus.needs:
        case "document":
            return None if documents_of(bonus) & grounds.documents else Why.BONUS_DOCUMENT_MISSING
        case "cost_line":
            return _unproven_by_lines(frozenset(evidence.lines), grounds)
        case "publication":
            return _unpublished(evidence, grounds)
        case _:
            return None


def _unproven_by_lines(named: frozenset[int], grounds: Grounds) -> Why | None:
    if not named or not named <= grounds.lines:
        return Why.BONUS_LINE_MISSING
    return None if named <= grounds.eligible_lines else Why.BONUS_LINE_NOT_ELIGIBLE


def _unpublished(evidence: BonusEvidence, grounds: Grounds) -> Why | None:
    if not evidence.url.strip() or evidence.published_on is None:
        return Why.BONUS_PUBLICATION_MISSING
    return None if evidence.published_on <= grounds.applied_on else Why.BONUS_PUBLISHED_LATER


def documents_of(bonus: Bonus) -> frozenset[str]:
    """The documents that this item is judged by."""
    return frozenset(part.key for part in judged_parts(bonus) if part.section is SectionKey.ATTACHMENTS)


def judge_bonus(bonus: Bonus, points: int, evidence: BonusEvidence, grounds: Grounds) -> Verdict:
    """Whether these points may be given, as a verdict under the item's clause."""
    why = objection_to_bonus(bonus, points, evidence, grounds)
    facts = {
        "points": points,
        "documents": sorted(documents_of(bonus) & grounds.documents),
        "lines": sorted(evidence.lines),
        "url": evidence.url,
        "published_on": evidence.published_on.isoformat() if evidence.published_on else None,
        "applied_on": grounds.applied_on.isoformat(),
    }
    outcome = Outcome.UNMET if why else Outcome.MET
    because = SENTENCES[why] if why else _because(bonus, points, evidence)
    return Verdict(bonus.key, outcome, bonus.clause, because, facts)


def _because(bonus: Bonus, points: int, evidence: BonusEvidence) -> str:
    if not points:
        return "加点しません。"
    match bonus.needs:
        case "cost_line":
            said = "・".join(str(line) for line in sorted(evidence.lines))
            return f"明細{said}を根拠に{points}点を加えます。"
        case "publication" if evidence.published_on is not None:
            return f"{format_wareki(evidence.published_on)}の公表を根拠に{points}点を加えます。"
        case "document":
            return f"添付された書類を根拠に{points}点を加えます。"
        case _:
            return f"{points}点を加えます。"


def most_of(bonus: Bonus, grounds: Grounds) -> int:
    """The most that this file can still earn, before anybody has looked: nothing where its evidence cannot exist."""
    hopeless = {
        "document": not documents_of(bonus) & grounds.documents,
        "cost_line": not grounds.eligible_lines,
    }
    return 0 if hopeless.get(bonus.needs, False) else bonus.points
