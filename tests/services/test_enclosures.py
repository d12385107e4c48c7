"""A file is looked through without a lock: others write meanwhile, and what was sent meanwhile takes no more files."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event
from typing import Any

import pytest
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import connections

from accounts.services.refusals import Refused
from applications.models import Application
from applications.rules.refusals import Why
from applications.services.cost_lines import remove_cost_line
from applications.services.drafts import Saved, save_section
from applications.services.enclosures import enclose_file
from applications.services.submission import submit_application
from records.models import Attachment
from tests.people import People, everybody
from tests.worlds import AT, a_pdf, filled_draft

PATIENCE = 20


class WatchedBytes(BytesIO):
    """A file that tells when it is looked into for the first time."""

    def __init__(self, data: bytes, on_look: Callable[[], object]) -> None:
        super().__init__(data)
        self.on_look: Callable[[], object] | None = on_look

    def read(self, size: int | None = -1, /) -> bytes:
        if self.on_look is not None:
            looked, self.on_look = self.on_look, None
            looked()
        return super().read(size)


def _enclose(
    draft: Application, people: People, on_look: Callable[[], object], purpose: str = "tax_certificate", part: str = ""
) -> Any:
    data = a_pdf()
    file: File[bytes] = File(WatchedBytes(data, on_look), name="納税証明書.pdf")
    file.size = len(data)
    return enclose_file(
        application_id=draft.pk, purpose=purpose, part=part, file=file, actor=people.actor("aoki"), at=AT
    )


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_looked_through_slowly_keeps_nobody_from_saving() -> None:
    people = everybody()
    draft = filled_draft(people)
    version = draft.sections.get(key="project_plan").version
    is_looked_into, may_go_on = Event(), Event()

    def wait() -> None:
        is_looked_into.set()
        assert may_go_on.wait(PATIENCE)

    def send() -> Any:
        try:
            return _enclose(draft, people, wait)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as pool:
        sending = pool.submit(send)
        assert is_looked_into.wait(PATIENCE)
        saved = save_section(
            application_id=draft.pk,
            key="project_plan",
            answers={"novelty": "検査の間に書きました。"},
            version=version,
            actor=people.actor("aoki"),
            at=AT,
        )
        assert isinstance(saved, Saved)
        assert not sending.done()
        may_go_on.set()
        assert isinstance(sending.result(PATIENCE), Attachment)


def _stored() -> list[str]:
    store = storages["attachments"]
    folders, _ = store.listdir("") if store.exists("") else ([], [])
    return [name for folder in folders for name in store.listdir(folder)[1]]


@pytest.mark.django_db
def test_a_file_that_comes_while_the_application_is_sent_stays_outside(people: People) -> None:
    draft = filled_draft(people)
    before = _stored()

    def send() -> None:
        submit_application(
            application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor("aoki"), at=AT
        )

    with pytest.raises(Refused) as refused:
        _enclose(draft, people, send)
    assert refused.value.why is Why.NOT_NOW
    assert not Attachment.objects.exists()
    assert _stored() == before


@pytest.mark.django_db
def test_a_file_of_a_line_that_is_taken_away_meanwhile_stays_outside(people: People) -> None:
    draft = filled_draft(people)
    line = draft.cost_lines.order_by("position")[0]

    def take_away() -> None:
        remove_cost_line(line_id=line.pk, actor=people.actor("aoki"), at=AT)

    with pytest.raises(Refused):
        _enclose(draft, people, take_away, purpose="quotes", part=str(line.pk))
    assert not Attachment.objects.exists()
