"""Trying out what a budget gives, and the minutes in which the result stands for good."""

import uuid

from django.db import models
from django.db.models import Q

from records.models import IssuedPaper
from screening.models.case import ScreeningRound


class Scenario(models.Model):
    """One trial: a budget in yen, how the file at the edge is treated, and exceptions with their reasons.

    `exceptions` is a list of {case, treatment: "fund"|"hold"|"amount", amount, because}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScreeningRound, verbose_name="審査", on_delete=models.RESTRICT, related_name="scenarios")
    name = models.CharField("案の名前", max_length=60)
    budget = models.BigIntegerField("予算(円)")
    edge = models.CharField(
        "予算の境目", max_length=8, choices=(("part", "残りの額を交付する"), ("reserve", "補欠にする")), default="part"
    )
    exceptions = models.JSONField("例外", default=list, blank=True)
    version = models.PositiveIntegerField("版数", default=1)
    saved_at = models.DateTimeField("保存日時")
    saved_by_label = models.CharField("保存した人", max_length=200)

    class Meta:
        verbose_name = "予算配分の案"
        verbose_name_plural = "予算配分の案"
        ordering = ("round", "saved_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["round", "name"], name="one_scenario_of_a_name"),
            models.CheckConstraint(name="scenario_budget_is_not_negative", condition=Q(budget__gte=0)),
            models.CheckConstraint(name="scenario_edge_is_known", condition=Q(edge__in=["part", "reserve"])),
        )

    def __str__(self) -> str:
        return self.name


class Minutes(models.Model):
    """The ranking and allocation of a round, frozen, as its meeting settled them. One for each round."""

    round = models.OneToOneField(
        ScreeningRound, verbose_name="審査", on_delete=models.RESTRICT, primary_key=True, related_name="minutes"
    )
    held_on = models.DateField("開催日")
    place = models.CharField("場所", max_length=100, blank=True)
    attendees = models.JSONField("出席者")
    allocation = models.JSONField("順位と配分")
    sha256 = models.CharField("SHA-256", max_length=64)
    paper = models.OneToOneField(IssuedPaper, verbose_name="議事録", on_delete=models.RESTRICT, related_name="minutes")
    frozen_at = models.DateTimeField("確定日時")
    frozen_by_label = models.CharField("確定した人", max_length=200)

    class Meta:
        verbose_name = "議事録"
        verbose_name_plural = "議事録"
        ordering = ("frozen_at",)
        constraints = (models.CheckConstraint(name="minutes_carry_their_hash", condition=~Q(sha256="")),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.held_on}"
