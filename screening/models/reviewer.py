"""Who reviews: where the person works and worked, what else the person does, and how much the person can take."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

TIE_LABELS = (("employer", "現在の勤務先"), ("past_employer", "過去の勤務先"), ("other_post", "兼職・役員など"))


class ReviewerProfile(models.Model):
    """One reviewer. `fields` are letters of the industry divisions the person knows; `load_limit` counts files."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="審査員",
        on_delete=models.RESTRICT,
        primary_key=True,
        related_name="reviewer_profile",
    )
    fields = models.JSONField("専門分野", default=list, blank=True)
    is_available = models.BooleanField("引き受けられる", default=True)
    load_limit = models.PositiveSmallIntegerField("引き受ける件数の上限", default=20)
    note = models.CharField("事務局のメモ", max_length=400, blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "審査員"
        verbose_name_plural = "審査員"
        ordering = ("user",)

    def __str__(self) -> str:
        return str(self.user)


class ReviewerTie(models.Model):
    """One organisation that the reviewer belongs or belonged to, by name and, where known, by 法人番号."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(ReviewerProfile, verbose_name="審査員", on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField("関係", max_length=16, choices=TIE_LABELS)
    name = models.CharField("名称", max_length=100)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    until = models.DateField("いつまで", null=True, blank=True)

    class Meta:
        verbose_name = "審査員の所属"
        verbose_name_plural = "審査員の所属"
        ordering = ("profile", "kind", "name", "id")
        constraints = (
            models.CheckConstraint(
                name="reviewer_tie_kind_is_known", condition=Q(kind__in=[key for key, _ in TIE_LABELS])
            ),
            models.CheckConstraint(name="reviewer_tie_has_a_name", condition=~Q(name="")),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
