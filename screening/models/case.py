"""The screening of a call's files: the round, and one case for each accepted file."""

import uuid

from django.db import models
from django.db.models import Q

from applications.models import Application, Call
from screening.rules.workflow import CASE_STATUS_LABELS, ROUND_STATUS_LABELS, CaseStatus, RoundStatus


class ScreeningRound(models.Model):
    """The screening of one call: until when sheets are due, and how many sheets a file should get."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.OneToOneField(Call, verbose_name="公募", on_delete=models.RESTRICT, related_name="screening_round")
    status = models.CharField(
        "状態",
        max_length=12,
        choices=[(each.value, ROUND_STATUS_LABELS[each]) for each in RoundStatus],
        default=RoundStatus.SCORING,
    )
    due_on = models.DateField("採点の期限")
    reviewers_per_file = models.PositiveSmallIntegerField("1件あたりの審査員の数")
    opened_at = models.DateTimeField("開始日時")

    class Meta:
        verbose_name = "審査"
        verbose_name_plural = "審査"
        ordering = ("opened_at", "id")
        constraints = (
            models.CheckConstraint(name="round_status_is_known", condition=Q(status__in=list(RoundStatus))),
            models.CheckConstraint(name="round_asks_for_a_reviewer", condition=Q(reviewers_per_file__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.call_id} {self.get_status_display()}"


class ScreeningCase(models.Model):
    """One file in the screening. A file that is withdrawn keeps its case; it no longer competes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScreeningRound, verbose_name="審査", on_delete=models.RESTRICT, related_name="cases")
    application = models.OneToOneField(
        Application, verbose_name="交付申請", on_delete=models.RESTRICT, related_name="screening_case"
    )
    status = models.CharField(
        "状態",
        max_length=14,
        choices=[(each.value, CASE_STATUS_LABELS[each]) for each in CaseStatus],
        default=CaseStatus.SCORING,
    )
    opened_at = models.DateTimeField("開始日時")

    class Meta:
        verbose_name = "審査する申請"
        verbose_name_plural = "審査する申請"
        ordering = ("application__receipt_sequence", "id")
        constraints = (models.CheckConstraint(name="case_status_is_known", condition=Q(status__in=list(CaseStatus))),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.get_status_display()}"
