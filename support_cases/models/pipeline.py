"""Companies an institution has in mind, companies it hands to another, and what the next advisor has to know."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from support_cases.models.case import DEMAND_LAYERS, SOURCES, SupportCase

REFERRAL_STATES = (
    ("offered", "返事を待っている"),
    ("accepted", "引き受けた"),
    ("declined", "断った"),
    ("withdrawn", "取り下げた"),
)


class PipelineEntry(models.Model):
    """One company in an institution's view, before and beside a case. Other institutions do not see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Organisation, verbose_name="支援機関", on_delete=models.RESTRICT, related_name="pipeline"
    )
    company = models.ForeignKey(Organisation, verbose_name="企業", on_delete=models.RESTRICT, related_name="+")
    demand_layer = models.CharField("需要層", max_length=12, choices=DEMAND_LAYERS, default="latent")
    source = models.CharField("きっかけ", max_length=12, choices=SOURCES)
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="担当者",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
    )
    next_approach = models.CharField("次にすること", max_length=200, blank=True)
    next_approach_on = models.DateField("いつ", null=True, blank=True)
    last_contact_on = models.DateField("最後に連絡した日", null=True, blank=True)
    is_dropped = models.BooleanField("追わない", default=False)
    note = models.TextField("メモ(自機関だけ)", blank=True)
    version = models.PositiveIntegerField("版数", default=1)
    noted_at = models.DateTimeField("登録日時")

    class Meta:
        verbose_name = "見込みの企業"
        verbose_name_plural = "見込みの企業"
        ordering = ("institution", "next_approach_on", "id")
        constraints = (
            models.UniqueConstraint(fields=["institution", "company"], name="one_pipeline_entry_of_a_company"),
        )

    def __str__(self) -> str:
        return f"{self.institution_id} {self.company_id}"


class Referral(models.Model):
    """A company is offered to another institution, which accepts or declines. Nothing of the case goes along by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Organisation, verbose_name="企業", on_delete=models.RESTRICT, related_name="referrals")
    case = models.ForeignKey(
        SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, null=True, blank=True, related_name="referrals"
    )
    from_institution = models.ForeignKey(
        Organisation, verbose_name="紹介する機関", on_delete=models.RESTRICT, related_name="referrals_made"
    )
    to_institution = models.ForeignKey(
        Organisation, verbose_name="紹介先", on_delete=models.RESTRICT, related_name="referrals_received"
    )
    because = models.TextField("紹介の理由")
    state = models.CharField("状態", max_length=10, choices=REFERRAL_STATES, default="offered")
    answer = models.TextField("返事", blank=True)
    offered_at = models.DateTimeField("紹介日時")
    offered_by_label = models.CharField("紹介した人", max_length=200)
    answered_at = models.DateTimeField("返事の日時", null=True, blank=True)
    answered_by_label = models.CharField("返事をした人", max_length=200, blank=True)

    class Meta:
        verbose_name = "紹介"
        verbose_name_plural = "紹介"
        ordering = ("-offered_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["company", "from_institution", "to_institution"],
                name="one_open_referral",
                condition=Q(state="offered"),
            ),
            models.CheckConstraint(
                name="referral_goes_to_another_institution", condition=~Q(from_institution=F("to_institution"))
            ),
            models.CheckConstraint(
                name="answered_referral_has_its_moment",
                condition=Q(state="offered", answered_at__isnull=True)
                | (~Q(state="offered") & Q(answered_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.company_id} → {self.to_institution_id}"


class Handover(models.Model):
    """What one lead advisor leaves to the next, frozen: where things stand, what is promised, what to mind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="handovers")
    from_label = models.CharField("前の担当者", max_length=200)
    to_advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="次の担当者", on_delete=models.RESTRICT, related_name="+"
    )
    institution = models.ForeignKey(Organisation, verbose_name="機関", on_delete=models.RESTRICT, related_name="+")
    standing = models.TextField("今の状況")
    promised = models.TextField("約束していること", blank=True)
    mind = models.TextField("気を付けること(自機関だけ)", blank=True)
    handed_over_at = models.DateTimeField("引継ぎ日時")

    class Meta:
        verbose_name = "引継ぎ"
        verbose_name_plural = "引継ぎ"
        ordering = ("case", "handed_over_at", "id")

    def __str__(self) -> str:
        return f"{self.case_id} {self.handed_over_at:%Y-%m-%d}"
