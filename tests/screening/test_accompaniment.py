"""Nobody reviews a company that one has advised: the assembled house joins the accompaniment to the conflicts."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from accounts.models import Membership, Organisation, User
from accounts.services.refusals import Refused
from screening.models import Assignment
from screening.rules.conflicts import Tie, TieKind
from screening.rules.refusals import Why
from screening.rules.workflow import AssignmentStatus
from screening.selectors import parties
from screening.selectors.conflicts import conflicts_of
from screening.selectors.parties import register_tie_source
from screening.services.conflicts import override_conflict
from support_cases.services.cases import end_partner
from tests import case_worlds, worlds
from tests import screening_worlds as screened
from tests.people import ARRIVED_AT, People, signed_in

DESK = f"/office/screening/{worlds.CALL}/"
REASON = "本人か所属機関が伴走支援をしている・していた企業「株式会社青木製作所」と、申請の申請者「"


def _seat(user: User, institution: Organisation, *, until: datetime | None = None) -> None:
    Membership.objects.create(
        user=user, organisation=institution, role="advisor", started_at=ARRIVED_AT, ended_at=until
    )


def _accompanied_by_endo(people: People, how: str) -> None:
    """Endo is, in one of many ways, somebody who accompanies Aoki's company."""
    case = case_worlds.partnered_case(people)
    match how:
        case "lead institution":
            _seat(people.endo, people.lead_institution)
        case "former member":
            _seat(people.endo, people.lead_institution, until=case_worlds.AT + timedelta(days=1))
        case "partner":
            _seat(people.endo, people.other_institution)
        case "ended partner":
            end_partner(
                partner_id=case.partners.get().pk,
                until=case_worlds.TODAY,
                actor=people.actor("goto"),
                at=case_worlds.AT,
            )
            _seat(people.endo, people.other_institution)
        case "wrote a record":
            _seat(people.endo, people.lead_institution)
            case_worlds.recorded(people, case, name="endo")
            Membership.objects.filter(user=people.endo, role="advisor").update(
                started_at=ARRIVED_AT, ended_at=case_worlds.AT - timedelta(days=1)
            )


@pytest.mark.parametrize("how", ["lead institution", "former member", "partner", "ended partner", "wrote a record"])
def test_an_advisor_of_the_company_is_not_assigned_and_may_review_its_rival(people: People, how: str) -> None:
    panel = screened.opened_round(people)
    _accompanied_by_endo(people, how)
    with pytest.raises(Refused) as refusal:
        screened.assign(panel.case.pk, people.endo, people=people)
    assert refusal.value.why is Why.CONFLICT_FOUND
    found = conflicts_of([panel.case, panel.rival], [people.endo])
    assert list(found) == [(panel.case.pk, people.endo.pk)]
    assert {each.kind for each in found[panel.case.pk, people.endo.pk]} == {TieKind.ACCOMPANIED}
    assert screened.assign(panel.rival.pk, people.endo, people=people)


def test_a_file_stays_shut_to_an_advisor_until_the_head_lets_it_pass(people: People) -> None:
    panel = screened.opened_round(people)
    assignment = screened.assigned(people, panel=panel)["endo"]
    _accompanied_by_endo(people, "lead institution")
    gate, browser = f"/review/{assignment.pk}/conflict/", signed_in(people.endo)
    with travel(screened.OPENED_AT, tick=False):
        text = browser.get(gate).content.decode()
        assert REASON in text
        assert 'value="none"' not in text
        assert browser.post(gate, {"kind": "none"}).status_code == 422
        assert REASON in signed_in(people.doi).get(DESK).content.decode()
    with pytest.raises(Refused):
        override_conflict(
            case_id=panel.case.pk, reviewer_id=people.endo.pk, actor=people.actor("doi"), at=screened.OPENED_AT,
            because="担当していないため",
        )  # fmt: skip
    override_conflict(
        case_id=panel.case.pk, reviewer_id=people.endo.pk, actor=people.actor("honda"), at=screened.OPENED_AT,
        because="担当していないため",
    )  # fmt: skip
    assert screened.opened(assignment).status == AssignmentStatus.OPEN


def test_a_company_of_the_same_name_is_another_company(people: People) -> None:
    """Sole proprietors have no corporate number; the house's own register tells them apart."""
    panel = screened.opened_round(people)
    Organisation.objects.filter(pk__in=[people.company.pk, people.rival.pk]).update(
        name="山田商店", corporate_number=""
    )
    _accompanied_by_endo(people, "lead institution")
    found = conflicts_of([panel.case, panel.rival], [people.endo])
    assert {case_id for case_id, _ in found} == {panel.case.pk}


def test_the_pages_of_the_office_ask_as_often_with_many_accompanied_companies(people: People) -> None:
    panel = screened.opened_round(people)
    screened.assign(panel.case.pk, panel.kanda, people=people)
    browser = signed_in(people.doi)
    pages = (DESK, f"{DESK}assignments/", f"{DESK}assignments/proposal/")

    def asked() -> list[int]:
        with travel(screened.OPENED_AT, tick=False):
            return [_queries(browser, page) for page in pages]

    asked()
    before = asked()
    _accompanied_by_endo(people, "lead institution")
    for institution in (people.lead_institution, people.other_institution):
        _seat(people.fujii, institution)
    _seat(panel.kanda, people.lead_institution)
    screened.assign(panel.rival.pk, panel.kanda, people=people)
    assert asked() == before


def _queries(browser: "object", url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(captured)


def test_every_source_of_ties_is_known_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that nobody joined would let a conflict through in silence."""
    assert set(parties._TIE_SOURCES) == {"profiles", "places", "accompaniment"}
    assert set(parties._SOURCES) == {"applicant", "vendors", "owners", "leaders", "supporters"}
    monkeypatch.setattr(parties, "_TIE_SOURCES", dict(parties._TIE_SOURCES))
    with pytest.raises(ValueError, match="accompaniment"):
        register_tie_source("accompaniment", lambda _: {})


def test_a_later_part_adds_its_own_source_of_ties(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parties, "_TIE_SOURCES", dict(parties._TIE_SOURCES))
    register_tie_source("lectures", lambda ids: {each: [Tie(TieKind.OTHER_POST, "髙﨑製作所")] for each in ids})
    panel = screened.opened_round(people)
    assert (panel.case.pk, people.endo.pk) in conflicts_of([panel.case], [people.endo])
    assert not Assignment.objects.exists()
