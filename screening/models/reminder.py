"""Which reminders have left: one row for each reviewer, due date and number of days before it."""

import uuid

from django.conf import settings
from django.db import models

from screening.models.case import ScreeningRound


class Reminder(models.Model):
    """One mail that named a reviewer's open files. The database lets there be one for a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScreeningRound, verbose_name="審査", on_delete=models.RESTRICT, related_name="reminders")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="審査員", on_delete=models.RESTRICT, related_name="+"
    )
    due_on = models.DateField("採点の期限")
    days_before = models.PositiveSmallIntegerField("期限までの日数")
    files = models.PositiveSmallIntegerField("残っていた件数")
    sent_at = models.DateTimeField("作成日時")

    class Meta:
        verbose_name = "採点のお知らせ"
        verbose_name_plural = "採点のお知らせ"
        ordering = ("sent_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "reviewer", "due_on", "days_before"], name="one_reminder_of_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer_id} {self.due_on} {self.days_before}日前"
