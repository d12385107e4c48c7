"""Two institutions in one case, and what each keeps to itself: the whole accompaniment is walked by everybody.

Every free text that can be written holds a mark of its own. A new one that nobody has sorted fails the test, and so
does a mark that its own people do not find: a walk that finds nothing anywhere would prove nothing.
"""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from time_machine import travel

from records import urls as records_urls
from records.models import Attachment, AuditEvent, IssuedPaper, Message
from support_cases import urls
from support_cases.rules.scales import Scale
from support_cases.rules.workflow import CaseMove
from support_cases.selectors.consents import consents_visible_to
from support_cases.services.consents import withdraw_consent
from tests.case_worlds import AT, TODAY
from tests.inside_world import BANK, VENDOR, WITH_COMPANY, Inside, inside_world
from tests.people import People, signed_in
from tests.walking import arguments_of, text_of

# Advisors first, so that what the company's log tells of their looks is there to be read.
_WALKERS = ("goto", "ono", "hara", "nagata", "aoki", "baba", "chiba", "doi", "endo", "jinnai", "nobody")
_WRITERS = ("hara", "nagata", "aoki", "chiba", "doi")
# Never read by anybody but those who wrote it, and kept out of the trail too.
_INSIDE = ("SupportRecord.own_judgement", "Handover.mind", "PipelineEntry.note")
# Free text that nobody types about a company: names of people, codes, figures, published documents, copies.
_NOT_TYPED = {
    "CasePath.phase",
    "CaseTask.code",
    "CaseTask.origin",
    "CaseTask.phase",
    "CaseTemplate.document",
    "CaseTemplate.key",
    "CaseTemplate.sha256",
    "CaseTemplate.title",
    "CaseTemplate.version",
    "CatalogueService.website",
    "FinancialYear.figures",
    "InstitutionProfile.municipalities",
    "KnowledgeArticle.grams",
    "KnowledgeArticle.industry",
    "PhaseEntry.because",
    "PhaseEntry.phase",
    "AdvisorProfile.qualifications",
    "RecordVersion.content",
    "SkillAssessment.levels",
    "SupportRecord.obstacles",
}


@pytest.fixture
def world(people: People) -> Iterator[Inside]:
    with travel(AT, tick=False):
        yield inside_world(people)


def test_every_text_that_can_be_written_holds_a_mark(world: Inside) -> None:
    written = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("support_cases").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not field.name.endswith("_label")
    }
    assert written == {mark.field for mark in world.marks.values() if "." in mark.field} | _NOT_TYPED


def _values(world: Inside) -> dict[str, list[str]]:
    """Every value that an argument of an address can take in this world."""

    def keys(model: str) -> list[str]:
        found = apps.get_model(model)._base_manager.values_list("pk", flat=True).order_by("pk")
        return [str(pk) for pk in found]

    plans = [key for each in ("Challenge", "Goal", "CaseTask", "ToolOption") for key in keys(f"support_cases.{each}")]
    return {
        "case_id": keys("support_cases.SupportCase"),
        "record_id": keys("support_cases.SupportRecord"),
        "homework_id": keys("support_cases.Homework"),
        "entry_id": keys("support_cases.PipelineEntry"),
        "referral_id": keys("support_cases.Referral"),
        "partner_id": keys("support_cases.CasePartner"),
        "consent_id": keys("support_cases.SharingConsent"),
        "diagnosis_id": keys("support_cases.Diagnosis"),
        "goal_id": keys("support_cases.Goal"),
        "row_id": [key for key in plans if key not in keys("support_cases.CaseTask")[:-2]],
        "article_id": keys("support_cases.KnowledgeArticle"),
        "service_id": keys("support_cases.CatalogueService"),
        "institution_id": keys("support_cases.InstitutionProfile"),
        "application_id": ["00000000-0000-0000-0000-000000000000"],
        "template_id": keys("support_cases.CaseTemplate")[:1],
        "paper_id": [str(each.pk) for each in IssuedPaper.objects.order_by("pk")],
        "attachment_id": [str(each.pk) for each in Attachment.objects.order_by("pk")],
        "kind": ["csv", "xlsx"],
        "move": [CaseMove.SUSPEND.value],
        "scale": [Scale.PROCESS_PHASE.value],
        "settled_on": [TODAY.isoformat()],
        "phase": ["p1"],
    }


def _addresses(world: Inside) -> list[str]:
    values, found = _values(world), []
    rooms = [("support_cases", urls.urlpatterns), ("records", records_urls.urlpatterns)]
    for room, pattern in [(room, each) for room, patterns in rooms for each in patterns]:
        names = [name for name in arguments_of(pattern) if name not in pattern.default_args]
        found += [
            reverse(f"{room}:{pattern.name}", kwargs=dict(zip(names, chosen, strict=True)))
            for chosen in itertools.product(*(values[name] for name in names))
        ]
    return list(dict.fromkeys(found))


def _marks_in(answer: HttpResponse, world: Inside) -> set[str]:
    text = text_of(answer)
    return {mark for mark in world.marks if mark in text} if "印" in text else set()


def test_everybody_finds_what_is_theirs_and_nothing_else(world: Inside) -> None:
    addresses, leaks, found = _addresses(world), set(), {}
    for name in _WALKERS:
        client, found[name] = signed_in(world.user(name)), set()
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code < 500, address
            marks = _marks_in(answer, world)
            found[name] |= marks
            if name not in WITH_COMPANY and answer.status_code == 200 and world.people.company.name in text_of(answer):
                leaks.add((name, address, "that there is a case"))
            leaks |= {(name, address, world.marks[mark].field) for mark in marks if name not in world.marks[mark].may}
    assert sorted(leaks) == []
    missed = {(name, each.field) for mark, each in world.marks.items() for name in each.must if mark not in found[name]}
    assert sorted(missed) == []


def test_no_answer_to_a_press_tells_what_stays_inside_either(world: Inside) -> None:
    addresses, leaks = _addresses(world), []
    for name in _WRITERS:
        client = signed_in(world.user(name))
        for address in addresses:
            answer = _pressed(client, address)
            assert answer.status_code < 500, address
            told = [world.marks[mark] for mark in _marks_in(answer, world)]
            leaks += [(name, address, mark.field) for mark in told if name not in mark.may]
    assert leaks == []


def _pressed(client: Client, address: str) -> Any:
    """Press the button of the page with nothing filled in, follow where it leads, and take everything back."""
    with transaction.atomic():
        answer = client.post(address, {"version": "1", "more": "people"}, follow=True)
        transaction.set_rollback(True)
    return answer


def test_papers_mails_and_the_trail_hold_nothing_that_stays_inside(world: Inside) -> None:
    inside = {mark for mark, each in world.marks.items() if each.may <= BANK or each.may <= VENDOR}
    for paper in IssuedPaper.objects.all():
        assert not [mark for mark in inside if mark in json.dumps(paper.context, ensure_ascii=False)]
    assert Message.objects.filter(kind="referral_offered").exists()
    for message in Message.objects.all():
        assert "印" not in f"{message.subject}{message.body}", message.kind
    kept_out = {mark for mark, each in world.marks.items() if each.field in _INSIDE}
    for event in AuditEvent.objects.all():
        assert not [mark for mark in kept_out if mark in json.dumps(event.changes, ensure_ascii=False)], event.verb


def test_after_the_company_withdrew_each_institution_keeps_its_own_words_alone(world: Inside) -> None:
    for consent in list(consents_visible_to(world.people.actor("aoki")).filter(withdrawn_at=None)):
        withdraw_consent(consent_id=consent.pk, **world.said("aoki"))
    client, leaks = signed_in(world.user("hara")), []
    for address in _addresses(world):
        answer = client.get(address)
        for mark in _marks_in(answer, world):
            each = world.marks[mark]
            if each.field.startswith(("SupportRecord", "RecordPerson", "Homework", "Diagnosis")) and each.may <= BANK:
                leaks.append((address, each.field))
    assert leaks == []


def test_a_card_counts_no_homework_of_a_record_that_stays_with_another_institution(world: Inside) -> None:
    """Three records of the own, one for partners and one for the company of the other's; its third is not told."""
    for name in ("goto", "hara"):
        assert "企業5件" in signed_in(world.user(name)).get("/support/").content.decode(), name
