"""What stands at the addresses of a case: a bank and a chamber accompany Aoki's company, and every page has its row."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from accounts.rules.particulars import Particulars
from kernel.calendar import tokyo_day
from support_cases.models import CaseTemplate, Diagnosis, SupportCase
from support_cases.rules.sharing import Category, Visibility
from support_cases.services.consents import give_consent
from support_cases.services.diagnoses import begin_diagnosis, finish_diagnosis, save_answers
from support_cases.services.finances import save_year
from support_cases.services.knowledge import save_article, save_service
from support_cases.services.path import begin_path
from support_cases.services.pipeline import note_company
from support_cases.services.plan import save_challenge, save_goal, save_task, save_tool
from support_cases.services.records import write_record
from support_cases.services.referrals import offer_referral
from support_cases.services.templates import load_templates
from tests.case_worlds import partnered_case, written
from tests.people import People

SUPPORTED = "supported"
SUPPORT_ROOM = "support_cases"
_SETTLED_ON = date(2025, 3, 31)
# Where one address leads to several pages, each of them is walked.
SUPPORT_PAGES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "support_cases:statistics_export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "support_cases:pipeline_export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "support_cases:look_log_export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "support_cases:case_move": ({"move": "suspend"},),
    "support_cases:reading": ({"scale": "digital_stage"}, {"scale": "process_phase"}),
    "support_cases:enter_phase": ({"phase": "p2"},),
    "support_cases:financial_year": ({"settled_on": _SETTLED_ON.isoformat()},),
}


@dataclass(frozen=True)
class _Desk:
    """Goto's desk at one moment."""

    people: People
    case: SupportCase
    at: datetime

    @property
    def said(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"actor": self.people.actor("goto"), "at": self.at}


def supported(people: People, *, at: datetime) -> Mapping[str, Any]:
    """The values of the subject; a case that the house has already is furnished further."""
    load_templates(at)
    case = SupportCase.objects.filter(company=people.company).first() or partnered_case(people, at=at)
    desk = _Desk(people, case, at)
    return {
        "case_id": case.pk,
        **_records(desk),
        **_plan(desk),
        **_shared(desk),
        **_measured(desk),
        **_known(desk),
    }


def _records(desk: _Desk) -> Mapping[str, Any]:
    row = write_record(case_id=desk.case.pk, client_key=uuid.uuid4(), written=written(Visibility.COMPANY), **desk.said)
    return {
        "record_id": row.pk,
        "homework_id": row.homework.get().pk,
        "partner_id": desk.case.partners.get().pk,
    }


def _plan(desk: _Desk) -> Mapping[str, Any]:
    way = CaseTemplate.objects.get(kind="phases", key="four_phases")
    other = CaseTemplate.objects.get(kind="phases", key="bank_path")
    if not hasattr(desk.case, "path"):
        begin_path(case_id=desk.case.pk, template_id=way.pk, **desk.said)
    due_on = tokyo_day(desk.at) + timedelta(days=200)
    challenge = {"field": "operations", "what": "転記に時間がかかる", "cause": "FAXで届く"}
    goal = {"kind": "hours_year", "task": "受注入力", "baseline": Decimal(720), "baseline_on": tokyo_day(desk.at)}
    rows = {
        "challenge": save_challenge(case_id=desk.case.pk, values=challenge, **desk.said),
        "goal": save_goal(case_id=desk.case.pk, values={**goal, "target": Decimal(240), "due_on": due_on}, **desk.said),
        "task": save_task(case_id=desk.case.pk, values={"what": "道具を入れる", "due_on": due_on}, **desk.said),
        "tool": save_tool(case_id=desk.case.pk, values={"name": "受注くん"}, **desk.said),
    }
    return {
        "template_id": other.pk,
        "goal_id": rows["goal"].pk,
        # One address for each kind of entry; each asks for a row of its own kind.
        **{f"support_cases:{kind}": row.pk for kind, row in rows.items()},
    }


def _measured(desk: _Desk) -> Mapping[str, Any]:
    template = CaseTemplate.objects.get(kind="diagnosis", key="security_check")
    days = tokyo_day(desk.at)
    finished = _diagnosis(desk, template, days)
    save_year(case_id=desk.case.pk, settled_on=_SETTLED_ON, figures={"sales": 1}, seen_version=0, **desk.said)
    return {"diagnosis_id": finished.pk}


def _diagnosis(desk: _Desk, template: CaseTemplate, on: date) -> Diagnosis:
    begun = begin_diagnosis(case_id=desk.case.pk, template_id=template.pk, answered_on=on, **desk.said)
    save_answers(diagnosis_id=begun.pk, seen={}, mine={"1-1": {"yes": True}}, **desk.said)
    return finish_diagnosis(diagnosis_id=begun.pk, **desk.said)


def _shared(desk: _Desk) -> Mapping[str, Any]:
    today = tokyo_day(desk.at)
    consent = give_consent(
        company_id=desk.people.company.pk,
        institution_id=desk.people.lead_institution.pk,
        category=Category.FINANCES,
        starts_on=today,
        until=today + timedelta(days=30),
        actor=desk.people.actor("aoki"),
        at=desk.at,
    )
    particulars = Particulars(name="合同会社 見込み", address="宮崎県日向市見本0-0")
    values = {"demand_layer": "latent", "source": "visit"}
    bank = desk.people.lead_institution.pk
    entry = note_company(particulars=particulars, institution_id=bank, values=values, **desk.said)
    referral = offer_referral(
        entry_id=entry.pk, to_institution_id=desk.people.other_institution.pk, because="近いため", **desk.said
    )
    return {"consent_id": consent.pk, "entry_id": entry.pk, "referral_id": referral.pk, "institution_id": bank}


def _known(desk: _Desk) -> Mapping[str, Any]:
    bank = {"institution_id": desk.people.lead_institution.pk, **desk.said}
    told = {
        "kind": "knowhow",
        "title": "数える",
        "challenge": "見えない",
        "approach": "数える",
        "circle": "institutions",
    }
    service = {"name": "記帳", "provider": "見本ソフト", "relieves": "毎月の記帳", "is_offered": True}
    return {
        "article_id": save_article(article_id=None, case_id=None, version=0, values=told, **bank).pk,
        "service_id": save_service(service_id=None, values=service, **bank).pk,
    }
