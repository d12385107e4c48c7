"""Templates as they were loaded: a version never changes, and what was begun with one keeps it."""

from typing import Any

from django.db import models
from django.db.models import Q

KIND_LABELS = (("phases", "進め方"), ("diagnosis", "診断"))


class CaseTemplate(models.Model):
    """One version of a way through the phases or of a diagnosis, by key and version, with its whole document."""

    kind = models.CharField("種類", max_length=10, choices=KIND_LABELS)
    key = models.CharField("名前", max_length=40)
    version = models.CharField("版", max_length=40)
    title = models.CharField("題名", max_length=400)
    valid_from = models.DateField("いつから", null=True, blank=True)
    document: Any = models.JSONField("内容")
    sha256 = models.CharField("SHA-256", max_length=64)
    loaded_at = models.DateTimeField("読み込み日時")

    class Meta:
        verbose_name = "ひな形"
        verbose_name_plural = "ひな形"
        ordering = ("kind", "key", "-valid_from", "-loaded_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["kind", "key", "version"], name="one_template_of_a_version"),
            models.CheckConstraint(
                name="template_kind_is_known", condition=Q(kind__in=[key for key, _ in KIND_LABELS])
            ),
        )

    def __str__(self) -> str:
        return self.title
