"""A company that is accompanied, for the demonstration: led there by its own people through the same verbs as everybody."""

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.actor import Actor, actor_of
from accounts.models import Membership
from accounts.rules.roles import OrganisationKind
from kernel.calendar import tokyo_day
from support_cases.models import CaseTemplate, SupportCase
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData
from support_cases.rules.scales import Scale
from support_cases.rules.sharing import Category, Visibility
from support_cases.rules.workflow import CaseMove
from support_cases.services.cases import add_partner, move_case, open_case, read_scale
from support_cases.services.consents import give_consent
from support_cases.services.diagnoses import begin_diagnosis, finish_diagnosis, save_answers
from support_cases.services.effects import measure
from support_cases.services.knowledge import save_article, save_service
from support_cases.services.path import begin_path
from support_cases.services.plan import save_challenge, save_goal, say_purpose
from support_cases.services.profiles import save_institution
from support_cases.services.records import Participant, Task, Written, write_record

_BANK, _CHAMBER, _COMPANY = "goto@bank.example", "hara@chamber.example", "aoki@aoki.example"
_VISITS = (
    (
        100,
        "first_visit",
        "受注の流れを聞く",
        "受注はFAXと電話で、1日に40件を手で入力している。",
        "まず現場の負担を減らしたい。",
    ),
    (
        60,
        "accompaniment",
        "受注の件数を一緒に数える",
        "1件の入力に6分かかっていた。",
        "数えてみて、思ったより多いと分かった。",
    ),
    (
        12,
        "review",
        "試した仕組みの効果を見る",
        "入力は1件3分になり、間違いの電話が減った。",
        "ほかの工程でも試したい。",
    ),
)


@transaction.atomic
def settle_support(*, at: datetime) -> bool:
    """Let the bank accompany the company with the chamber beside it; False where it is so already."""
    if SupportCase.objects.exists():
        return False
    bank, chamber, company = (_actor(email) for email in (_BANK, _CHAMBER, _COMPANY))
    homes = {"bank": _home(bank), "chamber": _home(chamber), "company": _home(company)}
    _introduce(bank, homes["bank"], "regional_bank", ["資金計画", "業務の見直し"], at)
    _introduce(chamber, homes["chamber"], "chamber", ["記帳", "補助金の相談"], at)
    case = _opened(bank, company, homes, at - timedelta(days=101))
    _accompany(case, bank, chamber, at)
    _plan(case, bank, at)
    _diagnose(case, bank, at)
    _share(bank, homes["bank"], at)
    return True


def _opened(bank: Actor, company: Actor, homes: dict[str, uuid.UUID], began: datetime) -> SupportCase:
    for institution, categories in ((homes["bank"], tuple(Category)), (homes["chamber"], (Category.RECORDS,))):
        for category in categories:
            give_consent(
                company_id=homes["company"],
                institution_id=institution,
                category=category,
                starts_on=tokyo_day(began),
                until=tokyo_day(began + timedelta(days=364)),
                actor=company,
                at=began,
            )
    case = open_case(
        company_id=homes["company"],
        institution_id=homes["bank"],
        source="visit",
        demand_layer="latent",
        actor=bank,
        at=began,
    )
    add_partner(
        case_id=case.pk,
        institution_id=homes["chamber"],
        role="経営の相談",
        starts_on=tokyo_day(began),
        actor=bank,
        at=began,
    )
    move_case(case_id=case.pk, move=CaseMove.ASSESS, actor=bank, at=began)
    move_case(case_id=case.pk, move=CaseMove.BEGIN_SUPPORT, actor=bank, at=began + timedelta(days=1))
    return case


def _actor(email: str) -> Actor:
    return actor_of(Membership.objects.select_related("user").get(user__email=email, ended_at__isnull=True).user)


def _home(actor: Actor) -> uuid.UUID:
    kinds = (OrganisationKind.COMPANY, OrganisationKind.INSTITUTION)
    return next(each.organisation_id for each in actor.memberships if each.organisation_kind in kinds)


def _introduce(actor: Actor, institution: uuid.UUID, kind: str, strengths: list[str], at: datetime) -> None:
    values: dict[str, Any] = {
        "kind": kind,
        "strengths": strengths,
        "services": ["訪問", "オンラインの相談"],
        "municipalities": ["452017"],
        "is_certified": True,
        "approves_records": False,
        "record_within_days": 7,
        "silent_after_days": 30,
        "introduction": "",
    }
    save_institution(institution_id=institution, values=values, seen_version=0, actor=actor, at=at)


def _accompany(case: SupportCase, bank: Actor, chamber: Actor, at: datetime) -> None:
    _write(
        case,
        chamber,
        at - timedelta(days=40),
        "accompaniment",
        "記帳の手順を整理する",
        "月末にまとめて入力している。",
        "",
        Visibility.PARTNERS,
    )
    for days, kind, subject, facts, said in _VISITS:
        _write(case, bank, at - timedelta(days=days), kind, subject, facts, said, Visibility.COMPANY)
    for days, value, evidence in (
        (100, 1, "受注も出荷も紙と電話で行っている。"),
        (12, 2, "受注の入力を表計算から仕組みに移した。"),
    ):
        when = at - timedelta(days=days)
        _read(case, bank, Scale.DIGITAL_STAGE, value, evidence, when)
    _read(case, bank, Scale.SELF_RELIANCE, 1, "数える作業は社内で続いている。", at - timedelta(days=12))


def _read(  # noqa: PLR0917 - one reading, told in order
    case: SupportCase, actor: Actor, scale: Scale, value: int, evidence: str, at: datetime
) -> None:
    day = tokyo_day(at)
    read_scale(case_id=case.pk, scale=scale, value=value, read_on=day, evidence=evidence, actor=actor, at=at)


def _write(  # noqa: PLR0917 - one visit, told in order
    case: SupportCase,
    actor: Actor,
    at: datetime,
    kind: str,
    subject: str,
    facts: str,
    said: str,
    visibility: Visibility,
) -> None:
    values = {
        "kind": kind,
        "method": "visit",
        "started_at": at,
        "ended_at": at + timedelta(minutes=90),
        "subject": subject,
        "facts": facts,
        "manager_said": said,
        "own_judgement": "現場のまとめ役を早めに決めたい。",
        "visibility": visibility.value,
        "next_contact_on": tokyo_day(at + timedelta(days=30)),
    }
    tasks = (Task("company", "1週間の件数を数える", tokyo_day(at + timedelta(days=14))),)
    people = (Participant("company", "青木 花子", "代表"),)
    written = Written(values, people=people, homework=tasks)
    write_record(case_id=case.pk, client_key=uuid.uuid4(), written=written, actor=actor, at=at)


def _plan(case: SupportCase, actor: Actor, at: datetime) -> None:
    began = at - timedelta(days=60)
    fresh = SupportCase.objects.get(pk=case.pk)
    told = "受注から出荷までを一つの流れで見られる会社"
    say_purpose(case_id=case.pk, purpose=told, version=fresh.version, actor=actor, at=began)
    values = {"field": "operations", "what": "受注の入力に時間がかかる", "cause": "同じ内容を3回書き写している"}
    challenge = save_challenge(
        case_id=case.pk, values={**values, "priority": 1, "state": "working"}, actor=actor, at=began
    )
    goal = {
        "challenge": challenge,
        "kind": "hours_year",
        "task": "受注の入力",
        "unit": "",
        "baseline": Decimal(960),
        "baseline_on": tokyo_day(began),
        "target": Decimal(480),
        "due_on": tokyo_day(at + timedelta(days=180)),
        "method": "1週間の実測を1年に直す",
    }
    kept = save_goal(case_id=case.pk, values=goal, actor=actor, at=began)
    when = at - timedelta(days=12)
    measure(goal_id=kept.pk, value=Decimal(520), measured_on=tokyo_day(when), actor=actor, at=when)
    template = CaseTemplate.objects.filter(kind="phases", key="four_phases").order_by("-loaded_at", "id").first()
    if template is not None:
        begin_path(case_id=case.pk, template_id=template.pk, actor=actor, at=began)


def _diagnose(case: SupportCase, actor: Actor, at: datetime) -> None:
    for template in CaseTemplate.objects.filter(kind="diagnosis", key="security_check").order_by("-loaded_at", "id")[
        :1
    ]:
        data = DiagnosisTemplateData.model_validate(template.document)
        when = at - timedelta(days=50)
        begun = begin_diagnosis(
            case_id=case.pk, template_id=template.pk, answered_on=tokyo_day(when), actor=actor, at=when
        )
        mine = {question.code: {"yes": place % 3 != 0} for place, question in enumerate(data.questions)}
        save_answers(diagnosis_id=begun.pk, seen={}, mine=mine, actor=actor, at=when)
        finish_diagnosis(diagnosis_id=begun.pk, actor=actor, at=when)


_STORIES: tuple[dict[str, Any], ...] = (
    {
        "title": "FAXの受注を読み取って、入力をなくした事例",
        "industry": "E",
        "size": "21–50人",
        "challenge": "1日に60件届くFAXの注文書を、2人が半日かけて手で入力していた。",
        "approach": "注文書を読み取る道具を選び、得意先ごとの書式を3週間かけて覚えさせた。受注を管理するクラウドにつないだ。",
        "effect": "入力の時間が1日4時間から40分になった。読み間違いは、確認の画面で直している。",
        "lesson": "件数の多い得意先の書式から始めると、早く効果が出る。",
        "tags": ["受注", "読み取り", "クラウド"],
    },
    {
        "title": "在庫を一つの表にまとめ、店と倉庫が同じ数を見る",
        "industry": "I",
        "size": "6–20人",
        "challenge": "店と倉庫が別々に数え、電話で確かめていた。",
        "approach": "棚ごとに番号を付け、スマートフォンで数えて一つの表に入れるようにした。",
        "effect": "在庫を問い合わせる電話がほとんどなくなった。",
        "lesson": "数え方をそろえることが先で、道具はその後でよい。",
        "tags": ["在庫", "見える化"],
    },
)


def _share(actor: Actor, institution: uuid.UUID, at: datetime) -> None:
    article = {
        "kind": "knowhow",
        "title": "はじめての訪問で件数を一緒に数える",
        "industry": "E",
        "size": "6–20人",
        "challenge": "困りごとが言葉にならない。",
        "approach": "1週間だけ件数と時間を数えてもらう。",
        "effect": "数字が出ると、話が前に進む。",
        "lesson": "数える項目は3つまでにする。",
        "tags": ["初回の訪問", "見える化"],
        "circle": "institutions",
    }
    common: dict[str, Any] = {"institution_id": institution, "actor": actor, "at": at}
    save_article(article_id=None, case_id=None, version=0, values=article, **common)
    for story in _STORIES:
        told = {**story, "kind": "story", "circle": "public"}
        save_article(article_id=None, case_id=None, version=0, values=told, **common)
    service = {"name": "記帳と給与の計算", "provider": "見本ソフト合同会社", "relieves": "毎月の記帳、給与の計算"}
    save_service(service_id=None, values={**service, "cost": "月2万円から", "is_offered": True}, **common)
