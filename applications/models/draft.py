"""What an application says: its sections and its cost lines, each with a version of its own for two editors at once."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedTextField

from applications.models.application import Application
from applications.rules.sections import SECTIONS, SectionKey

_LONGEST_TEXT = 400


class ApplicationSection(models.Model):
    """The answers of one section. What identifies officers to an inquiry is sealed: encrypted at rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, verbose_name="交付申請", on_delete=models.RESTRICT, related_name="sections"
    )
    key = models.CharField("区分", max_length=30, choices=[(section.key.value, section.label) for section in SECTIONS])
    answers = models.JSONField("回答", default=dict)
    sealed_answers = EncryptedTextField("秘匿する回答", null=True, blank=True)
    version = models.PositiveIntegerField("版数", default=1)
    saved_at = models.DateTimeField("保存日時")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="保存者", on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        verbose_name = "申請の区分"
        verbose_name_plural = "申請の区分"
        ordering = ("application", "key")
        constraints = (
            models.UniqueConstraint(fields=["application", "key"], name="one_section_of_a_key"),
            models.CheckConstraint(name="section_key_is_known", condition=Q(key__in=list(SectionKey))),
            models.CheckConstraint(name="section_versions_count_from_one", condition=Q(version__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.key}"

    @property
    def all_answers(self) -> dict[str, Any]:
        """The answers, sealed ones included."""
        sealed = json.loads(self.sealed_answers) if self.sealed_answers else {}
        return {**self.answers, **sealed}


class CostLine(models.Model):
    """One order of the budget. Amounts are whole yen and, for a subscription, for its whole term."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, verbose_name="交付申請", on_delete=models.RESTRICT, related_name="cost_lines"
    )
    position = models.PositiveIntegerField("順番")
    version = models.PositiveIntegerField("版数", default=1)
    category = models.PositiveSmallIntegerField("費目", null=True, blank=True)
    description = models.CharField("品名・内容・仕様", max_length=_LONGEST_TEXT, blank=True)
    quantity = models.DecimalField("数量", max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField("単位", max_length=100, blank=True)
    unit_price = models.BigIntegerField("単価(税抜)", null=True, blank=True)
    amount_excluding_tax = models.BigIntegerField("金額(税抜)", null=True, blank=True)
    amount_including_tax = models.BigIntegerField("金額(税込)", null=True, blank=True)
    vendor = models.CharField("発注先", max_length=100, blank=True)
    vendor_address = models.CharField("発注先の所在地", max_length=_LONGEST_TEXT, blank=True)
    vendor_in_prefecture = models.BooleanField("発注先が県内", null=True, blank=True)
    out_of_prefecture_reason = models.CharField("県外発注の理由", max_length=_LONGEST_TEXT, blank=True)
    quotes = models.PositiveSmallIntegerField("見積の社数", null=True, blank=True)
    chosen_quote = models.CharField("採用する見積", max_length=100, blank=True)
    single_quote_reason = models.CharField("複数の見積がとれない理由", max_length=_LONGEST_TEXT, blank=True)
    general_purpose_device = models.BooleanField("汎用のパソコン等", null=True, blank=True)
    exclusive_use = models.CharField("専ら使う業務", max_length=_LONGEST_TEXT, blank=True)
    contract_planned_on = models.DateField("契約の予定日", null=True, blank=True)
    payment_planned_on = models.DateField("支払の予定日", null=True, blank=True)
    payment_method = models.CharField("支払方法", max_length=60, blank=True)
    subscription_contracted_on = models.DateField("利用契約の日", null=True, blank=True)
    subscription_from = models.DateField("利用の開始日", null=True, blank=True)
    subscription_to = models.DateField("利用の終了日", null=True, blank=True)
    proration_basis = models.CharField("按分の根拠", max_length=_LONGEST_TEXT, blank=True)
    saved_at = models.DateTimeField("保存日時")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="保存者", on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        verbose_name = "経費明細"
        verbose_name_plural = "経費明細"
        ordering = ("application", "position")
        constraints = (
            models.UniqueConstraint(fields=["application", "position"], name="one_cost_line_of_a_position"),
            models.CheckConstraint(name="cost_line_positions_count_from_one", condition=Q(position__gte=1)),
            models.CheckConstraint(
                name="cost_line_amounts_are_not_negative",
                condition=(Q(unit_price__isnull=True) | Q(unit_price__gte=0))
                & (Q(amount_excluding_tax__isnull=True) | Q(amount_excluding_tax__gte=0))
                & (Q(amount_including_tax__isnull=True) | Q(amount_including_tax__gte=0)),
            ),
            models.CheckConstraint(
                name="cost_line_quantity_is_positive", condition=Q(quantity__isnull=True) | Q(quantity__gt=0)
            ),
            models.CheckConstraint(
                name="subscription_ends_after_it_begins",
                condition=Q(subscription_from__isnull=True)
                | Q(subscription_to__isnull=True)
                | Q(subscription_to__gte=F("subscription_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.position}"
