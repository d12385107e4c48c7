"""Bonus points (加点), which the secretariat decides from their evidence, once per file and item."""

import uuid

from django.db import models
from django.db.models import Q

from screening.models.case import ScreeningCase


class BonusDecision(models.Model):
    """Points of one bonus item for one file, frozen; the newest number counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ScreeningCase, verbose_name="申請", on_delete=models.RESTRICT, related_name="bonuses")
    bonus = models.CharField("加点項目", max_length=60)
    number = models.PositiveIntegerField("判断の回", default=1)
    points = models.PositiveSmallIntegerField("点数")
    evidence = models.JSONField("根拠", default=dict)
    because = models.TextField("理由")
    decided_by_label = models.CharField("判断した人", max_length=200)
    decided_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "加点の判断"
        verbose_name_plural = "加点の判断"
        ordering = ("case", "bonus", "number")
        constraints = (
            models.UniqueConstraint(fields=["case", "bonus", "number"], name="one_bonus_decision_of_a_number"),
            models.CheckConstraint(name="bonus_decision_has_a_reason", condition=~Q(because="")),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.bonus} {self.points}"
