"""A desk at which a company fills and sends its application, through the same pages and verbs as everybody.

Filling and giving up are done by the verbs between the figures; what is measured is one POST as a browser sends it.
"""

import itertools
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from time_machine import travel

from accounts.actor import Actor, actor_of
from applications.models import Application
from applications.rules.workflow import Status
from applications.services.acceptance import withdraw_application
from applications.services.cost_lines import add_cost_line
from applications.services.drafts import save_section, start_draft
from bench.desk import PERSON, at_the_desk, opened_house
from bench.figures import ratio_of_each
from bench.process import answer_rounds
from records.services.attachments import upload_attachment
from tests import filled
from tests.web.drafting import form_on
from tests.worlds import AT, CALL, a_pdf, published_call

_FILES = 5
_SAVES, _SENDS = 15, 7
_AUTOSAVE = {"X-Autosave": "1"}
_FORM = "application/x-www-form-urlencoded"


def main() -> None:
    """Open the desk, then answer each round with three ratios: a section saved, autosaved, and a file sent."""
    with travel(AT, tick=True):
        people = opened_house(AT)
        published_call()
        aoki = people.users["aoki"]
        desk = _Desk(at_the_desk(aoki), actor_of(aoki), people.company.pk)
        answer_rounds(lambda: (desk.saving(), desk.saving(**_AUTOSAVE), desk.sending()))


class _Desk:
    """One company's browser, and the person in front of it."""

    def __init__(self, client: Client, actor: Actor, company: UUID) -> None:
        self._client, self._actor, self._company = client, actor, company

    def saving(self, **headers: str) -> float:
        """How many times as long a section whose title was changed takes as the session-and-user view."""
        address = f"/applications/{self._filled().pk}/sections/project_plan/"
        typed = form_on(self._client, address)
        version = itertools.count(int(typed["version"][0]))

        def ready() -> Callable[[], None]:
            number = next(version)
            # The page that the last button led to: a browser has shown it, and the note on it, before the next.
            self._client.get(address)
            changed = {**typed, "version": number, "project_title": f"自動化 {number}"}
            return lambda: self._post(address, changed, **headers)

        return ratio_of_each(ready, against=self._person, times=_SAVES, warm_up=3)

    def sending(self) -> float:
        """How many times as long sending a whole file takes as the session-and-user view."""

        def ready() -> Callable[[], None]:
            draft = self._filled()
            posted = {"submission_key": draft.submission_key, "declares": "on"}
            return lambda: self._post(f"/applications/{draft.pk}/confirm/", posted)

        return ratio_of_each(ready, against=self._person, times=_SENDS, warm_up=2)

    def _person(self) -> None:
        self._client.get(PERSON)

    def _post(self, address: str, fields: Mapping[str, Any], **headers: str) -> None:
        # As a browser sends a page without files.
        body = urlencode(fields, doseq=True)
        status = self._client.post(address, body, content_type=_FORM, headers=headers).status_code
        if status not in (200, 302):
            raise RuntimeError(f"{address} answered {status}")

    def _filled(self) -> Application:
        """A whole draft with its files; the company gives up what it has sent before."""
        for file in Application.objects.filter(status=Status.SUBMITTED).order_by("pk"):
            withdraw_application(application_id=file.pk, actor=self._actor, at=timezone.now(), because="bench")
        draft = start_draft(call_id=CALL, organisation_id=self._company, actor=self._actor, at=timezone.now())
        if not draft.cost_lines.exists():
            self._fill(draft)
        return draft

    def _fill(self, draft: Application) -> None:
        versions = {row.key: row.version for row in draft.sections.all()}
        told: dict[str, Any] = {"application_id": draft.pk, "actor": self._actor, "at": timezone.now()}
        for key, answers in filled.answers(draft.revision.terms).items():
            save_section(key=key, answers=answers, version=versions.get(key, 0), **told)
        for line in filled.LINES:
            add_cost_line(values=line, **told)
        for number in range(_FILES):
            file = ContentFile(a_pdf() + b"\n" * number, name=f"{number}.pdf")
            upload_attachment(subject=draft, purpose="catalogue", file=file, actor=self._actor, at=timezone.now())
