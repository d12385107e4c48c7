"""Files at every stage for the demonstration, led there by its own people through the same verbs as everybody's."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.actor import Actor, actor_of
from accounts.models import Membership, User
from accounts.rules.particulars import Particulars
from accounts.rules.roles import Role
from applications.models import Application
from applications.rules.terms import CallTerms
from applications.selectors.calls import terms_in_force
from applications.services.acceptance import accept_application, dismiss_application, withdraw_application
from applications.services.cost_lines import add_cost_line
from applications.services.drafts import save_section, start_draft
from applications.services.on_behalf import enter_on_behalf, note_company
from applications.services.submission import submit_application
from kernel.calendar import tokyo_day

_ANSWERS = Path(__file__).with_suffix(".json")
# Left for the visitor to try: what is signed comes last.
_LEFT_OPEN = ("pledges",)
_BY_POST = (
    Particulars(name="見本建設株式会社", address="宮崎県延岡市見本町0-0-0", postal_code="882-0001"),
    Particulars(name="見本温泉ホテル", address="宮崎県えびの市見本0-0-0", postal_code="889-4301"),
    Particulars(name="見本木工所", address="宮崎県日南市見本0-0-0", postal_code="887-0001"),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A company whose file is accepted, and in what its plan differs from the others'."""

    company: Particulars
    title: str
    industry: str
    vendor: str


# For the screening: two vendors, so that whoever works for one of them may still look at the files of the other.
_ACCEPTED = (
    _Plan(
        Particulars(name="見本酒造株式会社", address="宮崎県日向市見本町0-0-0", postal_code="883-0001"),
        "出荷の予定を取引先と分け合う仕組みの導入",
        "E",
        "見本ソフト合同会社",
    ),
    _Plan(
        Particulars(name="有限会社見本運送", address="宮崎県小林市見本0-0-0", postal_code="886-0001"),
        "配車と運転日報の電子化による待ち時間の短縮",
        "H",
        "見本ソフト合同会社",
    ),
    _Plan(
        Particulars(name="株式会社見本土木設計施工", address="宮崎県西都市見本町0-0-0", postal_code="881-0001"),
        "現場写真の整理と工事書類の作成の自動化",
        "D",
        "見本システム株式会社",
    ),
    _Plan(
        Particulars(name="見本食肉加工協業組合", address="宮崎県高鍋町見本0-0-0", postal_code="884-0001"),
        "温度の記録と受注をつなぐ在庫管理の導入",
        "E",
        "見本ソフト合同会社",
    ),
)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where the story plays: the call, its terms and the moment."""

    call_id: str
    terms: CallTerms
    at: datetime


@transaction.atomic
def settle_files(*, call_id: str, at: datetime) -> int:
    """Make the demonstration's files, unless the call has any; answer how many were made."""
    if Application.objects.filter(call_id=call_id).exists():
        return 0
    first, rival = (_member(name) for name in ("aoki@aoki.example", "chiba@chiba.example"))
    office = actor_of(User.objects.get(email="doi@secretariat.example"))
    begun = _draft(call_id, first, at)
    stage = _Stage(call_id, terms_in_force(begun.revision), at)
    _fill(begun, stage, first, leave=_LEFT_OPEN)
    _send(_filled(_draft(call_id, rival, at), stage, rival, _outside_the_prefecture), rival, at)
    accepted, dismissed, withdrawn = (_by_post(each, stage, office) for each in _BY_POST)
    for each in (accepted, *(_by_post(plan.company, stage, office, _planned(plan)) for plan in _ACCEPTED)):
        accept_application(application_id=each.pk, actor=office, at=at)
    dismiss_application(application_id=dismissed.pk, actor=office, at=at, because="県税の納税証明書がないため")
    withdraw_application(application_id=withdrawn.pk, actor=office, at=at, because="計画を見直すとの連絡があったため")
    return Application.objects.filter(call_id=call_id).count()


def _member(email: str) -> Actor:
    return actor_of(User.objects.get(email=email))


def _draft(call_id: str, actor: Actor, at: datetime) -> Application:
    company = Membership.objects.get(user_id=actor.acting_id, role=Role.APPLICANT_MEMBER, ended_at=None)
    return start_draft(call_id=call_id, organisation_id=company.organisation_id, actor=actor, at=at)


def _answers(stage: _Stage) -> dict[str, Any]:
    """What a made-up company answers, with days that stand around today."""
    known: dict[str, Any] = json.loads(_ANSWERS.read_text(encoding="utf-8"))
    begins = stage.terms.period.decision_expected_on
    ends = stage.terms.period.ends_by
    known["project_plan"]["period_end"] = ends.isoformat()
    known["project_plan"]["schedule"] = [
        {"task": "発注から導入まで", "begins": f"{begins:%Y-%m}", "ends": f"{ends:%Y-%m}"}
    ]
    known["requirements_bonus"]["consult_at"] = (stage.at - timedelta(days=7)).isoformat()
    known["pledges"] = {
        "pledged": list(stage.terms.pledges),
        "consented": list(stage.terms.consents),
        "officer_register": [
            {"position": "代表取締役", "name": "代表 太郎", "kana": "ダイヒョウ タロウ", "birth_date": "1970-01-01"}
        ],
    }
    return known


def _outside_the_prefecture(known: dict[str, Any]) -> None:
    """A vendor outside, with a reason: a person of the office will have to decide."""
    known["lines"][0] |= {"vendor_in_prefecture": False, "out_of_prefecture_reason": "県内に扱う会社がないため"}


def _planned(plan: _Plan) -> Callable[[dict[str, Any]], None]:
    """Another title, industry and vendor."""

    def change(known: dict[str, Any]) -> None:
        known["applicant"]["industry_jsic"] = plan.industry
        known["project_plan"]["project_title"] = plan.title
        for row in (*known["project_plan"]["solutions"], known["lines"][0]):
            row["vendor"] = plan.vendor

    return change


def _filled(application: Application, stage: _Stage, actor: Actor, *changes: Any) -> Application:
    _fill(application, stage, actor, *changes)
    return application


def _fill(application: Application, stage: _Stage, actor: Actor, *changes: Any, leave: tuple[str, ...] = ()) -> None:
    known = _answers(stage)
    for change in changes:
        change(known)
    lines: list[Mapping[str, Any]] = known.pop("lines")
    versions = dict(application.sections.values_list("key", "version"))
    for key, answers in known.items():
        if key not in leave:
            version = versions.get(key, 0)
            save_section(
                application_id=application.pk, key=key, answers=answers, version=version, actor=actor, at=stage.at
            )
    for line in lines:
        add_cost_line(application_id=application.pk, values=line, actor=actor, at=stage.at)


def _send(application: Application, actor: Actor, at: datetime) -> None:
    submit_application(application_id=application.pk, submission_key=application.submission_key, actor=actor, at=at)


def _by_post(particulars: Particulars, stage: _Stage, office: Actor, *changes: Any) -> Application:
    because = "簡易書留で届いたため"
    company = note_company(particulars=particulars, actor=office, at=stage.at, because=because)
    application = enter_on_behalf(
        call_id=stage.call_id,
        organisation_id=company.pk,
        channel="postal",
        received_on=tokyo_day(stage.at),
        actor=office,
        at=stage.at,
        because=because,
    )
    _fill(application, stage, office, *changes)
    _send(application, office, stage.at)
    return application
