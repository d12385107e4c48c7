"""Conflicts of interest as they stand now: found in our data, less those that the head of the secretariat let pass."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from screening.models import ConflictOverride, ScreeningCase
from screening.rules.conflicts import Finding, Party, find_conflicts
from screening.selectors.parties import filed_of, parties_of, ties_of

Pair = tuple[UUID, UUID]


def parties_of_cases(cases: Iterable[ScreeningCase]) -> dict[UUID, tuple[Party, ...]]:
    """Everybody who has to do with each of these files, by case; application and organisation come joined."""
    by_file = {case.application_id: case for case in cases}
    filed = filed_of(case.application for case in by_file.values())
    return {by_file[file_id].pk: parties_of(each) for file_id, each in filed.items()}


def conflicts_of(cases: Iterable[ScreeningCase], reviewers: Iterable[User]) -> dict[Pair, tuple[Finding, ...]]:
    """What is found and not let pass, for each pair of case and reviewer that has anything."""
    known, people = list(cases), list(reviewers)
    parties, ties = parties_of_cases(known), ties_of(people)
    passed = _let_pass(known, people)
    found: dict[Pair, tuple[Finding, ...]] = {}
    for case in known:
        for person in people:
            pair = (case.pk, person.pk)
            findings = find_conflicts(ties[person.pk], parties.get(case.pk, ()))
            if open_ones := tuple(each for each in findings if each.because not in passed.get(pair, ())):
                found[pair] = open_ones
    return found


def _let_pass(cases: Iterable[ScreeningCase], people: Iterable[User]) -> dict[Pair, frozenset[str]]:
    """The sentences that were let pass: what turns up later is not among them."""
    rows = ConflictOverride.objects.filter(
        case_id__in=[case.pk for case in cases], reviewer_id__in=[person.pk for person in people]
    ).order_by("overridden_at")
    passed: dict[Pair, frozenset[str]] = {}
    for row in rows:
        pair = (row.case_id, row.reviewer_id)
        passed[pair] = passed.get(pair, frozenset()) | {each["because"] for each in row.findings}
    return passed
