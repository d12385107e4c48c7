"""A call for applications and its revisions. The terms of a revision never change; an erratum is a new one."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from applications.rules.terms import CallTerms
from applications.rules.terms.loading import terms_of

SHA256_LENGTH = 64


class Call(models.Model):
    """One call (公募). Everything it asks stands in the terms of its revisions."""

    id = models.SlugField("公募の識別子", primary_key=True, max_length=60)
    is_demonstration = models.BooleanField("実演用", default=False)

    class Meta:
        verbose_name = "公募"
        verbose_name_plural = "公募"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.id


class CallRevision(models.Model):
    """One loaded state of a call's terms, kept as it was loaded. Unpublished ones are seen by nobody outside."""

    call = models.ForeignKey(Call, verbose_name="公募", on_delete=models.RESTRICT, related_name="revisions")
    number = models.PositiveIntegerField("版")
    sha256 = models.CharField("SHA-256", max_length=SHA256_LENGTH)
    raw_terms = models.JSONField("条件")
    loaded_at = models.DateTimeField("読み込んだ日時")
    because = models.TextField("理由", blank=True)
    published_at = models.DateTimeField("公開した日時", null=True, blank=True)

    class Meta:
        verbose_name = "公募の版"
        verbose_name_plural = "公募の版"
        ordering = ("call", "number")
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="one_revision_of_a_number"),
            models.UniqueConstraint(fields=["call", "sha256"], name="one_revision_of_the_same_terms"),
            models.CheckConstraint(name="revisions_count_from_one", condition=Q(number__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.call_id} 第{self.number}版"

    @cached_property
    def terms(self) -> CallTerms:
        """The typed terms; refused like a file if the stored ones could not be used."""
        return terms_of(self.raw_terms, str(self))
