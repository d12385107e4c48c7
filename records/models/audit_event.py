"""What was done, by whom, to what, and why. Rows are added and never changed."""

import uuid

from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """One audited act. The database itself refuses to change or delete it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField("日時")
    # The person, where a person acted; the label is what the person was called then.
    actor_id = models.UUIDField("行為者ID", null=True, blank=True)
    actor_label = models.CharField("行為者", max_length=200)
    verb = models.CharField("行為", max_length=100)
    subject_kind = models.CharField("対象の種類", max_length=100)
    subject_id = models.CharField("対象", max_length=100)
    changes = models.JSONField("変更", default=dict)
    because = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "監査証跡"
        verbose_name_plural = "監査証跡"
        ordering = ("at", "id")
        indexes = (models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_of_subject"),)
        constraints = (
            models.CheckConstraint(name="audit_names_its_actor", condition=~Q(actor_label="")),
            models.CheckConstraint(name="audit_names_its_verb", condition=~Q(verb="")),
            models.CheckConstraint(name="audit_names_its_subject", condition=~Q(subject_kind="") & ~Q(subject_id="")),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.verb} {self.subject_kind} {self.subject_id}"
