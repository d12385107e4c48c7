"""A case goes through its phases with what each asks for, back with a reason, and keeps the version it began with."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.services.refusals import Refused
from support_cases.models import CaseTask, CaseTemplate, PhaseEntry, ScaleReading, SupportCase
from support_cases.rules.phase_templates import PhaseTemplateData
from support_cases.rules.refusals import Why
from support_cases.rules.scales import Scale
from support_cases.rules.templates_on_disk import TemplateError
from support_cases.selectors.plan import case_facts, lacking, way_of
from support_cases.services import templates
from support_cases.services.cases import read_scale
from support_cases.services.effects import measure
from support_cases.services.path import begin_path, change_path, enter_phase
from support_cases.services.plan import save_challenge, save_goal, save_task, save_tool, say_purpose
from support_cases.services.templates import load_templates
from tests.case_worlds import AT, TODAY, opened_case
from tests.people import People

LATER = AT + timedelta(hours=1)


def _way(people: People, key: str = "four_phases") -> SupportCase:
    load_templates(AT)
    case = opened_case(people)
    template = CaseTemplate.objects.get(key=key)
    begin_path(case_id=case.pk, template_id=template.pk, actor=people.actor("goto"), at=AT)
    return SupportCase.objects.get(pk=case.pk)


def _ready_for_p2(people: People, case: SupportCase) -> None:
    goto = people.actor("goto")
    say_purpose(case_id=case.pk, purpose="受注を待たせない会社", version=case.version, actor=goto, at=AT)
    read_scale(case_id=case.pk, scale=Scale.DIGITAL_STAGE, value=1, read_on=TODAY, evidence="FAX", actor=goto, at=AT)
    save_challenge(case_id=case.pk, values={"field": "operations", "what": "転記が多い"}, actor=goto, at=AT)


def _enter(people: People, case: SupportCase, phase: str, because: str = "") -> None:
    enter_phase(case_id=case.pk, phase=phase, actor=people.actor("goto"), at=LATER, because=because)


def test_templates_are_loaded_once(db: None) -> None:
    assert len(load_templates(AT)) == CaseTemplate.objects.count()
    assert load_templates(LATER) == ()
    call_command("load_support_templates")


def test_the_same_version_with_other_content_is_refused_with_its_name(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_templates(AT)
    other = [data.model_copy(update={"title": "別の題名"}) for data in templates.phase_templates_on_disk()]
    monkeypatch.setattr(templates, "phase_templates_on_disk", lambda: other)
    with pytest.raises(TemplateError, match=r"bank_path: 版「1」は、別の内容"):
        load_templates(LATER)


def test_beginning_puts_every_task_on_the_roadmap_and_reads_the_process_alone(people: People) -> None:
    case = _way(people)
    assert CaseTask.objects.filter(case=case).count() == 14
    assert {row.scale for row in ScaleReading.objects.filter(case=case)} == {Scale.PROCESS_PHASE}


def test_a_phase_is_entered_with_what_it_asks_for_and_told_what_is_missing(people: People) -> None:
    case = _way(people)
    with pytest.raises(Refused) as refusal:
        _enter(people, case, "p2")
    assert refusal.value.why is Why.PHASE_LACKS
    way = way_of(case)
    assert way is not None
    missing = lacking(way.data, now="p1", to="p2", facts=case_facts(case))
    assert [each.label for each in missing] == ["ありたい姿", "デジタル活用段階の判定", "課題"]
    _ready_for_p2(people, case)
    _enter(people, case, "p2")
    assert PhaseEntry.objects.filter(case=case).count() == 2


def test_nobody_skips_what_a_phase_between_asks_for(people: People) -> None:
    case = _way(people)
    way = way_of(case)
    assert way is not None
    missing = {each.label for each in lacking(way.data, now="p1", to="p4", facts=case_facts(case))}
    assert {"ありたい姿", "今の値を測った目標", "効果の測定"} <= missing


def test_going_back_needs_a_reason_and_leaves_the_other_scales(people: People) -> None:
    case = _way(people)
    _ready_for_p2(people, case)
    _enter(people, case, "p2")
    with pytest.raises(Refused) as refusal:
        _enter(people, case, "p1")
    assert refusal.value.why is Why.REASON_MISSING
    _enter(people, case, "p1", "社長が替わり、目的を話し合い直すため")
    entry = PhaseEntry.objects.filter(case=case, phase="p1").exclude(because="").get()
    assert entry.process_phase == 1
    process = ScaleReading.objects.filter(case=case, scale=Scale.PROCESS_PHASE)
    assert process.count() == 3
    assert ScaleReading.objects.filter(case=case).exclude(scale=Scale.PROCESS_PHASE).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PhaseEntry.objects.update(because="")


def test_a_case_keeps_its_version_until_it_is_changed_with_a_reason(people: People) -> None:
    case = _way(people)
    old = CaseTemplate.objects.get(key="four_phases")
    document = deepcopy(old.document)
    document["version"] = "2"
    document["phases"][0]["tasks"].append({"code": "1-4", "text": "家族とも話す", "sub_step": "1a", "side": "company"})
    newer = CaseTemplate.objects.create(
        kind="phases",
        key="four_phases",
        version="2",
        title="四段階の進め方",
        document=document,
        sha256="0" * 64,
        loaded_at=LATER,
    )
    way = way_of(case)
    assert way is not None
    assert (way.path.template_id, way.newer) == (old.pk, newer)
    goto, before = people.actor("goto"), set(CaseTask.objects.filter(case=case).values_list("pk", flat=True))
    with pytest.raises(Refused):
        change_path(case_id=case.pk, template_id=newer.pk, actor=goto, at=LATER, because=" ")
    change_path(case_id=case.pk, template_id=newer.pk, actor=goto, at=LATER, because="家族経営のため")
    after = set(CaseTask.objects.filter(case=case).values_list("pk", flat=True))
    assert before < after
    assert len(after - before) == 1
    assert PhaseTemplateData.model_validate(newer.document).version == "2"


def test_whoever_saves_second_is_told(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")
    values = {"field": "operations", "what": "転記が多い"}
    row = save_challenge(case_id=case.pk, values=values, actor=goto, at=AT)
    save_challenge(case_id=case.pk, values={"state": "solved"}, actor=goto, at=AT, row_id=row.pk, version=1)
    with pytest.raises(Refused) as refusal:
        save_challenge(case_id=case.pk, values=values, actor=goto, at=AT, row_id=row.pk, version=1)
    assert refusal.value.why is Why.CHANGED_MEANWHILE
    row.refresh_from_db()
    assert row.solved_on == TODAY


def test_tasks_do_not_wait_in_a_circle(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")
    first = save_task(case_id=case.pk, values={"what": "選ぶ"}, actor=goto, at=AT)
    second = save_task(case_id=case.pk, values={"what": "入れる", "after": first}, actor=goto, at=AT)
    with pytest.raises(Refused) as refusal:
        save_task(case_id=case.pk, values={"after": second}, actor=goto, at=AT, row_id=first.pk, version=1)
    assert refusal.value.why is Why.WAITS_IN_A_CIRCLE


def test_a_measured_goal_keeps_its_kind_and_its_unit(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")
    values = {"kind": "hours_year", "task": "受注入力", "unit": "人", "target": Decimal(400), "due_on": TODAY}
    goal = save_goal(case_id=case.pk, values=values, actor=goto, at=AT)
    assert goal.unit == "時間/年"
    measure(goal_id=goal.pk, value=Decimal(800), measured_on=TODAY, actor=goto, at=AT)
    with pytest.raises(Refused) as refusal:
        save_goal(case_id=case.pk, values={"kind": "cost"}, actor=goto, at=AT, row_id=goal.pk, version=1)
    assert refusal.value.why is Why.MEASURED_ALREADY


def test_a_chosen_tool_says_why(people: People) -> None:
    case, goto = opened_case(people), people.actor("goto")
    with pytest.raises(Refused) as refusal:
        save_tool(case_id=case.pk, values={"name": "受注くん", "is_chosen": True}, actor=goto, at=AT)
    assert refusal.value.why is Why.REASON_MISSING


@pytest.mark.parametrize("name", ["aoki", "chiba", "doi", "hara", "nobody"])
def test_only_advisors_of_the_case_plan(people: People, name: str) -> None:
    case = opened_case(people)
    with pytest.raises(Refused):
        save_challenge(case_id=case.pk, values={"field": "it", "what": "x"}, actor=people.actor(name), at=AT)
