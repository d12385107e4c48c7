"""One row per paper asked for. The row is the truth; the broker only says that there is something to do."""

import uuid

from django.db import models
from django.db.models import F, Q

SHA256_LENGTH = 64


class PaperState(models.TextChoices):
    """Where a paper stands between being asked for and lying ready."""

    QUEUED = "queued", "待機中"
    RENDERING = "rendering", "作成中"
    READY = "ready", "完成"
    FAILED = "failed", "作成できず"


_CLAIMED = Q(claim__isnull=False, claimed_at__isnull=False)
_STORED = Q(ready_at__isnull=False, size__gt=0) & ~Q(sha256="") & ~Q(file="")


class IssuedPaper(models.Model):
    """A paper from its frozen view-model to its kept bytes. A re-issue is a new row that supersedes this one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("種類", max_length=60)
    number = models.CharField("様式番号", max_length=60, blank=True)
    title = models.CharField("表題", max_length=300)
    template = models.CharField("ひな型", max_length=120)
    context = models.JSONField("内容")
    state = models.CharField("状態", max_length=12, choices=PaperState, default=PaperState.QUEUED)
    claim = models.UUIDField("引受け", null=True, blank=True)
    claimed_at = models.DateTimeField("引受日時", null=True, blank=True)
    offered_at = models.DateTimeField("依頼日時")
    attempts = models.PositiveSmallIntegerField("試行回数", default=0)
    failed_because = models.CharField("作成できなかった理由", max_length=300, blank=True)
    sha256 = models.CharField("SHA-256", max_length=SHA256_LENGTH, blank=True)
    size = models.PositiveIntegerField("バイト数", default=0)
    file = models.CharField("保管名", max_length=160, blank=True)
    created_at = models.DateTimeField("作成依頼日時")
    ready_at = models.DateTimeField("完成日時", null=True, blank=True)
    supersedes = models.OneToOneField(
        "self",
        verbose_name="差し替える書類",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )
    discard_after = models.DateTimeField("廃棄日時", null=True, blank=True)

    class Meta:
        verbose_name = "発行書類"
        verbose_name_plural = "発行書類"
        ordering = ("created_at", "id")
        indexes = (
            models.Index(fields=["state", "offered_at"], name="paper_waiting"),
            models.Index(fields=["discard_after"], name="paper_to_discard"),
        )
        constraints = (
            models.CheckConstraint(name="paper_state_is_known", condition=Q(state__in=PaperState.values)),
            models.CheckConstraint(
                name="paper_is_claimed_exactly_while_rendering",
                condition=(Q(state=PaperState.RENDERING) & _CLAIMED)
                | (~Q(state=PaperState.RENDERING) & Q(claim__isnull=True, claimed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="paper_is_ready_exactly_with_its_bytes",
                condition=(Q(state=PaperState.READY) & _STORED)
                | (~Q(state=PaperState.READY) & Q(ready_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="paper_fails_exactly_for_a_reason",
                condition=(Q(state=PaperState.FAILED) & ~Q(failed_because=""))
                | (~Q(state=PaperState.FAILED) & Q(failed_because="")),
            ),
            models.CheckConstraint(name="paper_does_not_supersede_itself", condition=~Q(supersedes=F("id"))),
            models.CheckConstraint(
                name="paper_is_discarded_after_it_was_asked_for",
                condition=Q(discard_after__isnull=True) | Q(discard_after__gt=F("created_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"
