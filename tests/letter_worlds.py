"""A round of many files, with the shortest and the longest letters that can come of one, by real verbs."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.rules.particulars import Particulars
from applications.models import Application
from applications.services.acceptance import accept_application
from applications.services.cost_lines import add_cost_line
from applications.services.drafts import save_section
from applications.services.on_behalf import enter_on_behalf, note_company
from applications.services.submission import submit_application
from screening.models import Minutes, ScreeningCase, ScreeningRound
from screening.services.rounds import open_round
from tests import filled, worlds
from tests import screening_worlds as screenings
from tests.people import People

LONG_NAME = "株式会社" + "髙﨑𠮷田醸造機械製作所" * 5 + "本社工場分"
LONG_DESCRIPTION = "在庫と受注をつなぐ仕組みの追加開発(取込み、照合、帳票の出力、現場の端末への配信を含む)"


@dataclass(frozen=True)
class PostedFile:
    """A file that came by post: whose, with how many further lines, and scored how."""

    company: str
    points: int = 10
    more_lines: int = 0
    title: str = "在庫照会の自動化"
    applicant: dict[str, Any] = field(default_factory=dict)


def posted(people: People, file: PostedFile) -> Application:
    """The same, typed in by the office, sent and accepted."""
    at, doi = worlds.AT, people.actor("doi")
    particulars = Particulars(name=file.company, address="宮崎県延岡市見本町0-0-0", postal_code="882-0001")
    company = note_company(particulars=particulars, actor=doi, at=at, because="簡易書留で届いたため")
    draft = enter_on_behalf(
        call_id=worlds.CALL,
        organisation_id=company.pk,
        channel="postal",
        received_on=at.date(),
        actor=doi,
        at=at,
        because="簡易書留で届いたため",
    )
    worlds.fill(draft.pk, people, name="doi", at=at)
    _say(draft, people, "applicant", {"name": file.company, "contact_email": "", **file.applicant})
    _say(draft, people, "project_plan", {"project_title": file.title})
    for number in range(file.more_lines):
        line = {**filled.LINES[number % 2], "description": f"{LONG_DESCRIPTION} {number + 1}"}
        line |= {"unit_price": 81_000 + number, "quotes": 2, "quantity": "1"}
        line |= {"amount_excluding_tax": 81_000 + number, "amount_including_tax": 89_100 + number}
        add_cost_line(application_id=draft.pk, values=line, actor=doi, at=at)
    submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=doi, at=at)
    return accept_application(application_id=draft.pk, actor=doi, at=at + timedelta(days=1))


def _say(draft: Application, people: People, key: str, answers: dict[str, Any]) -> None:
    version = draft.sections.get(key=key).version
    kept = {**filled.answers(draft.revision.terms)[key], **answers}
    save_section(
        application_id=draft.pk, key=key, answers=kept, version=version, actor=people.actor("doi"), at=worlds.AT
    )


def frozen_with(people: People, *files: PostedFile, budget: int) -> Minutes:
    """A frozen round over Aoki's file and these, each scored by Endo alone."""
    return _frozen(people, settled_with(people, *files), budget)


def settled_with(people: People, *files: PostedFile) -> ScreeningRound:
    """The same round before anybody has tried a budget: every file is settled."""
    first = screenings.accepted_file(people, name="aoki")
    scored = {first.pk: 14, **{posted(people, file).pk: file.points for file in files}}
    screenings.profile(people.endo, people=people, fields=("E",), load_limit=len(scored))
    opened = open_round(
        call_id=worlds.CALL,
        due_on=screenings.DUE_ON,
        reviewers_per_file=1,
        actor=people.actor("doi"),
        at=screenings.OPENED_AT,
    )
    for case in ScreeningCase.objects.filter(round=opened):
        assignment = screenings.assign(case.pk, people.endo, people=people)
        screenings.scored(assignment, points=scored[case.application_id])
        screenings.settle(case.pk, people=people)
    return opened


def _frozen(people: People, opened: ScreeningRound, budget: int) -> Minutes:
    case = ScreeningCase.objects.filter(round=opened).order_by("pk")[0]
    panel = screenings.Panel(opened, case, case, people.endo)
    return screenings.frozen(people, panel=panel, kept=screenings.scenario(people, panel, budget=budget))
