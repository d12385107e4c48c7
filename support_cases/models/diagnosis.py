"""Diagnoses of a company, each under one version of one template, and the figures behind the local benchmark."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from support_cases.models.case import SupportCase
from support_cases.models.template import CaseTemplate

_FIGURES = (
    ("sales", "売上高"),
    ("operating_profit", "営業利益"),
    ("depreciation", "減価償却費"),
    ("cash", "現預金"),
    ("notes_receivable", "受取手形"),
    ("accounts_receivable", "売掛金"),
    ("inventories", "棚卸資産"),
    ("notes_payable", "支払手形"),
    ("accounts_payable", "買掛金"),
    ("borrowings", "借入金"),
    ("net_assets", "純資産"),
    ("total_assets", "負債・純資産の合計"),
    ("employees", "従業員数"),
    ("sales_before", "前の期の売上高"),
)
FIGURE_LABELS = dict(_FIGURES)


class Diagnosis(models.Model):
    """One diagnosis: {code: {current, target, yes, has, evidence, action}} by item. A finished one is not reopened.

    `asked`, `answered` and `total` are the sums of the answers, kept so that a comparison with others reads no answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="diagnoses")
    institution = models.ForeignKey(
        Organisation, verbose_name="行った機関", on_delete=models.RESTRICT, related_name="+"
    )
    template = models.ForeignKey(CaseTemplate, verbose_name="診断", on_delete=models.RESTRICT, related_name="diagnoses")
    answered_on = models.DateField("診断日")
    answers: Any = models.JSONField("回答", default=dict)
    summary = models.TextField("まとめ", blank=True)
    asked = models.PositiveIntegerField("項目の数", default=0)
    answered = models.PositiveIntegerField("答えた項目の数", default=0)
    total = models.PositiveIntegerField("現在の値の合計", default=0)
    version = models.PositiveIntegerField("版数", default=1)
    saved_at = models.DateTimeField("保存日時")
    saved_by_label = models.CharField("保存した人", max_length=200)
    finished_at = models.DateTimeField("終えた日時", null=True, blank=True)

    class Meta:
        verbose_name = "診断"
        verbose_name_plural = "診断"
        ordering = ("case", "template", "answered_on", "id")
        indexes = (models.Index(fields=["template", "finished_at"], name="diagnoses_of_a_version"),)
        constraints = (
            models.CheckConstraint(name="no_more_answers_than_items", condition=Q(answered__lte=F("asked"))),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.answered_on}"


class FinancialYear(models.Model):
    """The fourteen figures of one settled year of a company: whole yen and people, None where unknown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="financial_years"
    )
    settled_on = models.DateField("決算日")
    figures: Any = models.JSONField("数字", default=dict)
    version = models.PositiveIntegerField("版数", default=1)
    saved_at = models.DateTimeField("保存日時")
    saved_by_label = models.CharField("保存した人", max_length=200)

    class Meta:
        verbose_name = "決算の数字"
        verbose_name_plural = "決算の数字"
        ordering = ("case", "settled_on")
        constraints = (
            models.UniqueConstraint(fields=["case", "settled_on"], name="one_financial_year_of_a_day"),
            models.CheckConstraint(name="financial_years_count_versions", condition=Q(version__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.settled_on}"
