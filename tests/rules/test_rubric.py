"""Each item of the rubric says in the terms which parts of the application it is judged by."""

import pytest

from applications.rules.rubric import JudgedPart, criteria_by_part, judged_parts
from applications.rules.sections import SectionKey, section_named
from tests.terms.worked_cases import terms_for

CALLS = ["fy2025_introduction", "fy2099"]


@pytest.mark.parametrize("call", CALLS)
def test_every_part_named_is_one_of_the_application(call: str) -> None:
    screening = terms_for(call).screening
    documents = {attachment.key for attachment in terms_for(call).attachments}
    for item in (*screening.criteria, *screening.bonuses):
        parts = judged_parts(item)
        assert parts
        for part in parts:
            known = {*section_named(part.section).asked, *documents, "lines"}
            assert part.key in known, (item.key, part)


def test_a_part_leads_to_its_criteria_in_the_order_of_the_rubric() -> None:
    found = criteria_by_part(terms_for("fy2025_introduction"))
    solutions = found[JudgedPart(SectionKey.PROJECT_PLAN, "solutions")]
    assert [criterion.key for criterion in solutions] == ["1-1", "2-2", "2-3"]
    assert JudgedPart(SectionKey.PLEDGES, "pledged") not in found


def test_another_year_reads_other_parts() -> None:
    found = criteria_by_part(terms_for("fy2099"))
    assert [c.key for c in found[JudgedPart(SectionKey.PROJECT_PLAN, "solutions")]] == ["A"]
    assert [c.key for c in found[JudgedPart(SectionKey.COSTS, "lines")]] == ["A"]
