"""A person asks to be let into a company that is already here, instead of registering it twice."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.organisation import Organisation


class JoinAnswer(models.TextChoices):
    """How the company answered."""

    ACCEPTED = "accepted", "承認"
    DECLINED = "declined", "見送り"


class JoinRequest(models.Model):
    """One open request of a person to one company, until somebody of the company answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.PROTECT, related_name="join_requests"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="組織", on_delete=models.PROTECT, related_name="join_requests"
    )
    asked_at = models.DateTimeField("申出日時")
    answer = models.CharField("回答", max_length=10, choices=JoinAnswer, blank=True)
    answered_at = models.DateTimeField("回答日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="回答者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "参加の申出"
        verbose_name_plural = "参加の申出"
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="one_open_join_request", fields=["user", "organisation"], condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="join_request_is_answered_by_somebody",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | Q(answer__in=JoinAnswer.values, answered_at__isnull=False, answered_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.organisation_id}"
