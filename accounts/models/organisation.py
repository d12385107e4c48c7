"""An organisation: the owner of files, and what a member is a member of."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.rules.roles import KIND_LABELS, OrganisationKind

NO_NUMBER_OR_THIRTEEN_DIGITS = r"^([0-9]{13})?$"
NO_CODE_OR_SIX_DIGITS = r"^([0-9]{6})?$"


class Organisation(models.Model):
    """企業, 事務局, 支援機関, 審査会 or 検査機関. A company stands in the register once."""

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
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kind_of(self) -> OrganisationKind:
        """The kind, as rules name it."""
        return OrganisationKind(self.kind)
