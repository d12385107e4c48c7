"""One company, two institutions that each lead a case and partner in the other's, and the region's lab.

Everything that can be written holds a mark of its own, and the world knows for whose eyes each mark is.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Organisation, User
from accounts.rules.particulars import Particulars
from accounts.rules.roles import OrganisationKind, Role
from accounts.services.invitations import accept_as_newcomer, invite_colleague
from accounts.services.organisations import found_office
from support_cases.models import CaseTemplate, InstitutionProfile, SupportCase
from support_cases.rules.scales import Scale
from support_cases.rules.sharing import Category, Visibility
from support_cases.services.cases import add_partner, open_case, read_scale
from support_cases.services.closing import Ending, close_support, confirm_closing
from support_cases.services.consents import give_consent, note_paper_consent
from support_cases.services.diagnoses import begin_diagnosis, finish_diagnosis, save_answers
from support_cases.services.effects import measure
from support_cases.services.handover import Note, hand_over_case
from support_cases.services.knowledge import save_article, save_service
from support_cases.services.path import begin_path, change_path
from support_cases.services.photos import attach_photo
from support_cases.services.pipeline import change_entry, note_company
from support_cases.services.plan import save_challenge, save_goal, save_task, save_tool, say_purpose
from support_cases.services.plan_paper import issue_dx_plan
from support_cases.services.profiles import add_training, save_advisor
from support_cases.services.records import Participant, Task, Written, change_record, write_record
from support_cases.services.referrals import answer_referral, offer_referral
from support_cases.services.templates import load_templates
from tests.case_worlds import A_YEAR_LATER, AT, TODAY
from tests.people import NAMES, People
from tests.worlds import a_pdf

Names = frozenset[str]
# Ono sits beside Goto in the bank, Nagata in the region's lab; Hara is of the vendor.
BANK, VENDOR, LAB = frozenset({"goto", "ono"}), frozenset({"hara"}), frozenset({"nagata"})
COMPANY = frozenset({"aoki", "baba"})
AROUND = BANK | VENDOR | LAB
WITH_COMPANY = AROUND | COMPANY
ANYBODY = AROUND | frozenset(NAMES) | {"nobody"}
_TEXTS = ("subject", "place", "facts", "manager_said", "insight", "advice", "agreed")


@dataclass(frozen=True)
class Mark:
    """Where a mark stands, who may find it, and who does."""

    field: str
    may: Names
    must: Names


@dataclass
class Inside:
    """The world: its people, its marks, and what its addresses are filled with."""

    people: People
    ono: User
    nagata: User
    lab: Organisation
    marks: dict[str, Mark] = field(default_factory=dict)
    cases: list[SupportCase] = field(default_factory=list)

    def user(self, name: str) -> User | None:
        """The person of this name, newcomers among them."""
        user: User | None = getattr(self, name) if name in ("ono", "nagata") else self.people.user(name)
        return user

    def mark(self, where: str, may: Names, must: Iterable[str] = ()) -> str:
        """A mark of its own for a field."""
        token = f"印{len(self.marks):04d}ゐ"
        self.marks[token] = Mark(where, may, frozenset(must))
        return token

    def said(self, name: str, at: datetime = AT) -> dict[str, Any]:
        """Who does it, and when."""
        return {"actor": self.people.actor(name), "at": at}


def inside_world(people: People) -> Inside:
    """Furnish it by the real verbs."""
    load_templates(AT)
    lab = found_office(
        actor=people.actor("ito"), kind=OrganisationKind.INSTITUTION, particulars=Particulars(name="見本DXラボ"), at=AT
    )
    world = Inside(
        people,
        _advisor(people, "ono@bank.test", "小野 二葉", people.lead_institution),
        _advisor(people, "nagata@lab.test", "永田 三和", lab),
        lab,
    )
    _institutions(world)
    _consents(world)
    for lead, partner, name in (
        (people.lead_institution, people.other_institution, "goto"),
        (people.other_institution, people.lead_institution, "hara"),
    ):
        world.cases.append(_case(world, lead, partner, name))
    for case in world.cases:
        _records(world, case, "goto", BANK)
        _records(world, case, "hara", VENDOR)
        _diagnosis(world, case, "goto", BANK)
        _diagnosis(world, case, "hara", VENDOR)
        _plan(world, case, "goto" if case.lead_institution == people.lead_institution else "hara")
    _pipeline(world)
    _known(world, "goto", people.lead_institution, BANK)
    _known(world, "hara", people.other_institution, VENDOR)
    _handed_over(world)
    _closed(world)
    return world


def _advisor(people: People, mailbox: str, name: str, home: Organisation) -> User:
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return f"/invitations/{token}/"

    invite_colleague(
        actor=people.actor("ito"),
        organisation=home,
        email=mailbox,
        role=Role.ADVISOR,
        rights=frozenset(),
        link_to=link_to,
        at=AT,
    )
    return accept_as_newcomer(token=tokens[0], name=name, password=None, at=AT)


def _institutions(world: Inside) -> None:
    kinds = {"regional_bank": world.people.lead_institution, "it_vendor": world.people.other_institution}
    for kind, home in {**kinds, "dx_lab": world.lab}.items():
        InstitutionProfile.objects.create(
            organisation=home,
            kind=kind,
            strengths=[world.mark("InstitutionProfile.strengths", AROUND, AROUND)],
            services=[world.mark("InstitutionProfile.services", AROUND, AROUND)],
            introduction=world.mark("InstitutionProfile.introduction", AROUND, AROUND),
        )
    introduction = world.mark("AdvisorProfile.introduction", AROUND, {"goto"})
    add_training(
        name=world.mark("Training.name", frozenset({"goto"}), {"goto"}),
        finished_on=TODAY,
        hours=None,
        note=world.mark("Training.note", frozenset({"goto"}), {"goto"}),
        **world.said("goto"),
    )
    save_advisor(qualifications=[], introduction=introduction, seen_version=1, **world.said("goto"))


def _consents(world: Inside) -> None:
    company = {"company_id": world.people.company.pk, "starts_on": TODAY, "until": A_YEAR_LATER}
    for home in (world.people.lead_institution, world.people.other_institution, world.lab):
        give_consent(institution_id=home.pk, category=Category.RECORDS, **company, **world.said("aoki"))
    note_paper_consent(
        institution_id=world.people.lead_institution.pk,
        category=Category.FINANCES,
        note=world.mark("SharingConsent.note", BANK | COMPANY),
        **company,
        **world.said("goto"),
    )


def _case(world: Inside, lead: Organisation, partner: Organisation, name: str) -> SupportCase:
    said = world.said(name)
    case = open_case(
        company_id=world.people.company.pk,
        institution_id=lead.pk,
        source="visit",
        demand_layer="latent",
        **said,
    )
    role = world.mark("CasePartner.role", WITH_COMPANY, {name})
    add_partner(case_id=case.pk, institution_id=partner.pk, role=role, starts_on=TODAY, **said)
    purpose = world.mark("SupportCase.purpose", WITH_COMPANY, WITH_COMPANY)
    return say_purpose(case_id=case.pk, purpose=purpose, version=case.version, **said)


def _records(world: Inside, case: SupportCase, name: str, home: Names) -> None:
    """A record of each visibility; each was first saved for the own institution alone, in other words."""
    for visibility in Visibility:
        row = write_record(
            case_id=case.pk,
            client_key=uuid.uuid4(),
            written=_written(world, Visibility.OWN, home, home, name),
            **world.said(name),
        )
        may = {Visibility.OWN: home, Visibility.PARTNERS: AROUND, Visibility.COMPANY: WITH_COMPANY}[visibility]
        written = _written(world, visibility, home, may, name)
        change_record(record_id=row.pk, version=row.version, written=written, **world.said(name))
        file = ContentFile(a_pdf(), name=f"{world.mark('SupportRecord photo', may, home)}.pdf")
        attach_photo(row=row, file=file, **world.said(name))


def _written(world: Inside, visibility: Visibility, home: Names, may: Names, name: str) -> Written:
    def mark(where: str) -> str:
        return world.mark(f"SupportRecord.{where}", may, home)

    values = {
        "kind": "accompaniment",
        "method": "visit",
        "started_at": AT,
        "visibility": visibility.value,
        **{each: mark(each) for each in _TEXTS},
        "own_judgement": world.mark("SupportRecord.own_judgement", home, home),
    }
    person = Participant(
        "company", world.mark("RecordPerson.name", may, home), world.mark("RecordPerson.post", may, home)
    )
    return Written(values, people=(person,), homework=(Task("company", world.mark("Homework.what", may, home), TODAY),))


def _diagnosis(world: Inside, case: SupportCase, name: str, home: Names) -> None:
    """Nobody consented to diagnoses: the own institution reads, and the company once it is finished."""
    template = CaseTemplate.objects.get(kind="diagnosis", key="security_check")
    for finishes in (False, True):
        may = home | COMPANY if finishes else home
        begun = begin_diagnosis(case_id=case.pk, template_id=template.pk, answered_on=TODAY, **world.said(name))
        answers = {
            "1-1": {"yes": True, "evidence": world.mark("Diagnosis.answers", may, home)},
            "summary": world.mark("Diagnosis.summary", may, home),
        }
        save_answers(diagnosis_id=begun.pk, seen={}, mine=answers, **world.said(name))
        if finishes:
            finish_diagnosis(diagnosis_id=begun.pk, **world.said(name))


def _way(world: Inside, case: SupportCase, name: str) -> None:
    said = {"case_id": case.pk, **world.said(name)}
    # The readings of a closed case are shown as meters; what they rest on is read while it is open.
    readers = {"goto"} & {name}
    ways = {each.key: each.pk for each in CaseTemplate.objects.filter(kind="phases")}
    begin_path(template_id=ways["four_phases"], **said)
    because = world.mark("CasePath.changed_because", WITH_COMPANY, {name})
    change_path(template_id=ways["bank_path"], because=because, **said)
    for value, back in ((3, ""), (2, world.mark("ScaleReading.because", WITH_COMPANY, readers))):
        evidence = world.mark("ScaleReading.evidence", WITH_COMPANY, readers)
        read_scale(scale=Scale.PROCESS_PHASE, value=value, read_on=TODAY, evidence=evidence, because=back, **said)


def _plan(world: Inside, case: SupportCase, name: str) -> None:
    said = {"case_id": case.pk, **world.said(name)}

    def marks(model: str, *fields: str) -> dict[str, str]:
        return {each: world.mark(f"{model}.{each}", WITH_COMPANY, {name}) for each in fields}

    _way(world, case, name)
    hurts = {"field": "operations", **marks("Challenge", "what", "impact", "cause")}
    challenge = save_challenge(values=hurts, **said)
    aim = {
        "kind": "other",
        "baseline": Decimal(9),
        "baseline_on": TODAY,
        "target": Decimal(5),
        "due_on": TODAY + timedelta(days=90),
        "challenge": challenge,
        **marks("Goal", "unit", "task", "method"),
    }
    goal = save_goal(values=aim, **said)
    noted = marks("Measurement", "note")
    measure(goal_id=goal.pk, value=Decimal(7), measured_on=TODAY, **noted, **world.said(name))
    save_task(values={"due_on": TODAY + timedelta(days=30), **marks("CaseTask", "what", "person")}, **said)
    needs = [{"label": each, "met": True} for each in marks("ToolOption", "requirements").values()]
    tool = {"is_chosen": True, "requirements": needs, "challenge": challenge}
    save_tool(values={**tool, **marks("ToolOption", "name", "vendor", "because")}, **said)
    issue_dx_plan(**said)


def _pipeline(world: Inside) -> None:
    """The bank has the company in mind, and offers it to the vendor and to the lab."""
    company, people = world.people.company, world.people
    particulars = Particulars(name=company.name, corporate_number=company.corporate_number, address=company.address)
    values = {
        "demand_layer": "latent",
        "source": "visit",
        "next_approach": world.mark("PipelineEntry.next_approach", BANK, BANK),
        "note": world.mark("PipelineEntry.note", BANK, BANK),
    }
    entry = note_company(
        particulars=particulars, institution_id=people.lead_institution.pk, values=values, **world.said("goto")
    )
    for to, home, name in ((people.other_institution, VENDOR, "hara"), (world.lab, LAB, "")):
        because = world.mark("Referral.because", BANK | home, BANK | home)
        referral = offer_referral(entry_id=entry.pk, to_institution_id=to.pk, because=because, **world.said("goto"))
        if name:
            answer = world.mark("Referral.answer", BANK | home, BANK | home)
            answer_referral(referral_id=referral.pk, accepts=True, answer=answer, **world.said(name))
    theirs = people.other_institution.pipeline.get()
    note = {"note": world.mark("PipelineEntry.note", VENDOR, VENDOR)}
    change_entry(entry_id=theirs.pk, version=theirs.version, values=note, **world.said("hara"))


def _known(world: Inside, name: str, home: Organisation, own: Names) -> None:
    for circle, may, must in (("own", own, own), ("institutions", AROUND, AROUND), ("public", ANYBODY, AROUND)):
        texts = ("title", "size", "challenge", "approach", "effect", "lesson")
        values: Mapping[str, Any] = {
            "kind": "knowhow",
            "circle": circle,
            "tags": [world.mark("KnowledgeArticle.tags", may, must)],
            **{each: world.mark(f"KnowledgeArticle.{each}", may, must) for each in texts},
        }
        ids = {"article_id": None, "case_id": None, "version": 0, "institution_id": home.pk}
        save_article(values=values, **ids, **world.said(name))
    for is_offered, may in ((True, ANYBODY), (False, own)):
        service = {each: world.mark(f"CatalogueService.{each}", may, own) for each in ("name", "provider", "relieves")}
        cost = world.mark("CatalogueService.cost", may, own)
        told = {**service, "cost": cost, "is_offered": is_offered}
        save_service(service_id=None, institution_id=home.pk, values=told, **world.said(name))


def _handed_over(world: Inside) -> None:
    note = Note(
        standing=world.mark("Handover.standing", AROUND, AROUND),
        promised=world.mark("Handover.promised", AROUND, AROUND),
        mind=world.mark("Handover.mind", BANK, BANK),
    )
    hand_over_case(case_id=world.cases[0].pk, to_advisor_id=world.ono.pk, note=note, **world.said("goto"))


def _closed(world: Inside) -> None:
    """The vendor's case ends, and the company says whether it is so."""
    case = world.cases[1]
    achieved = world.mark("Closing.achieved", WITH_COMPANY, WITH_COMPANY)
    successor = world.mark("Closing.successor", WITH_COMPANY, WITH_COMPANY)
    ending = Ending(reason="self_reliant", achieved=achieved, successor=successor)
    close_support(case_id=case.pk, ending=ending, **world.said("hara"))
    words = world.mark("Closing.company_words", WITH_COMPANY, WITH_COMPANY)
    confirm_closing(case_id=case.pk, answer="agreed", words=words, satisfaction=4, **world.said("aoki"))
