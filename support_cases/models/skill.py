"""What advisors say of their own skills over time, and what they learned."""

import uuid
from typing import Any

from django.db import models

from support_cases.models.institution import AdvisorProfile


class SkillAssessment(models.Model):
    """One self-assessment on one day, frozen: {item: level}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advisor = models.ForeignKey(
        AdvisorProfile, verbose_name="支援担当者", on_delete=models.RESTRICT, related_name="assessments"
    )
    assessed_on = models.DateField("評価日")
    levels: Any = models.JSONField("水準")
    noted_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "スキルの自己評価"
        verbose_name_plural = "スキルの自己評価"
        ordering = ("advisor", "assessed_on", "noted_at")

    def __str__(self) -> str:
        return f"{self.advisor_id} {self.assessed_on}"


class Training(models.Model):
    """One training or qualification that an advisor finished."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advisor = models.ForeignKey(
        AdvisorProfile, verbose_name="支援担当者", on_delete=models.RESTRICT, related_name="trainings"
    )
    name = models.CharField("研修・資格", max_length=100)
    finished_on = models.DateField("終えた日")
    hours = models.DecimalField("時間", max_digits=5, decimal_places=1, null=True, blank=True)
    note = models.CharField("メモ", max_length=200, blank=True)

    class Meta:
        verbose_name = "研修の記録"
        verbose_name_plural = "研修の記録"
        ordering = ("advisor", "-finished_on", "id")

    def __str__(self) -> str:
        return self.name
