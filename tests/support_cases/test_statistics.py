"""The figures beside the counts: ways between stages as a picture, endings and what companies said, goals, grants."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from time_machine import travel

from accounts.models import Organisation
from applications.models import Application
from applications.rules.workflow import Status
from kernel.plots import Band, Box, Label, Tone
from support_cases.models import Closing, Goal, InstitutionProfile, Measurement, SupportCase
from support_cases.rules.counting import fiscal_year_of
from support_cases.selectors.counting import applications_of_companies, changes_by_kind, endings
from support_cases.selectors.scope import scope_of
from support_cases.views.plots.flow import flow_plot
from tests.case_worlds import AT, TODAY, opened_case
from tests.people import People, signed_in
from tests.worlds import sent

YEAR = fiscal_year_of(TODAY)
LABELS = {1: "① 未着手(紙が中心)", 2: "② はじまり", 3: "③ 効率化", 4: "④ 変革"}


@pytest.fixture
def _today() -> Iterator[None]:
    cache.clear()
    with travel(AT, tick=False):
        yield


def test_a_band_is_as_wide_as_its_companies_and_lies_within_both_its_stages() -> None:
    plot = flow_plot(labels=LABELS, ways={(1, 2): 30, (2, 2): 60, (3, 2): 10})
    assert plot is not None
    bands = {each.hint: each for each in plot.shapes if isinstance(each, Band)}
    up, same, down = (bands[f"段階{was}から2へ{count}社({text})"] for was, count, text in _WAYS)
    assert (up.tone, same.tone, down.tone) == (Tone.SOLID, Tone.OPEN, Tone.HATCHED)
    assert (same.width, up.width, down.width) == (6 * down.width, 3 * down.width, down.width)
    assert [down.arrives, same.arrives, up.arrives] == sorted([down.arrives, same.arrives, up.arrives])
    assert up.arrives + up.width <= plot.height
    nodes = [each for each in plot.shapes if isinstance(each, Box) and each.hint == "② はじまり:100社"]
    assert [(each.top, each.height) for each in nodes] == [(down.arrives, up.arrives + up.width - down.arrives)]
    assert "60社" in [each.text for each in plot.shapes if isinstance(each, Label) and each.lies_on_shape]
    assert plot.rows[0] == ("① 未着手(紙が中心)から", "0", "30", "0", "0")
    assert plot.summary == "判定のある100社のうち、進んだ企業は30社、同じ段階の企業は60社、戻った企業は10社です。"


_WAYS = ((1, 30, "進んだ企業"), (2, 60, "同じ段階の企業"), (3, 10, "戻った企業"))


def test_the_outline_of_a_band_comes_back_to_where_it_began() -> None:
    band = Band(10, 20, 110, 60, 8, Tone.SOLID)
    assert band.path == "M10 20C60 20 60 60 110 60V68C60 68 60 28 10 28Z"


@pytest.mark.usefixtures("_today")
def test_where_nobody_went_there_is_no_picture(people: People) -> None:
    assert flow_plot(labels=LABELS, ways={}) is None
    page = signed_in(people.goto).get("/support/portfolio/").content.decode()
    assert "plot-flow" not in page
    assert "段階を判定した企業はまだありません" in page


def _ended(case: SupportCase, satisfaction: int | None, answer: str = "agreed") -> None:
    Closing.objects.create(
        case=case,
        reason="goal_reached",
        achieved="数えられる",
        closed_at=AT,
        closed_by_label="後藤",
        company_answer=answer if satisfaction else "",
        company_satisfaction=satisfaction,
        answered_at=AT if satisfaction else None,
    )


def _closed_cases(people: People, count: int) -> list[SupportCase]:
    return [
        SupportCase.objects.create(
            number=500 + number,
            company=Organisation.objects.create(kind="company", name=f"見本{number}社", created_at=AT),
            lead_institution=people.lead_institution,
            lead_advisor=people.goto,
            status="closed",
            source="visit",
            opened_at=AT - timedelta(days=300),
        )
        for number in range(count)
    ]


@pytest.mark.usefixtures("_today")
def test_satisfaction_is_the_mean_of_those_who_answered_and_stays_from_the_lab_while_few_did(people: People) -> None:
    for case, satisfaction, answer in zip(
        _closed_cases(people, 3), (5, 4, None), ("agreed", "disagreed", ""), strict=True
    ):
        _ended(case, satisfaction, answer)
    found = endings(scope_of(people.actor("goto")), YEAR)
    assert (found.ended, found.answered, found.agreed, found.marks) == (3, 2, 1, 9)
    assert "<strong>4.5</strong>点" in signed_in(people.goto).get("/support/portfolio/").content.decode()
    InstitutionProfile.objects.create(organisation=people.other_institution, kind="dx_lab")
    theirs = signed_in(people.hara).get("/support/portfolio/").content.decode()
    assert "企業の満足度" not in theirs
    assert "終えた支援" in theirs


@pytest.mark.usefixtures("_today")
def test_two_periods_that_differ_by_one_company_do_not_tell_the_lab_what_it_answered(people: People) -> None:
    for case in _closed_cases(people, 10):
        _ended(case, 4)
    InstitutionProfile.objects.create(organisation=people.other_institution, kind="dx_lab")
    hara, goto = signed_in(people.hara), signed_in(people.goto)
    part = "/support/portfolio/?first=2025-04-02&last=2026-03-31"
    pages = [browser.get(part).content.decode() for browser in (hara, goto)]
    assert ["企業の満足度" in each for each in pages] == [False, True]
    assert "企業の満足度" in hara.get("/support/portfolio/").content.decode()


@pytest.mark.usefixtures("_today")
def test_a_goal_is_reached_from_either_side_and_a_rate_is_told_by_its_mean(people: People) -> None:
    case = opened_case(people)
    kind, unit = "value_added_per_person", "千円/人"
    for baseline, target, value in ((500, 600, 620), (700, 800, 780), (400, 300, 300)):
        goal = Goal.objects.create(
            case=case, kind=kind, task="x", unit=unit, baseline=baseline, baseline_on=TODAY, target=target, due_on=TODAY
        )
        Measurement.objects.create(goal=goal, value=value, measured_on=TODAY, noted_at=AT, noted_by_label="後藤")
    (found,) = changes_by_kind(scope_of(people.actor("goto")), YEAR)
    assert (found.goals, found.reached, found.companies, found.after) == (3, 2, 1, Decimal(1700))
    page = signed_in(people.goto).get("/support/portfolio/").content.decode()
    assert "533.3 → 566.7(+6.3%)" in page
    assert "目標の値に届いたものは2件です" in page
    InstitutionProfile.objects.create(organisation=people.other_institution, kind="dx_lab")
    theirs = signed_in(people.hara).get("/support/portfolio/").content.decode()
    assert "10社に満たないため示しません" in theirs
    assert "533.3" not in theirs


@pytest.mark.usefixtures("_today")
def test_granted_applications_are_counted_once_they_were_decided(people: People) -> None:
    opened_case(people, at=AT - timedelta(hours=1))
    application = sent(people).application
    scope = scope_of(people.actor("goto"))
    assert applications_of_companies(scope, YEAR, TODAY) == (1, 0)
    Application.objects.filter(pk=application.pk).update(status=Status.GRANTED)
    assert applications_of_companies(scope, YEAR, TODAY) == (1, 1)
