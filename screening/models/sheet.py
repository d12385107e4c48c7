"""Scores as they are given, and score sheets as they were handed in."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from screening.models.assignment import Assignment


class Score(models.Model):
    """The working state of one criterion: whole points or none yet, and a comment. Its version counts saves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, verbose_name="割当", on_delete=models.RESTRICT, related_name="scores")
    criterion = models.CharField("審査項目", max_length=60)
    points = models.PositiveSmallIntegerField("点数", null=True, blank=True)
    comment = models.TextField("コメント", blank=True)
    version = models.PositiveIntegerField("版数", default=1)
    saved_at = models.DateTimeField("保存日時")

    class Meta:
        verbose_name = "採点"
        verbose_name_plural = "採点"
        ordering = ("assignment", "criterion")
        constraints = (models.UniqueConstraint(fields=["assignment", "criterion"], name="one_score_of_a_criterion"),)

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.criterion}"


class ScoreSheet(models.Model):
    """One handed-in sheet, frozen: `scores` is a list of {criterion, points, comment} in the rubric's order.

    The first needs no reason; every later one is a new number with the reason of the change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, verbose_name="割当", on_delete=models.RESTRICT, related_name="sheets")
    number = models.PositiveIntegerField("版", default=1)
    scores: Any = models.JSONField("点数とコメント")
    total = models.PositiveSmallIntegerField("合計点")
    because = models.TextField("変更の理由", blank=True)
    submitted_at = models.DateTimeField("提出日時")

    class Meta:
        verbose_name = "採点票"
        verbose_name_plural = "採点票"
        ordering = ("assignment", "number")
        constraints = (
            models.UniqueConstraint(fields=["assignment", "number"], name="one_score_sheet_of_a_number"),
            models.CheckConstraint(
                name="changed_score_sheet_has_a_reason", condition=Q(number=1) | (Q(number__gt=1) & ~Q(because=""))
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} 第{self.number}版"
