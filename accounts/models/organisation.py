"""An organisation: the owner of files, and what a member is a member of."""

import uuid

from django.db import models
from django.db.models import F, Q

from accounts.rules.roles import KIND_LABELS, OrganisationKind

NO_NUMBER_OR_THIRTEEN_DIGITS = r"^([0-9]{13})?$"
NO_CODE_OR_SIX_DIGITS = r"^([0-9]{6})?$"


class Organisation(models.Model):
    """企業, 事務局, 支援機関, 審査会 or 検査機関. A company stands in the register once.

    One that was registered twice, or that another took over (合併), stays as a row that leads to the kept one.
    `merged_into` never leads to a company that was itself absorbed: who absorbs it takes its followers along.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        "種類", max_length=12, choices=[(kind.value, KIND_LABELS[kind]) for kind in OrganisationKind]
    )
    name = models.CharField("名称", max_length=200)
    name_kana = models.CharField("名称(フリガナ)", max_length=200, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("所在地", max_length=300, blank=True)
    municipality_code = models.CharField("市町村コード", max_length=6, blank=True)
    telephone = models.CharField("電話番号", max_length=20, blank=True)
    created_at = models.DateTimeField("登録日時")
    merged_into = models.ForeignKey(
        "self", verbose_name="統合先", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    merged_at = models.DateTimeField("統合日時", null=True, blank=True)

    class Meta:
        verbose_name = "組織"
        verbose_name_plural = "組織"
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                name="organisation_kind_is_known", condition=Q(kind__in=[kind.value for kind in OrganisationKind])
            ),
            models.CheckConstraint(name="organisation_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="corporate_number_is_thirteen_digits",
                condition=Q(corporate_number__regex=NO_NUMBER_OR_THIRTEEN_DIGITS),
            ),
            models.CheckConstraint(
                name="municipality_code_is_six_digits", condition=Q(municipality_code__regex=NO_CODE_OR_SIX_DIGITS)
            ),
            models.UniqueConstraint(
                name="corporate_number_names_one_organisation",
                fields=["corporate_number"],
                condition=~Q(corporate_number=""),
            ),
            models.CheckConstraint(
                name="only_a_company_is_merged_and_never_into_itself",
                condition=Q(merged_into__isnull=True, merged_at__isnull=True)
                | (Q(merged_into__isnull=False, merged_at__isnull=False, kind="company") & ~Q(merged_into=F("id"))),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kind_of(self) -> OrganisationKind:
        """The kind, as rules name it."""
        return OrganisationKind(self.kind)

    @property
    def stands_as(self) -> "Organisation":
        """The company that this row stands for today: itself, or the one that it was merged into."""
        return self.merged_into or self
