"""A screening for the demonstration: reviewers with profiles, and files at every step, by the same verbs as everybody's.

Fujii works for the vendor of some of the files and is kept from them. Kanda is a third reviewer, so that sheets of
somebody else are in. One file is left without reviewers, for the visitor to assign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.actor import Actor, actor_of
from accounts.models import Organisation, User
from accounts.rules.demonstration import DEMONSTRATION_PASSWORD
from accounts.rules.roles import OrganisationKind, Role
from accounts.services.invitations import accept_as_newcomer, invite_colleague
from accounts.services.second_factor import give_authenticator
from applications.models import Call
from applications.selectors.calls import terms_in_force
from kernel.calendar import tokyo_day
from screening.models import Assignment, ScreeningCase, ScreeningRound
from screening.models.assignment import CLEAR
from screening.rules.profiles import ProfileEntry, TieEntry
from screening.services.assignments import assign_reviewer
from screening.services.conflicts import declare
from screening.services.reviewers import save_profile
from screening.services.rounds import open_round
from screening.services.scoring import save_score, submit_sheet

_DAYS_TO_SCORE = 14
_PROFILES: Mapping[str, ProfileEntry] = {
    "endo": ProfileEntry(
        (TieEntry("employer", "見本大学 情報学部"), TieEntry("other_post", "見本商工会議所 専門家派遣")),
        ("E", "G"),
        load_limit=6,
    ),
    "fujii": ProfileEntry((TieEntry("employer", "見本システム(株)"),), ("D", "E", "H"), load_limit=4),
    "kanda": ProfileEntry(
        (TieEntry("employer", "神田経営研究所"), TieEntry("past_employer", "株式会社見本銀行")),
        ("D", "H"),
        load_limit=6,
    ),
}
_COMMENT = "課題と取組の対応が具体的に書かれています。"


@transaction.atomic
def settle_screening(*, call_id: str, at: datetime) -> int:
    """Open the round of the demonstration, unless it is there; answer how many files it holds."""
    if ScreeningRound.objects.filter(call_id=call_id).exists() or not Call.objects.filter(pk=call_id).exists():
        return 0
    office = actor_of(User.objects.get(email="doi@secretariat.example"))
    people = {name: User.objects.get(email=f"{name}@panel.example") for name in ("endo", "fujii")}
    people["kanda"] = _third_reviewer(at)
    for name, entry in _PROFILES.items():
        save_profile(user_id=people[name].pk, entry=entry, version=0, actor=office, at=at)
    due_on = tokyo_day(at) + timedelta(days=_DAYS_TO_SCORE)
    opened = open_round(call_id=call_id, due_on=due_on, reviewers_per_file=2, actor=office, at=at)
    cases = list(opened.cases.select_related("application__organisation").order_by("application__receipt_sequence"))
    _tell(_Story(office, people, at), cases)
    return len(cases)


@dataclass(frozen=True)
class _Story:
    """Who takes part, and when."""

    office: Actor
    people: Mapping[str, User]
    at: datetime

    def give(self, case: ScreeningCase, name: str) -> Assignment:
        """Assign a file."""
        return assign_reviewer(case_id=case.pk, reviewer_id=self.people[name].pk, actor=self.office, at=self.at)

    def score(self, assignment: Assignment, *, share: int, leave: int = 0) -> None:
        """Open a file and score it at so many tenths of each criterion; `leave` criteria stay open."""
        actor = actor_of(assignment.reviewer)
        declare(assignment_id=assignment.pk, kind=CLEAR, actor=actor, at=self.at)
        criteria = terms_in_force(assignment.case.application.revision).screening.criteria
        for criterion in criteria[: len(criteria) - leave]:
            points = criterion.points * share // 10
            save_score(
                assignment_id=assignment.pk,
                criterion=criterion.key,
                points=points,
                comment=_COMMENT,
                version=0,
                actor=actor,
                at=self.at,
            )
        if not leave:
            submit_sheet(assignment_id=assignment.pk, actor=actor, at=self.at)


def _tell(story: _Story, cases: list[ScreeningCase]) -> None:
    """One file waits, one is half scored, one is complete, and from one a reviewer stepped back."""
    waiting, begun, complete, stepped_back = cases[:4]
    story.give(waiting, "endo")
    story.score(story.give(waiting, "kanda"), share=7)
    story.score(story.give(begun, "endo"), share=8, leave=4)
    story.give(begun, "fujii")
    story.score(story.give(complete, "endo"), share=8)
    story.score(story.give(complete, "kanda"), share=6)
    story.give(stepped_back, "endo")
    gone = story.give(stepped_back, "kanda")
    because = "この会社の計画づくりを手伝ったことがあるため"
    declare(assignment_id=gone.pk, kind="adviser", because=because, actor=actor_of(gone.reviewer), at=story.at)


def _third_reviewer(at: datetime) -> User:
    """Kanda, invited by the head of the secretariat and come in."""
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return f"/invitations/{token}/"

    invite_colleague(
        actor=actor_of(User.objects.get(email="honda@secretariat.example")),
        organisation=Organisation.objects.get(kind=OrganisationKind.PANEL),
        email="kanda@panel.example",
        role=Role.REVIEWER,
        rights=frozenset(),
        link_to=link_to,
        at=at,
    )
    user = accept_as_newcomer(token=tokens[0], name="神田 千秋", password=DEMONSTRATION_PASSWORD, at=at)
    give_authenticator(user)
    return user
