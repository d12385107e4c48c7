"""Conflicts of interest as they stand now: found in our data, less those that the head of the secretariat let pass."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from accounts.models import User
from screening.models import ConflictOverride, ScreeningCase
from screening.rules.conflicts import Finding, Party, Ties
from screening.selectors.parties import Filed, filed_of, parties_of, ties_of

Pair = tuple[UUID, UUID]


def parties_of_cases(
    cases: Iterable[ScreeningCase], filed: Mapping[UUID, Filed] | None = None
) -> dict[UUID, tuple[Party, ...]]:
    """Everybody who has to do with each of these files, by case; application and organisation come joined."""
    by_file = {case.application_id: case for case in cases}
    known = filed_of(case.application for case in by_file.values()) if filed is None else filed
    return {by_file[file_id].pk: parties_of(each) for file_id, each in known.items() if file_id in by_file}


def conflicts_of(
    cases: Iterable[ScreeningCase],
    reviewers: Iterable[User],
    *,
    pairs: Collection[Pair] | None = None,
    filed: Mapping[UUID, Filed] | None = None,
) -> dict[Pair, tuple[Finding, ...]]:
    """What is found and not let pass, for each pair of case and reviewer that has anything.

    Of all pairs, or of `pairs` alone; `filed` are the files where the caller has read them already.
    """
    known, people = list(cases), list(reviewers)
    parties = parties_of_cases(known, filed)
    ties = {person_id: Ties(each) for person_id, each in ties_of(people).items()}
    passed = _let_pass(known, people)
    found: dict[Pair, tuple[Finding, ...]] = {}
    for case_id, person_id in pairs if pairs is not None else _every(known, people):
        findings = ties[person_id].against(parties.get(case_id, ()))
        let_pass = passed.get((case_id, person_id), ())
        if open_ones := tuple(each for each in findings if each.because not in let_pass):
            found[case_id, person_id] = open_ones
    return found


def _every(cases: Iterable[ScreeningCase], people: Iterable[User]) -> list[Pair]:
    ids = [person.pk for person in people]
    return [(case.pk, person_id) for case in cases for person_id in ids]


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
