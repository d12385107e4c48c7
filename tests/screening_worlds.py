"""Screenings that real verbs have made. Endo may look at both files; Fujii works for the vendor of the first.

Two files compete: Aoki's, whose vendor is Fujii's employer, and Chiba's. Kanda is a third reviewer, who has no tie.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.actor import Actor, actor_of
from accounts.models import User
from accounts.rules.roles import Role
from accounts.services.invitations import accept_as_newcomer, invite_colleague
from applications.models import Application, CostLine
from applications.selectors.calls import terms_in_force
from applications.services.acceptance import accept_application
from applications.services.cost_lines import change_cost_line
from applications.services.drafts import save_section
from applications.services.submission import submit_application
from records.models import IssuedPaper, PaperState
from records.services.rendering import render_paper
from screening.models import Assignment, Minutes, Release, ReviewerProfile, Scenario, ScreeningCase, ScreeningRound
from screening.models.assignment import CLEAR
from screening.rules.minuted import Attendee
from screening.rules.profiles import ProfileEntry, TieEntry
from screening.rules.ranking import Edge
from screening.rules.workflow import AssignmentStatus
from screening.services.allocation import save_scenario
from screening.services.assignments import assign_reviewer
from screening.services.conflicts import declare
from screening.services.consolidation import open_consolidation, settle_case
from screening.services.decisions import draft_decisions
from screening.services.freezing import freeze_allocation, preview_freezing
from screening.services.releases import check_letter, prepare_release, release_decisions
from screening.services.reviewers import save_profile
from screening.services.rounds import open_round
from screening.services.scoring import save_score, submit_sheet
from tests import filled, worlds
from tests.people import People
from tests.worlds import AT, CALL

# The call is closed and the files are accepted.
OPENED_AT = AT + timedelta(days=21)
DUE_ON = date(2025, 6, 27)
VENDOR_OF_FUJII = "県内ベンダー"
# The panel meets when every sheet is in; the first file is served whole, the second gets what is left.
FROZEN_AT = OPENED_AT + timedelta(days=24)
RELEASED_AT = FROZEN_AT + timedelta(days=5)
BUDGET = 2_600_000
_VENDOR_OF_THE_RIVAL = "見本システムズ株式会社"


@dataclass(frozen=True)
class Panel:
    """A round in which nobody has looked at anything yet, its two cases, and a third reviewer."""

    round: ScreeningRound
    case: ScreeningCase
    rival: ScreeningCase
    kanda: User

    def case_of(self, name: str) -> ScreeningCase:
        """The case of the company of this person."""
        return self.rival if name == "chiba" else self.case


def accepted_file(people: People, *, name: str = "aoki", at: datetime = AT) -> Application:
    """An accepted file; the rival orders from another vendor."""
    draft = worlds.filled_draft(people, name=name, at=at)
    if name == "chiba":
        _order_elsewhere(draft, people.actor(name), at)
    submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=people.actor(name), at=at)
    return accept_application(application_id=draft.pk, actor=people.actor("doi"), at=at + timedelta(days=1))


def _order_elsewhere(draft: Application, actor: Actor, at: datetime) -> None:
    line = CostLine.objects.get(application=draft, position=1)
    change_cost_line(line_id=line.pk, values={"vendor": _VENDOR_OF_THE_RIVAL}, version=line.version, actor=actor, at=at)
    version = draft.sections.get(key="project_plan").version
    solutions = [{**row, "vendor": _VENDOR_OF_THE_RIVAL} for row in filled.PLAN["solutions"]]
    save_section(
        application_id=draft.pk,
        key="project_plan",
        answers={"solutions": solutions},
        version=version,
        actor=actor,
        at=at,
    )


def another_reviewer(people: People, name: str, *, mailbox: str, at: datetime = AT) -> User:
    """A further member of the panel, invited and come in."""
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return f"/invitations/{token}/"

    invite_colleague(
        actor=people.actor("ito"),
        organisation=people.panel,
        email=f"{mailbox}@panel.test",
        role=Role.REVIEWER,
        rights=frozenset(),
        link_to=link_to,
        at=at,
    )
    return accept_as_newcomer(token=tokens[0], name=name, password=None, at=at)


def profile(user: User, *ties: TieEntry, people: People, at: datetime = AT, **said: object) -> ReviewerProfile:
    """A profile that the reviewer keeps."""
    kept = ReviewerProfile.objects.filter(user=user).first()
    entry = ProfileEntry(ties=ties, **said)  # type: ignore[arg-type]
    return save_profile(
        user_id=user.pk, entry=entry, version=kept.version if kept else 0, actor=people.actor("doi"), at=at
    )


def opened_round(people: People, *, reviewers_per_file: int = 2, at: datetime = OPENED_AT) -> Panel:
    """A round over two accepted files, with three reviewers whose profiles are known."""
    files = {name: accepted_file(people, name=name) for name in ("aoki", "chiba")}
    kanda = another_reviewer(people, "神田 千秋", mailbox="kanda")
    profile(people.endo, TieEntry("employer", "見本大学 工学部"), people=people, fields=("E",))
    profile(people.fujii, TieEntry("employer", VENDOR_OF_FUJII), people=people, fields=("E", "G"))
    profile(kanda, TieEntry("employer", "神田経営研究所"), people=people)
    opened = open_round(
        call_id=CALL, due_on=DUE_ON, reviewers_per_file=reviewers_per_file, actor=people.actor("doi"), at=at
    )
    cases = {name: ScreeningCase.objects.get(application=file) for name, file in files.items()}
    return Panel(opened, cases["aoki"], cases["chiba"], kanda)


def assigned(people: People, *, panel: Panel | None = None, at: datetime = OPENED_AT) -> dict[str, Assignment]:
    """Endo and Kanda look at Aoki's file, Endo and Fujii at Chiba's: "endo", "kanda", "endo_rival", "fujii_rival"."""
    panel = panel or opened_round(people)
    pairs = {
        "endo": (panel.case, people.endo),
        "kanda": (panel.case, panel.kanda),
        "endo_rival": (panel.rival, people.endo),
        "fujii_rival": (panel.rival, people.fujii),
    }
    return {name: assign(case.pk, reviewer, people=people, at=at) for name, (case, reviewer) in pairs.items()}


def assign(case_id: UUID, reviewer: User, *, people: People, at: datetime = OPENED_AT) -> Assignment:
    """One file for one reviewer."""
    return assign_reviewer(case_id=case_id, reviewer_id=reviewer.pk, actor=people.actor("doi"), at=at)


def opened(assignment: Assignment, *, at: datetime = OPENED_AT) -> Assignment:
    """The same assignment after its reviewer declared no conflict: the sheet is open."""
    actor = actor_of(assignment.reviewer)
    return declare(assignment_id=assignment.pk, kind=CLEAR, actor=actor, at=at)


def score(assignment: Assignment, *, points: int = 3, at: datetime = OPENED_AT, comment: str = "") -> None:
    """Every criterion scored with at most so many points, as its reviewer would."""
    kept = dict(assignment.scores.values_list("criterion", "version"))
    for criterion in terms_in_force(assignment.case.application.revision).screening.criteria:
        save_score(
            assignment_id=assignment.pk,
            criterion=criterion.key,
            points=min(points, criterion.points),
            comment=comment,
            version=kept.get(criterion.key, 0),
            actor=actor_of(assignment.reviewer),
            at=at,
        )


def scored(assignment: Assignment, *, points: int = 3, at: datetime = OPENED_AT, comment: str = "") -> Assignment:
    """The same assignment with its sheet handed in: declared clear, every criterion scored."""
    if assignment.status == AssignmentStatus.ASSIGNED:
        assignment = opened(assignment, at=at)
    score(assignment, points=points, at=at, comment=comment)
    submit_sheet(assignment_id=assignment.pk, actor=actor_of(assignment.reviewer), at=at)
    return Assignment.objects.select_related("case__application__revision", "reviewer").get(pk=assignment.pk)


def settled(people: People, *, panel: Panel | None = None, at: datetime = OPENED_AT, **points: int) -> Panel:
    """Both files scored by their two reviewers and settled: Aoki's stands before Chiba's unless `points` say else."""
    panel = panel or opened_round(people, at=at)
    sheets = assigned(people, panel=panel, at=at)
    given = {"endo": 12, "kanda": 10, "endo_rival": 10, "fujii_rival": 9, **points}
    for name, assignment in sheets.items():
        scored(assignment, points=given[name], at=at)
    for case in (panel.case, panel.rival):
        settle(case.pk, people=people, at=at)
    return panel


def settle(case_id: UUID, *, people: People, at: datetime = OPENED_AT) -> ScreeningCase:
    """A case whose sheets are all in, consolidated and settled."""
    open_consolidation(case_id=case_id, actor=people.actor("doi"), at=at)
    return settle_case(case_id=case_id, actor=people.actor("doi"), at=at)


def scenario(
    people: People, panel: Panel, *, name: str = "当初予算", budget: int = BUDGET, at: datetime = FROZEN_AT
) -> Scenario:
    """A saved trial of a budget."""
    actor = people.actor("doi")
    return save_scenario(round_id=panel.round.pk, name=name, budget=budget, edge=Edge.PART, actor=actor, at=at)


def frozen(
    people: People, *, panel: Panel | None = None, kept: Scenario | None = None, at: datetime = FROZEN_AT
) -> Minutes:
    """A settled round, its allocation frozen by the head of the secretariat."""
    panel = panel or settled(people)
    kept = kept or scenario(people, panel, at=at)
    return freeze_allocation(
        round_id=panel.round.pk,
        scenario_id=kept.pk,
        held_on=at.date(),
        place="工業技術センター 会議室",
        attendees=(Attendee("本田 薫", "議長"), Attendee("遠藤 実", "審査員")),
        seen=preview_freezing(panel.round, kept.pk).seen,
        actor=people.actor("honda"),
        at=at,
    )


def drafted(people: People, *, minutes: Minutes | None = None, at: datetime = RELEASED_AT) -> Release:
    """Decisions drafted from frozen minutes."""
    minutes = minutes or frozen(people)
    return draft_decisions(round_id=minutes.round_id, actor=people.actor("doi"), at=at)


def prepared(people: People, *, release: Release | None = None, at: datetime = RELEASED_AT) -> Release:
    """Numbered letters, made by the worker's own verb."""
    release = release or drafted(people, at=at)
    prepared = prepare_release(release_id=release.pk, decided_on=at.date(), actor=people.actor("doi"), at=at)
    for decision in prepared.decisions.exclude(paper=None):
        assert decision.paper is not None
        # In a house that runs, its worker may have been quicker.
        if not render_paper(paper_id=decision.paper.pk, clock=lambda: at):
            _await(decision.paper)
    return prepared


def _await(paper: IssuedPaper) -> None:
    until = time.monotonic() + 60
    while paper.state != PaperState.READY:
        assert time.monotonic() < until, paper.state
        time.sleep(0.1)
        paper.refresh_from_db()


def checked(people: People, *, release: Release | None = None, at: datetime = RELEASED_AT) -> Release:
    """Every letter looked at."""
    release = release or prepared(people, at=at)
    for decision in release.decisions.all():
        check_letter(decision_id=decision.pk, actor=people.actor("doi"), at=at)
    return release


def released(people: People, *, release: Release | None = None, at: datetime = RELEASED_AT) -> Release:
    """Every letter gone out, by the head of the secretariat."""
    release = release or checked(people, at=at)
    return release_decisions(release_id=release.pk, actor=people.actor("honda"), at=at)
