"""Which papers belong to which file."""

import uuid

from django.db import models

from applications.models.application import Application
from records.models import IssuedPaper


class FilePaper(models.Model):
    """One issued paper of an application; whoever sees the application sees the paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, verbose_name="交付申請", on_delete=models.RESTRICT, related_name="papers"
    )
    paper = models.OneToOneField(
        IssuedPaper, verbose_name="発行書類", on_delete=models.RESTRICT, related_name="file_paper"
    )

    class Meta:
        verbose_name = "申請の書類"
        verbose_name_plural = "申請の書類"
        ordering = ("application", "paper")

    def __str__(self) -> str:
        return f"{self.application_id} {self.paper_id}"
