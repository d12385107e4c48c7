"""What a running house is given before an accompaniment is walked: the year that has passed, and what offices do."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Organisation
from applications.models import Application
from applications.rules.workflow import Status
from applications.services.acceptance import accept_application
from applications.services.cost_lines import add_cost_line
from applications.services.decisions import grant_application
from applications.services.drafts import save_section
from applications.services.submission import submit_application
from awards.services import Granted, open_award
from kernel.calendar import tokyo_day
from records.papers.registry import kind_named
from records.services.papers import issue_paper
from support_cases.models import CaseTemplate, SupportCase
from support_cases.rules.sharing import Category, Visibility
from support_cases.selectors.diagnoses import read_document
from support_cases.services.cases import open_case
from support_cases.services.consents import give_consent
from support_cases.services.diagnoses import begin_diagnosis, finish_diagnosis, save_answers
from support_cases.services.plan import save_task, save_tool
from support_cases.services.records import Participant, Written, write_record
from tests import filled
from tests.case_worlds import written
from tests.journeys.furnishing import people_of_the_house
from tests.people import People

_A_YEAR = timedelta(days=366)
_HALF = 18
_PLAN = "project_plan"


def live_through_a_year() -> None:
    """A year ago Goto's bank began with Chiba's company, and diagnosed it by two versions of the same index."""
    people, then = people_of_the_house(), timezone.now() - _A_YEAR
    case = _opened(people, people.rival, "chiba", then)
    template = CaseTemplate.objects.get(kind="diagnosis", key="dx_index", version="2019")
    _diagnosed(people, case, template, then + timedelta(days=1))
    _diagnosed(people, case, _another_version(template, then), then + timedelta(days=2))


def _opened(people: People, company: Organisation, speaker: str, at: datetime) -> SupportCase:
    for category in Category:
        give_consent(
            company_id=company.pk,
            institution_id=people.lead_institution.pk,
            category=category,
            starts_on=tokyo_day(at),
            until=tokyo_day(at) + 2 * _A_YEAR,
            actor=people.actor(speaker),
            at=at,
        )
    bank = {"institution_id": people.lead_institution.pk, "actor": people.actor("goto"), "at": at}
    return open_case(company_id=company.pk, source="visit", demand_layer="latent", **bank)


def _another_version(template: CaseTemplate, at: datetime) -> CaseTemplate:
    """The same index as another version words it."""
    document = {**template.document, "version": "2018", "title": "DX推進指標(試行版・35項目)"}
    return CaseTemplate.objects.create(
        kind="diagnosis",
        key=template.key,
        version="2018",
        title=document["title"],
        valid_from=template.valid_from - _A_YEAR,
        document=document,
        sha256="0" * 64,
        loaded_at=at,
    )


def _diagnosed(people: People, case: SupportCase, template: CaseTemplate, at: datetime) -> None:
    """Half of it one day, the rest on the next."""
    goto, questions = people.actor("goto"), list(read_document(template).questions)
    row = begin_diagnosis(case_id=case.pk, template_id=template.pk, answered_on=tokyo_day(at), actor=goto, at=at)
    half = {each.code: {"current": place % 3, "target": 3} for place, each in enumerate(questions[:_HALF])}
    rest = {each.code: {"current": 1, "target": 2} for each in questions[_HALF:]}
    save_answers(diagnosis_id=row.pk, seen={}, mine=half, actor=goto, at=at)
    next_day = at + timedelta(days=1)
    save_answers(diagnosis_id=row.pk, seen=half, mine={**half, **rest}, actor=goto, at=next_day)
    finish_diagnosis(diagnosis_id=row.pk, actor=goto, at=next_day)


def plan_towards_the_subsidy() -> None:
    """Goto consults with Aoki's company before it applies, they choose a tool and a time, and Aoki plans anew."""
    people, now = people_of_the_house(), timezone.now()
    case = SupportCase.objects.get(company=people.company)
    said: dict[str, Any] = {"case_id": case.pk, "actor": people.actor("goto"), "at": now}
    met = now - timedelta(days=3)
    told = written(
        Visibility.COMPANY, kind="pre_consultation", subject="補助金の前に相談する", started_at=met, ended_at=met
    )
    consulted = Written(told.values, people=(Participant("company", "青木 花子", "代表"),))
    write_record(client_key=uuid.uuid4(), written=consulted, **said)
    challenge = case.challenges.get()
    tool = {"name": "受注くん", "vendor": "ひなた情報", "is_chosen": True, "because": "読取りが正確なため"}
    save_tool(values=tool | {"challenge": challenge}, **said)
    begins = tokyo_day(now) + timedelta(days=40)
    save_task(
        values={"what": "受注の仕組みを入れる", "begins_on": begins, "due_on": begins + timedelta(days=60)}, **said
    )
    plan = Application.objects.get(organisation=people.company, status=Status.DRAFT).sections.get(key=_PLAN)
    empty = {"challenges": [], "solutions": [], "kpi": [], "schedule": [], "continuation": ""}
    save_section(
        application_id=plan.application_id,
        key=_PLAN,
        answers=empty,
        version=plan.version,
        actor=people.actor("aoki"),
        at=now,
    )


def send_and_grant() -> None:
    """Aoki fills in what the case could not say and sends; the office accepts, grants and opens the award."""
    people, now = people_of_the_house(), timezone.now()
    aoki, doi, honda = (people.actor(name) for name in ("aoki", "doi", "honda"))
    draft = Application.objects.select_related("revision").get(organisation=people.company, status=Status.DRAFT)
    _fill_up(draft, people, now)
    submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=aoki, at=now)
    accept_application(application_id=draft.pk, actor=doi, at=now)
    grant_application(application_id=draft.pk, actor=honda, at=now)
    kind = kind_named("grant_notice")
    letter = issue_paper(kind=kind.kind, paper=kind.view_model.model_validate_json(kind.sample()), at=now)
    today = tokyo_day(now)
    granted = Granted(
        application_id=draft.pk,
        decision_number="宮情協第1号",
        decided_on=today,
        applied_amount=1_525_000,
        decided_amount=1_500_000,
        decided_cost=3_050_000,
        completion_limit=today + timedelta(days=120),
        conditions=(),
        letter_id=letter.pk,
    )
    open_award(granted=granted, actor=honda, at=now)


def _fill_up(draft: Application, people: People, at: datetime) -> None:
    """Only what is empty is filled, and one more figure is promised than the case measures."""
    for key, answers in filled.answers(draft.revision.terms).items():
        row = draft.sections.filter(key=key).first()
        kept = {name: value for name, value in (row.all_answers if row else {}).items() if value not in (None, "", [])}
        told = {**answers, **kept}
        if key == _PLAN:
            told["kpi"] = [*kept["kpi"], *filled.PLAN["kpi"]]
        version = row.version if row else 0
        saved = save_section(
            application_id=draft.pk, key=key, answers=told, version=version, actor=people.actor("aoki"), at=at
        )
        assert not saved.problems, saved.problems
    if not draft.cost_lines.exists():
        for line in filled.LINES:
            add_cost_line(application_id=draft.pk, values=line, actor=people.actor("aoki"), at=at)
