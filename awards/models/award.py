"""The award that a released grant opens, and the frozen terms of each decision on it."""

import uuid

from django.db import models
from django.db.models import F, Q

from applications.models import Application
from records.models import IssuedPaper


class Award(models.Model):
    """One award (交付決定後の事業). `place` is its place in the book that its number was drawn from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(
        Application, verbose_name="交付申請", on_delete=models.RESTRICT, related_name="award"
    )
    book = models.CharField("番号の帳簿", max_length=70)
    place = models.PositiveIntegerField("帳簿の順番")
    number = models.CharField("交付決定番号", max_length=60, unique=True)
    opened_at = models.DateTimeField("開始日時")

    class Meta:
        verbose_name = "交付決定後の事業"
        verbose_name_plural = "交付決定後の事業"
        ordering = ("book", "place")
        constraints = (
            models.UniqueConstraint(fields=["book", "place"], name="one_award_of_a_place_in_a_book"),
            models.CheckConstraint(name="award_has_a_number", condition=~Q(number="")),
        )

    def __str__(self) -> str:
        return self.number


class AwardTerms(models.Model):
    """What one decision granted, frozen. Amounts in yen; `conditions` is a list of {sentence, clause}.

    The newest version counts; every later one says why it came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    award = models.ForeignKey(Award, verbose_name="交付決定後の事業", on_delete=models.RESTRICT, related_name="terms")
    version = models.PositiveIntegerField("版", default=1)
    decision_number = models.CharField("文書番号", max_length=60)
    decided_on = models.DateField("決定日")
    applied_amount = models.BigIntegerField("申請額")
    decided_amount = models.BigIntegerField("決定額")
    decided_cost = models.BigIntegerField("決定した補助対象経費")
    completion_limit = models.DateField("完了の期限")
    conditions = models.JSONField("交付の条件")
    letter = models.OneToOneField(
        IssuedPaper, verbose_name="通知書", on_delete=models.RESTRICT, related_name="award_terms"
    )
    because = models.CharField("改めた理由", max_length=400, blank=True)
    set_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "交付決定の内容"
        verbose_name_plural = "交付決定の内容"
        ordering = ("award", "version")
        constraints = (
            models.UniqueConstraint(fields=["award", "version"], name="one_award_terms_of_a_version"),
            models.CheckConstraint(name="award_terms_count_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="amended_award_terms_have_a_reason", condition=Q(version=1) | (Q(version__gt=1) & ~Q(because=""))
            ),
            models.CheckConstraint(
                name="award_is_within_the_request",
                condition=Q(decided_amount__gt=0, decided_amount__lte=F("applied_amount")),
            ),
            models.CheckConstraint(name="award_is_within_its_cost", condition=Q(decided_amount__lte=F("decided_cost"))),
            models.CheckConstraint(
                name="project_ends_after_its_decision", condition=Q(completion_limit__gte=F("decided_on"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.award_id} 第{self.version}版"
