"""A hundred posts of one draft, and many drafts at one moment: one file each, one number each, no gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from accounts.actor import Actor
from accounts.models import Organisation
from applications.models import Application, Submission
from applications.services.drafts import start_draft
from applications.services.submission import submit_application
from records.models import AuditEvent, IssuedPaper, Message
from tests import worlds
from tests.people import everybody
from tests.worlds import AT

POSTS = 100
AT_ONCE = 20


def _at_once(posts: list[Callable[[], UUID]]) -> list[UUID]:
    """Run posts in threads of their own, each with a connection of its own, from one starting signal."""
    signal = Barrier(AT_ONCE)

    def post(number: int) -> UUID:
        if number < AT_ONCE:
            signal.wait(timeout=30)
        try:
            return posts[number]()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(post, range(len(posts))))


def _post(application: Application, actor: Actor) -> Callable[[], UUID]:
    def post() -> UUID:
        return submit_application(
            application_id=application.pk, submission_key=application.submission_key, actor=actor, at=AT
        ).pk

    return post


@pytest.mark.django_db(transaction=True)
def test_a_hundred_posts_of_one_draft_give_one_file() -> None:
    people = everybody()
    draft = worlds.filled_draft(people)
    answers = _at_once([_post(draft, people.actor("aoki"))] * POSTS)
    assert len(set(answers)) == 1
    assert Submission.objects.count() == 1
    assert Application.objects.get().receipt_number == "R7-DX-001"
    assert AuditEvent.objects.filter(verb="submit").count() == 1
    assert Message.objects.filter(kind="application_submitted").count() == 1
    assert IssuedPaper.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_drafts_at_one_moment_get_numbers_without_a_gap() -> None:
    people = everybody()
    worlds.published_call()
    drafts = []
    for number in range(AT_ONCE):
        organisation = Organisation.objects.create(kind="company", name=f"会社{number}", created_at=AT)
        draft = worlds.postal_draft(people, organisation=organisation)
        drafts.append(draft)
    _at_once([_post(draft, people.actor("doi")) for draft in drafts])
    sequences = Application.objects.order_by("receipt_sequence").values_list("receipt_sequence", flat=True)
    assert list(sequences) == list(range(1, AT_ONCE + 1))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_begins_one_draft() -> None:
    people = everybody()
    worlds.published_call()

    def post() -> UUID:
        return start_draft(
            call_id=worlds.CALL,
            organisation_id=people.company.pk,
            actor=people.actor("aoki"),
            at=AT + timedelta(seconds=1),
        ).pk

    assert len(set(_at_once([post] * AT_ONCE))) == 1
