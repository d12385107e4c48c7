"""Who may begin, and what cannot be begun."""

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import NOBODY
from accounts.rules.particulars import Particulars
from accounts.services.refusals import Refused
from applications.models import CostLine
from applications.policies import may_enter_on_behalf, may_start
from applications.rules.answers import KnownFacts
from applications.rules.facts import Facts
from applications.rules.refusals import Why
from applications.selectors import applications_visible_to, picture_of
from applications.selectors.sight import sees_file
from applications.services import on_behalf
from applications.services.cost_lines import MOST_LINES, add_cost_line
from applications.services.drafts import start_draft
from applications.services.on_behalf import note_company
from records.models import Attachment, AuditEvent
from tests import worlds
from tests.people import People
from tests.worlds import AT


@pytest.mark.parametrize(
    ("name", "why"),
    [("aoki", None), ("baba", Why.RIGHT_MISSING), ("doi", Why.NOT_YOURS), ("nobody", Why.NOT_SIGNED_IN)],
)
def test_a_member_who_may_edit_begins(name: str, why: Why | None, people: People) -> None:
    assert may_start(people.actor(name), people.company.pk).refused is why


@pytest.mark.parametrize(
    ("name", "why"),
    [("doi", None), ("honda", None), ("ito", Why.FOR_SECRETARIAT), ("nobody", Why.NOT_SIGNED_IN)],
)
def test_the_secretariat_types_in_what_came_elsewhere(name: str, why: Why | None, people: People) -> None:
    assert may_enter_on_behalf(people.actor(name)).refused is why


def test_a_call_that_nobody_has_seen_takes_no_application(people: People) -> None:
    with pytest.raises(Refused) as refusal:
        start_draft(call_id=worlds.CALL, organisation_id=people.company.pk, actor=people.actor("aoki"), at=AT)
    assert refusal.value.why is Why.CALL_NOT_PUBLISHED


def test_a_budget_has_an_end(people: People) -> None:
    draft = worlds.blank_draft(people)
    CostLine.objects.create(application=draft, position=MOST_LINES, saved_at=AT, saved_by=people.aoki)
    with pytest.raises(Refused) as refusal:
        add_cost_line(application_id=draft.pk, values={}, actor=people.actor("aoki"), at=AT)
    assert refusal.value.why is Why.TOO_MANY_LINES


def test_files_are_seen_with_their_application(people: People) -> None:
    draft = worlds.blank_draft(people)
    file = Attachment(subject_id=str(draft.pk))
    assert [sees_file(people.actor(name), file) for name in ("aoki", "baba", "chiba", "doi")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("broken", [{"quantity": 0}, {"amount_excluding_tax": -1}, {"position": 0}])
def test_the_database_refuses_an_impossible_line(broken: dict[str, int], people: People) -> None:
    draft = worlds.blank_draft(people)
    add_cost_line(application_id=draft.pk, values={}, actor=people.actor("aoki"), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.cost_lines.update(**broken)


def test_lines_that_do_not_fit_together_leave_the_page_standing(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = worlds.blank_draft(people)
    add_cost_line(application_id=draft.pk, values={"amount_excluding_tax": 10}, actor=people.actor("aoki"), at=AT)
    monkeypatch.setattr(
        "applications.selectors.drafts.known_facts", lambda *_: KnownFacts(Facts(), {"costs": "多すぎます"})
    )
    picture = picture_of(draft, at=AT)
    assert picture.lines[0].amounts.excluding_tax is None
    assert [point.because for point in picture.points if point.field == "lines"] == ["多すぎます"]


@pytest.mark.django_db
def test_nobody_sees_nothing() -> None:
    assert not applications_visible_to(NOBODY).exists()


def test_the_company_of_a_letter_is_noted_once_and_has_no_member(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    doi = people.actor("doi")
    paper = Particulars(name="有限会社日向木工", corporate_number="7000012050002")
    noted = note_company(particulars=paper, actor=doi, at=AT, because="郵送で届いた申請のため")
    assert note_company(particulars=paper, actor=doi, at=AT, because="郵送で届いた申請のため") == noted
    assert not noted.memberships.exists()
    # Two who note it at one moment look it up in vain, both of them.
    found = iter((None, noted))
    with monkeypatch.context() as patch:
        patch.setattr(on_behalf, "company_with", lambda _: next(found))
        assert note_company(particulars=paper, actor=doi, at=AT, because="郵送で届いた申請のため") == noted
    person = note_company(particulars=Particulars(name="個人事業主 𠮷田"), actor=doi, at=AT, because="郵送のため")
    assert person.corporate_number == ""
    assert AuditEvent.objects.filter(verb="note_company").count() == 2


@pytest.mark.parametrize(
    ("name", "number", "because", "why"),
    [
        ("aoki", "", "理由", Why.FOR_SECRETARIAT),
        ("doi", "", " ", Why.REASON_MISSING),
        ("doi", "1234567890123", "理由", Why.NUMBER_IS_WRONG),
    ],
)
def test_a_company_that_cannot_be_noted(name: str, number: str, because: str, why: Why, people: People) -> None:
    with pytest.raises(Refused) as refusal:
        note_company(
            particulars=Particulars(name="甲", corporate_number=number),
            actor=people.actor(name),
            at=AT,
            because=because,
        )
    assert refusal.value.why is why
