"""Person × status of a support case × act: every cell is written down in support_matrix.toml, and the code agrees."""

import tomllib
from pathlib import Path

import pytest

from support_cases.models import PipelineEntry, SupportCase
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.sharing import Visibility
from support_cases.rules.workflow import MOVE_LABELS, STATUS_LABELS, CaseMove, CaseStatus
from support_cases.selectors import cases_visible_to
from support_cases.services.cases import move_case
from support_cases.services.handover import Note, transfer_case
from support_cases.services.offers import case_offers
from support_cases.services.referrals import answer_referral, offer_referral
from tests.case_worlds import AT, TODAY, partnered_case, recorded
from tests.people import NAMES, People
from tests.policies.acts import said
from tests.policies.support_acts import ACTS

MATRIX = tomllib.loads(Path(__file__).with_name("support_matrix.toml").read_text(encoding="utf-8"))
PEOPLE = (*NAMES, "nobody")
_WAYS: dict[CaseStatus, tuple[CaseMove, ...]] = {
    CaseStatus.CONSULTATION: (),
    CaseStatus.ASSESSMENT: (CaseMove.ASSESS,),
    CaseStatus.SUPPORTING: (CaseMove.BEGIN_SUPPORT,),
    CaseStatus.FOLLOW_UP: (CaseMove.BEGIN_SUPPORT, CaseMove.FOLLOW_UP),
    CaseStatus.SELF_RELIANT: (CaseMove.BEGIN_SUPPORT, CaseMove.GRADUATE),
    CaseStatus.SUSPENDED: (CaseMove.SUSPEND,),
    CaseStatus.CLOSED: (CaseMove.CLOSE,),
}


def case_at(status: CaseStatus, people: People) -> SupportCase:
    """A case with a partner and one record shown to the company, led to this status by real verbs."""
    case = partnered_case(people)
    recorded(people, case, visibility=Visibility.COMPANY)
    if status is CaseStatus.TRANSFERRED:
        _transfer(case, people)
    for move in _WAYS.get(status, ()):
        move_case(case_id=case.pk, move=move, actor=people.actor("goto"), at=AT, because="理由")
    case.refresh_from_db()
    assert case.status == status
    return case


def _transfer(case: SupportCase, people: People) -> None:
    goto, hara = people.actor("goto"), people.actor("hara")
    entry = PipelineEntry.objects.create(
        institution=people.lead_institution, company=case.company, source="visit", noted_at=AT
    )
    to = people.other_institution.pk
    referral = offer_referral(entry_id=entry.pk, to_institution_id=to, because="近い", actor=goto, at=AT)
    answer_referral(referral_id=referral.pk, accepts=True, answer="", actor=hara, at=AT)
    note = Note("状況")
    transfer_case(case_id=case.pk, to_advisor_id=people.hara.pk, note=note, because="移転", actor=goto, at=AT)


def test_no_cell_is_missing_and_none_too_many() -> None:
    wanted = {(status.value, person, act) for status in CaseStatus for person in PEOPLE for act in ACTS}
    written = {(status, person, act) for status, rows in MATRIX.items() for person, row in rows.items() for act in row}
    assert wanted == written


def test_every_answer_is_a_known_reason_with_a_sentence() -> None:
    answers = {answer for rows in MATRIX.values() for row in rows.values() for answer in row.values()}
    assert answers - {"allowed"} <= {why.value for why in Why}
    assert set(SENTENCES) == set(Why)
    assert set(MOVE_LABELS) == set(CaseMove)
    assert set(STATUS_LABELS) == set(CaseStatus)


@pytest.mark.parametrize("status", CaseStatus)
def test_the_matrix_holds_and_sight_and_offers_agree(status: CaseStatus, people: People) -> None:
    case = case_at(status, people)
    found = {person: {act: said(may(people.actor(person), case)) for act, may in ACTS.items()} for person in PEOPLE}
    assert found == MATRIX[status.value]
    for person in PEOPLE:
        actor = people.actor(person)
        is_seen = cases_visible_to(actor, TODAY).filter(pk=case.pk).exists()
        assert is_seen is (MATRIX[status.value][person]["view"] == "allowed"), person
        allowed = [move.value for move in CaseMove if MATRIX[status.value][person][move.value] == "allowed"]
        assert sorted(offer.move.value for offer in case_offers(actor, case)) == sorted(allowed), person
