"""Diagnoses and ways through the phases are data, read strictly."""

from pathlib import Path

import pytest

from support_cases.rules.diagnosis_templates import DiagnosisTemplateData
from support_cases.rules.phase_templates import REQUIREMENTS, CaseFacts, missing_for
from support_cases.rules.scales import MEASURES, Scale
from support_cases.rules.templates_on_disk import (
    TemplateError,
    diagnoses_on_disk,
    phase_templates_on_disk,
    read_template,
)

DIAGNOSES = {(each.key, each.version): each for each in diagnoses_on_disk()}
WAYS = {each.key: each for each in phase_templates_on_disk()}


def test_the_old_index_is_complete() -> None:
    questions = list(DIAGNOSES["dx_index", "2019"].questions)
    assert (len(questions), sum(each.is_key for each in questions)) == (35, 9)


def test_the_new_index_waits_for_its_official_questions() -> None:
    new = DIAGNOSES["dx_index", "2026"]
    assert (len(new.sections), new.is_answerable) == (5, False)


def test_the_certification_asks_eight_questions_each_with_evidence() -> None:
    questions = list(DIAGNOSES["dx_certification", "2024"].questions)
    assert len(questions) == 8
    assert all(each.needs for each in questions)


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_every_way_begins_without_requirements_and_ends_in_the_last_phase_of_the_process(way: object) -> None:
    assert isinstance(way, type(WAYS["four_phases"]))
    assert way.phases[0].entering == ()
    assert way.phases[-1].process_phase == MEASURES[Scale.PROCESS_PHASE].highest


def test_entering_a_phase_names_what_is_missing_and_how_to_get_it() -> None:
    phase = WAYS["four_phases"].phase("p2")
    lacking = missing_for(phase, CaseFacts(has_purpose=True))
    assert [each.label for each in lacking] == ["デジタル活用段階の判定", "課題"]
    assert all(each.how for each in lacking)
    assert missing_for(phase, CaseFacts(has_purpose=True, has_stage_reading=True, challenges=1)) == ()


@pytest.mark.parametrize("name", list(REQUIREMENTS))
def test_an_empty_case_meets_no_requirement(name: str) -> None:
    assert not REQUIREMENTS[name].holds(CaseFacts())


HEAD = 'key = "x"\nversion = "1"\ntitle = "題"\nvalid_from = 2025-04-01\nsource = "出所"\nanswers = "yes_no"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + 'colour = "red"\n[[sections]]\ncode = "1"\nlabel = "群"\n', "colour"),
        (HEAD, "sections"),
        (
            HEAD + '[[sections]]\ncode = "1"\nlabel = "群"\n' + '[[sections.questions]]\ncode = "a"\ntext = "問"\n' * 2,
            "同じ番号",
        ),
        (HEAD.replace("yes_no", "levels") + '[[sections]]\ncode = "1"\nlabel = "群"\n', "levels"),
        ("key = ", "t.toml"),
    ],
)
def test_an_unusable_template_is_refused_with_file_and_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "t.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as refusal:
        read_template(path, DiagnosisTemplateData)
    assert str(refusal.value).startswith("t.toml: ")
    assert told in str(refusal.value)
