"""What the screening keeps. Nothing of it is reachable from an applicant's page."""

from screening.models.allocation import Minutes, Scenario
from screening.models.assignment import Assignment, ConflictDeclaration, ConflictOverride
from screening.models.bonus import BonusDecision
from screening.models.case import ScreeningCase, ScreeningRound
from screening.models.decision import GrantDecision, Release
from screening.models.reminder import Reminder
from screening.models.reviewer import ReviewerProfile, ReviewerTie
from screening.models.sheet import Score, ScoreSheet

__all__ = [
    "Assignment",
    "BonusDecision",
    "ConflictDeclaration",
    "ConflictOverride",
    "GrantDecision",
    "Minutes",
    "Release",
    "Reminder",
    "ReviewerProfile",
    "ReviewerTie",
    "Scenario",
    "Score",
    "ScoreSheet",
    "ScreeningCase",
    "ScreeningRound",
]
