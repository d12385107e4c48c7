"""A support case: one company accompanied by a lead institution and its partners."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from support_cases.rules.scales import MEASURES, Scale
from support_cases.rules.workflow import OPEN_STATUSES, STATUS_LABELS, CaseStatus

DEMAND_LAYERS = (("apparent", "顕在層"), ("latent", "潜在層"), ("indifferent", "無関心層"))
SOURCES = (
    ("counter", "窓口"),
    ("visit", "訪問"),
    ("telephone", "電話"),
    ("referral", "紹介"),
    ("web", "ウェブ"),
    ("seminar", "セミナー"),
)


def _within(scale: Scale) -> Q:
    measure = MEASURES[scale]
    return Q(scale=scale, value__gte=measure.lowest, value__lte=measure.highest)


class SupportCase(models.Model):
    """One case. `company` owns it; `lead_institution` (主治医) answers for it. Scales are readings of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField("ケースの番号")
    company = models.ForeignKey(
        Organisation, verbose_name="企業", on_delete=models.RESTRICT, related_name="support_cases"
    )
    # Where the case was opened, if that entry of the register was merged into the company's of today.
    came_from = models.ForeignKey(
        Organisation,
        verbose_name="統合前の企業",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="cases_gone",
    )
    lead_institution = models.ForeignKey(
        Organisation, verbose_name="主担当の機関", on_delete=models.RESTRICT, related_name="led_cases"
    )
    lead_advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="主担当者", on_delete=models.RESTRICT, related_name="led_cases"
    )
    status = models.CharField(
        "状態",
        max_length=14,
        choices=[(each.value, STATUS_LABELS[each]) for each in CaseStatus],
        default=CaseStatus.CONSULTATION,
    )
    source = models.CharField("受付経路", max_length=12, choices=SOURCES)
    demand_layer = models.CharField("需要層", max_length=12, choices=DEMAND_LAYERS, default="latent")
    purpose = models.CharField("ありたい姿", max_length=400, blank=True)
    opened_at = models.DateTimeField("開始日時")
    last_contact_on = models.DateField("最後に連絡した日", null=True, blank=True)
    next_contact_on = models.DateField("次の予定日", null=True, blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "支援ケース"
        verbose_name_plural = "支援ケース"
        ordering = ("number",)
        indexes = (
            models.Index(fields=["lead_institution", "status", "last_contact_on"], name="cases_of_institution"),
            models.Index(fields=["lead_institution", "last_contact_on", "number"], name="cases_by_silence"),
            models.Index(fields=["company"], name="cases_of_company"),
            # Statistics go over an institution's companies by this index alone.
            models.Index(fields=["lead_institution", "company", "id", "status"], name="companies_of_institution"),
        )
        constraints = (
            models.UniqueConstraint(fields=["number"], name="one_support_case_of_a_number"),
            models.UniqueConstraint(
                fields=["company", "lead_institution"],
                name="one_open_case_of_a_company_and_its_lead",
                condition=Q(status__in=sorted(OPEN_STATUSES), came_from__isnull=True),
            ),
            models.CheckConstraint(name="support_case_status_is_known", condition=Q(status__in=list(CaseStatus))),
            models.CheckConstraint(
                name="support_case_source_is_known", condition=Q(source__in=[key for key, _ in SOURCES])
            ),
            models.CheckConstraint(
                name="support_case_layer_is_known", condition=Q(demand_layer__in=[key for key, _ in DEMAND_LAYERS])
            ),
        )

    def __str__(self) -> str:
        return f"C{self.number:05d}"


class CasePartner(models.Model):
    """An institution that works on a case beside the lead, in a role, from a day until another or still."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="partners")
    institution = models.ForeignKey(
        Organisation, verbose_name="連携機関", on_delete=models.RESTRICT, related_name="partnered_cases"
    )
    role = models.CharField("役割", max_length=100)
    starts_on = models.DateField("開始日")
    until = models.DateField("終了日", null=True, blank=True)

    class Meta:
        verbose_name = "連携機関"
        verbose_name_plural = "連携機関"
        ordering = ("case", "starts_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "institution"], name="one_running_partnership", condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="partnership_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("starts_on"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.institution_id}"


class ScaleReading(models.Model):
    """One reading on one of the four scales, dated, with its evidence, frozen. The newest of a scale counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="readings")
    scale = models.CharField("尺度", max_length=14, choices=[(each.value, MEASURES[each].label) for each in Scale])
    value = models.PositiveSmallIntegerField("値")
    read_on = models.DateField("判定日")
    evidence = models.TextField("根拠")
    because = models.CharField("前の段階に戻した理由", max_length=400, blank=True)
    read_by_label = models.CharField("判定した人", max_length=200)
    read_at = models.DateTimeField("記録日時")

    class Meta:
        verbose_name = "段階の判定"
        verbose_name_plural = "段階の判定"
        ordering = ("case", "scale", "read_on", "read_at", "id")
        indexes = (models.Index(fields=["scale", "case", "read_on", "read_at", "value"], name="readings_of_scale"),)
        constraints = (
            models.CheckConstraint(
                name="reading_is_on_its_scale",
                condition=_within(Scale.DIGITAL_STAGE)
                | _within(Scale.PROCESS_PHASE)
                | _within(Scale.MATURITY)
                | _within(Scale.SELF_RELIANCE),
            ),
            models.CheckConstraint(name="reading_has_evidence", condition=~Q(evidence="")),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.scale} {self.value}"
