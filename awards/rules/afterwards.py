"""What can change after submission or decision: a requirement that is lost, a claim that is outdated, books kept."""

from collections.abc import Iterator
from datetime import date

from applications.rules.judgement import Judgement
from kernel.verdict import Outcome, Verdict


def lost_requirements(before: Judgement, after: Judgement) -> Iterator[Verdict]:
    """Rules that were met and are not any more, each as a case for a person (R-042).

    Losing a requirement never revokes a grant by itself: the guide says that the association may ask it back.
    """
    held = {verdict.rule for verdict in before.verdicts if verdict.outcome is Outcome.MET}
    for verdict in after.verdicts:
        if verdict.rule in held and verdict.outcome is Outcome.UNMET:
            yield Verdict(verdict.rule, Outcome.REVIEW, verdict.clause, verdict.because, verdict.facts)


def must_claim_anew(claimed: int, finalized: int) -> bool:
    """Whether the claim handed in with the report is void and one of the finalized amount is due (R-137)."""
    return claimed != finalized


def may_discard(retain_until: date, on: date) -> bool:
    """Whether books may go on the day `on`: only after the last day of keeping them (R-140)."""
    return on > retain_until
