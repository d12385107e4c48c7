"""Support institutions and their advisors."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from support_cases.rules.institutions import KINDS


class InstitutionProfile(models.Model):
    """What an institution is good at, offers, and where. Lists hold words of the institution's own."""

    organisation = models.OneToOneField(
        Organisation,
        verbose_name="支援機関",
        on_delete=models.RESTRICT,
        primary_key=True,
        related_name="institution_profile",
    )
    kind = models.CharField("種別", max_length=16, choices=[(key, kind.label) for key, kind in KINDS.items()])
    strengths = models.JSONField("得意なこと", default=list, blank=True)
    services = models.JSONField("支援の内容", default=list, blank=True)
    municipalities = models.JSONField("対応する市町村", default=list, blank=True)
    is_certified = models.BooleanField("認定支援機関", default=False)
    approves_records = models.BooleanField("記録に上司の承認が要る", default=False)
    record_within_days = models.PositiveSmallIntegerField("記録の期限(支援日からの日数)", default=7)
    silent_after_days = models.PositiveSmallIntegerField("連絡なしの目安(日)", default=30)
    introduction = models.TextField("紹介文", blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "支援機関の紹介"
        verbose_name_plural = "支援機関の紹介"
        ordering = ("organisation",)
        constraints = (models.CheckConstraint(name="institution_kind_is_known", condition=Q(kind__in=list(KINDS))),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.get_kind_display()}"


class AdvisorProfile(models.Model):
    """What an advisor brings: qualifications, and the training behind them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="支援担当者",
        on_delete=models.RESTRICT,
        primary_key=True,
        related_name="advisor_profile",
    )
    qualifications = models.JSONField("資格", default=list, blank=True)
    introduction = models.TextField("自己紹介", blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "支援担当者"
        verbose_name_plural = "支援担当者"
        ordering = ("user",)

    def __str__(self) -> str:
        return str(self.user)
