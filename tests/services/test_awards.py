"""An award is opened once, by the head, for a granted file; what it was granted never changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.services.refusals import Refused
from applications.models import Application
from applications.rules.workflow import Status
from awards.models import Award, AwardTerms
from awards.rules.refusals import SENTENCES, Why
from awards.selectors import award_of, terms_of_award
from awards.services import Granted, amend_award, open_award
from records.models import AuditEvent, IssuedPaper
from records.papers.registry import kind_named
from records.services.papers import issue_paper
from tests import worlds
from tests.people import People

AT = worlds.AT + timedelta(days=50)


def a_letter() -> IssuedPaper:
    kind = kind_named("grant_notice")
    return issue_paper(kind=kind.kind, paper=kind.view_model.model_validate_json(kind.sample()), at=AT)


def granted_for(application: Application) -> Granted:
    return Granted(
        application_id=application.pk,
        decision_number="宮情協第1号",
        decided_on=date(2025, 7, 9),
        applied_amount=1_525_000,
        decided_amount=1_500_000,
        decided_cost=3_050_000,
        completion_limit=date(2025, 12, 31),
        conditions=(("限度額です。", "§9"), ("発表してください。", "")),
        letter_id=a_letter().pk,
    )


@pytest.fixture
def file(people: People) -> Application:
    return worlds.application_at(Status.GRANTED, people)


def refusal_of(people: People, granted: Granted, *, by: str = "honda") -> Why:
    with pytest.raises(Refused) as refused:
        open_award(granted=granted, actor=people.actor(by), at=AT)
    return Why(refused.value.why)


def test_an_award_is_opened_with_its_number_and_its_terms(people: People, file: Application) -> None:
    award = open_award(granted=granted_for(file), actor=people.actor("honda"), at=AT)
    terms = terms_of_award(award)
    assert (award.number, award.book, award.place) == ("R7-DX-K001", "awards-r7-dx", 1)
    assert (terms.version, terms.decided_amount, terms.because) == (1, 1_500_000, "")
    assert terms.conditions[0] == {"sentence": "限度額です。", "clause": "§9"}
    assert AuditEvent.objects.filter(verb="open_award", subject_id=str(award.pk)).exists()
    assert award_of(people.actor("aoki"), file) == award
    assert award_of(people.actor("chiba"), file) is None


def test_it_is_opened_once(people: People, file: Application) -> None:
    granted = granted_for(file)
    open_award(granted=granted, actor=people.actor("honda"), at=AT)
    assert refusal_of(people, replace(granted, letter_id=a_letter().pk)) is Why.OPENED_BEFORE


@pytest.mark.parametrize("name", ["doi", "aoki", "jinnai", "ito"])
def test_only_the_head_opens_one(people: People, file: Application, name: str) -> None:
    assert refusal_of(people, granted_for(file), by=name) is Why.FOR_HEAD
    assert refusal_of(people, granted_for(file), by="nobody") is Why.NOT_SIGNED_IN


def test_a_file_that_was_not_granted_has_none(people: People) -> None:
    accepted = worlds.application_at(Status.ACCEPTED, people)
    assert refusal_of(people, granted_for(accepted)) is Why.FILE_NOT_GRANTED


def test_a_later_decision_is_the_next_version_with_its_reason(people: People, file: Application) -> None:
    granted = granted_for(file)
    award = open_award(granted=granted, actor=people.actor("honda"), at=AT)
    less = replace(granted, decided_amount=1_400_000, letter_id=a_letter().pk)
    with pytest.raises(Refused) as refused:
        amend_award(granted=less, actor=people.actor("honda"), at=AT, because=" ")
    assert refused.value.why is Why.REASON_MISSING
    amend_award(granted=less, actor=people.actor("honda"), at=AT, because="査定の誤りを直すため")
    again = Award.objects.prefetch_related("terms").get(pk=award.pk)
    assert [(each.version, each.decided_amount) for each in again.terms.all()] == [(1, 1_500_000), (2, 1_400_000)]
    assert again.number == award.number


def test_what_was_granted_is_frozen(people: People, file: Application) -> None:
    award = open_award(granted=granted_for(file), actor=people.actor("honda"), at=AT)
    for change in (
        lambda: AwardTerms.objects.filter(award=award).update(decided_amount=1),
        lambda: AwardTerms.objects.filter(award=award).delete(),
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("change", "law"),
    [
        ({"decided_amount": 1_600_000}, "award_is_within_the_request"),
        ({"decided_amount": 0}, "award_is_within_the_request"),
        ({"decided_cost": 1_000_000}, "award_is_within_its_cost"),
        ({"completion_limit": date(2025, 7, 8)}, "project_ends_after_its_decision"),
    ],
)
def test_the_database_refuses_what_must_never_be(
    people: People, file: Application, change: dict[str, object], law: str
) -> None:
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        open_award(granted=replace(granted_for(file), **change), actor=people.actor("honda"), at=AT)  # type: ignore[arg-type]


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Why)
