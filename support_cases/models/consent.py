"""What a company lets an institution see."""

import uuid

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from support_cases.rules.sharing import CATEGORY_LABELS, Category

HOW_LABELS = (("app", "この画面で"), ("paper", "書面で"))


class SharingConsent(models.Model):
    """One consent of a company to an institution, for one category, from and until a day. Withdrawn, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(
        Organisation, verbose_name="企業", on_delete=models.RESTRICT, related_name="given_consents"
    )
    institution = models.ForeignKey(
        Organisation, verbose_name="支援機関", on_delete=models.RESTRICT, related_name="held_consents"
    )
    category = models.CharField(
        "共有するもの", max_length=12, choices=[(each.value, CATEGORY_LABELS[each]) for each in Category]
    )
    starts_on = models.DateField("いつから")
    until = models.DateField("いつまで")
    how = models.CharField("同意の方法", max_length=8, choices=HOW_LABELS, default="app")
    note = models.CharField("書面の保管場所など", max_length=200, blank=True)
    given_at = models.DateTimeField("同意の日時")
    given_by_label = models.CharField("同意を登録した人", max_length=200)
    withdrawn_at = models.DateTimeField("撤回の日時", null=True, blank=True)
    withdrawn_by_label = models.CharField("撤回した人", max_length=200, blank=True)

    class Meta:
        verbose_name = "情報共有の同意"
        verbose_name_plural = "情報共有の同意"
        ordering = ("company", "institution", "category", "given_at", "id")
        indexes = (
            models.Index(fields=["institution", "category", "company"], name="consents_held"),
            # How many were withdrawn names what kept figures may still tell.
            models.Index(fields=["institution"], condition=Q(withdrawn_at__isnull=False), name="consents_withdrawn"),
        )
        constraints = (
            models.CheckConstraint(name="consent_ends_after_it_begins", condition=Q(until__gte=F("starts_on"))),
            models.CheckConstraint(name="consent_category_is_known", condition=Q(category__in=list(Category))),
            models.CheckConstraint(name="consent_on_paper_says_where", condition=~Q(how="paper") | ~Q(note="")),
        )

    def __str__(self) -> str:
        return f"{self.company_id} {self.institution_id} {self.category}"
