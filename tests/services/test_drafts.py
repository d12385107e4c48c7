"""A draft: begun once, kept key by key, and shared by two editors without loss."""

from datetime import timedelta

import pytest
from django.db import connection
from time_machine import travel

from accounts.services.refusals import Refused
from applications.models import Application, ApplicationSection
from applications.rules.points import PointKind
from applications.rules.progress import Progress
from applications.rules.refusals import Why
from applications.selectors import picture_of
from applications.selectors.drafts import erratum_since_begun
from applications.services.calls import keep_revision, publish_call
from applications.services.cost_lines import (
    SavedLine,
    add_cost_line,
    change_cost_line,
    remove_cost_line,
    reorder_cost_lines,
)
from applications.services.drafts import Conflict, Saved, save_section, start_draft
from records.models import AuditEvent
from tests import filled
from tests.people import People, signed_in
from tests.worlds import AT, CALL, blank_draft, filled_draft, published_call


def test_a_second_click_opens_the_same_draft(people: People) -> None:
    first = blank_draft(people)
    assert blank_draft(people) == first
    assert Application.objects.count() == 1


def test_the_pre_check_is_carried_in(people: People) -> None:
    published_call()
    known = {
        "applicant.entity_type": "company",
        "applicant.regular_employees": 42,
        "project.consulted_at": None,
        "project.kpi": [{"task": "在庫照会", "before": "480", "after": "240"}],
        "extra.publication_consent": True,
        "costs": [{"category": 5, "description": "在庫管理", "quantity": "1", "amount_excluding_tax": 2_000_001}],
    }
    draft = start_draft(
        call_id=CALL, organisation_id=people.company.pk, actor=people.actor("aoki"), at=AT, known=known, industry="I56"
    )
    picture = picture_of(draft, at=AT)
    assert picture.facts.applicant.regular_employees == 42
    assert picture.facts.project.is_known_without_consultation
    assert picture.facts.project.kpi
    assert picture.facts.extra == {"publication_consent": True}
    assert picture.judgement.amount.eligible_cost == 2_000_001
    assert picture.answers["applicant"]["name"] == people.company.name
    assert picture.answers["applicant"]["industry_jsic"] == "I56"
    assert "sme_class" not in picture.answers["applicant"]


def test_a_draft_is_kept_from_its_first_field(people: People) -> None:
    draft = blank_draft(people)
    kept = save_section(
        application_id=draft.pk,
        key="project_plan",
        answers={"project_title": "在庫照会の自動化"},
        version=0,
        actor=people.actor("aoki"),
        at=AT,
    )
    assert isinstance(kept, Saved)
    assert kept.section.answers == {"project_title": "在庫照会の自動化"}
    assert Application.objects.get().title == "在庫照会の自動化"


def test_one_wrong_field_never_loses_the_others(people: People) -> None:
    draft = blank_draft(people)
    kept = save_section(
        application_id=draft.pk,
        key="applicant",
        answers={"name": "髙﨑製作所", "corporate_number": "123", "capital": 10},
        version=1,
        actor=people.actor("aoki"),
        at=AT,
    )
    assert isinstance(kept, Saved)
    assert set(kept.problems) == {"corporate_number"}
    assert "13桁" in kept.problems["corporate_number"]
    assert kept.section.answers["capital"] == 10


def test_two_editors_see_both_values_and_nothing_is_lost(people: People) -> None:
    draft = blank_draft(people)
    save = {"application_id": draft.pk, "key": "applicant", "actor": people.actor("aoki")}
    save_section(**save, answers={"name": "甲", "capital": 5}, version=1, at=AT)
    seen = save_section(**save, answers={"name": "乙", "capital": 5}, version=1, at=AT + timedelta(minutes=1))
    assert seen == Conflict(
        version=2, saved_at=AT, saved_by=people.aoki.name, theirs={"name": "甲"}, yours={"name": "乙"}
    )
    assert isinstance(seen, Conflict)
    merged = save_section(**save, answers=seen.yours, version=seen.version, at=AT)
    assert isinstance(merged, Saved)
    assert merged.section.answers["name"] == "乙"
    assert merged.section.answers["capital"] == 5


def test_editors_who_agree_are_in_no_conflict(people: People) -> None:
    draft = blank_draft(people)
    save = {"application_id": draft.pk, "key": "applicant", "actor": people.actor("aoki")}
    save_section(**save, answers={"name": "甲"}, version=1, at=AT)
    again = save_section(**save, answers={"name": "甲"}, version=1, at=AT)
    assert isinstance(again, Saved)
    assert again.section.version == 2


@pytest.mark.parametrize(
    ("name", "why"), [("baba", Why.RIGHT_MISSING), ("chiba", Why.NOT_YOURS), ("doi", Why.NOT_YOURS)]
)
def test_only_members_who_may_edit_write(name: str, why: Why, people: People) -> None:
    draft = blank_draft(people)
    with pytest.raises(Refused) as refusal:
        save_section(application_id=draft.pk, key="applicant", answers={}, version=1, actor=people.actor(name), at=AT)
    assert refusal.value.why is why


def test_birth_dates_are_sealed_at_rest(people: People) -> None:
    draft = filled_draft(people)
    row = ApplicationSection.objects.get(application=draft, key="pledges")
    assert row.all_answers["officer_register"][0]["birth_date"] == "1960-02-29"
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, sealed_answers FROM applications_applicationsection WHERE key = 'pledges'")
        assert "1960-02" not in str(cursor.fetchone())
    assert "1960-02" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))


def test_a_filled_draft_has_nothing_left_to_fill_in(people: People) -> None:
    picture = picture_of(filled_draft(people), at=AT)
    assert picture.blocking == ()
    assert {point.kind for point in picture.points} == {PointKind.DOCUMENT}
    assert picture.judgement.amount.granted_at_most == 1_525_000
    states = dict(picture.progress)
    assert states.pop("attachments") is Progress.NOT_STARTED
    assert set(states.values()) == {Progress.COMPLETE}


def test_a_blank_draft_names_every_field_with_its_place(people: People) -> None:
    picture = picture_of(blank_draft(people), at=AT)
    places = {(point.section, point.field) for point in picture.blocking}
    assert ("applicant", "entity_type") in places
    assert ("costs", "lines") in places
    assert ("pledges", "pledged") in places
    assert picture.progress["project_plan"] is Progress.NOT_STARTED
    assert picture.progress["applicant"] is Progress.IN_PROGRESS


def test_lines_explain_their_amounts(people: People) -> None:
    draft = blank_draft(people)
    actor = people.actor("aoki")
    kept = add_cost_line(application_id=draft.pk, values={"unit_price": 1_000, "quantity": "7.5"}, actor=actor, at=AT)
    line = picture_of(draft, at=AT).lines[0]
    assert (line.amounts.excluding_tax, line.amounts.tax, line.amounts.including_tax) == (7_500, 750, 8_250)
    assert line.amounts.steps[0] == "単価 1,000円 × 数量 7.5 = 7,500円"
    changed = change_cost_line(
        line_id=kept.line.pk, values={"amount_excluding_tax": 7_400}, version=1, actor=actor, at=AT
    )
    assert isinstance(changed, SavedLine)
    assert changed.line.unit_price == 1_000
    conflict = change_cost_line(line_id=kept.line.pk, values={"vendor": "乙"}, version=1, actor=actor, at=AT)
    assert isinstance(conflict, Conflict)
    assert conflict.yours == {"vendor": "乙"}


def test_lines_are_put_in_order_and_taken_out(people: People) -> None:
    draft = blank_draft(people)
    actor = people.actor("aoki")
    ids = [
        add_cost_line(application_id=draft.pk, values={"description": name}, actor=actor, at=AT).line.pk
        for name in ("一", "二", "三")
    ]
    reorder_cost_lines(application_id=draft.pk, order=[ids[2], ids[0]], actor=actor, at=AT)
    assert [line.row.description for line in picture_of(draft, at=AT).lines] == ["三", "一", "二"]
    remove_cost_line(line_id=ids[0], actor=actor, at=AT)
    assert [(line.row.position, line.row.description) for line in picture_of(draft, at=AT).lines] == [
        (1, "三"),
        (2, "二"),
    ]
    said = AuditEvent.objects.get(verb="remove_cost_line").changes["said"]
    assert said == {"description": "一"}


def test_contradicting_answers_are_told_and_the_rest_is_judged(people: People) -> None:
    draft = filled_draft(people)
    save_section(
        application_id=draft.pk,
        key="shareholders_officers",
        answers={**filled.OWNERSHIP, "total_shares": 100},
        version=1,
        actor=people.actor("aoki"),
        at=AT,
    )
    picture = picture_of(draft, at=AT)
    assert {point.kind for point in picture.blocking} == {PointKind.UNUSABLE, PointKind.UNKNOWN}
    assert "200" in picture.blocking[0].because
    assert picture.facts.applicant.total_shares == 100


def test_a_second_application_of_a_company_is_noticed(people: People) -> None:
    draft = filled_draft(people)
    Application.objects.create(
        call=draft.call,
        revision=draft.revision,
        organisation=draft.organisation,
        created_by=people.doi,
        created_at=AT,
        channel="postal",
        received_on=AT.date(),
    )
    points = [point for point in picture_of(draft, at=AT).points if point.rule == "R-010"]
    assert [point.kind for point in points] == [PointKind.WARNING]


def test_a_draft_follows_an_erratum_and_its_reason_is_kept(people: People) -> None:
    draft = blank_draft(people)
    raw = {**draft.revision.raw_terms, "purpose": "正誤を反映した目的です。"}
    assert erratum_since_begun(draft) is None
    later = AT + timedelta(hours=1)
    erratum = keep_revision(raw=raw, at=later, because="目的の誤字を直す")
    publish_call(revision_id=erratum.pk, actor_label="事務局", at=later, because="目的の誤字を直す")
    draft = Application.objects.select_related("revision").get(pk=draft.pk)
    assert draft.revision == erratum
    assert erratum_since_begun(draft) == erratum
    with travel(later, tick=False):
        page = signed_in(people.aoki).get(f"/applications/{draft.pk}/").content.decode()
        assert "公募の内容が改められました" in page
        assert "理由:目的の誤字を直す" in page
        begun_after = blank_draft(people, name="chiba", at=later + timedelta(hours=1))
        rival = signed_in(people.chiba).get(f"/applications/{begun_after.pk}/").content.decode()
        assert "公募の内容が改められました" not in rival
    event = AuditEvent.objects.get(verb="follow_revision")
    assert (event.subject_id, event.because) == (str(draft.pk), "目的の誤字を直す")
