"""One row per uploaded file. Its bytes lie in the store under a name that carries their hash."""

import uuid

from django.db import models
from django.db.models import F, Q

from records.rules.files.names import NAME_LIMIT

SHA256_LENGTH = 64


class ScanState(models.TextChoices):
    """What is known about viruses. A file that waits for its scan, or is infected, is handed to nobody."""

    OFF = "off", "検査なし"
    WAITING = "waiting", "検査待ち"
    CLEAN = "clean", "検査済み"
    INFECTED = "infected", "ウイルス検出"


IS_CURRENT = Q(superseded_by__isnull=True, withdrawn_at__isnull=True)
HANDED_OUT = (ScanState.OFF, ScanState.CLEAN)


class Attachment(models.Model):
    """A file as it was sent. It is superseded or, while nobody relies on it, withdrawn; it is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What it is attached to: a model's label, as in the audit trail, and the row's key.
    subject_kind = models.CharField("対象の種類", max_length=100)
    subject_id = models.CharField("対象", max_length=100)
    # Which document it is (the key of the call's list), and of which part of the subject, such as one cost line.
    purpose = models.CharField("書類", max_length=100)
    part = models.CharField("対象の一部", max_length=100, blank=True)
    original_name = models.CharField("ファイル名", max_length=NAME_LIMIT)
    size = models.PositiveBigIntegerField("バイト数")
    sha256 = models.CharField("SHA-256", max_length=SHA256_LENGTH)
    content_type = models.CharField("種類", max_length=100)
    file = models.CharField("保管名", max_length=160)
    uploaded_at = models.DateTimeField("登録日時")
    uploaded_by_id = models.UUIDField("登録者ID", null=True, blank=True)
    uploaded_by_label = models.CharField("登録者", max_length=200)
    superseded_by = models.OneToOneField(
        "self",
        verbose_name="差し替え後のファイル",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )
    withdrawn_at = models.DateTimeField("取下日時", null=True, blank=True)
    erased_at = models.DateTimeField("内容の廃棄日時", null=True, blank=True)
    # From here on others rely on it: part of something submitted.
    sealed_at = models.DateTimeField("確定日時", null=True, blank=True)
    scan_state = models.CharField("ウイルス検査", max_length=12, choices=ScanState)
    scan_due_at = models.DateTimeField("次の検査日時", null=True, blank=True)
    scan_attempts = models.PositiveSmallIntegerField("検査の試行回数", default=0)
    scanned_at = models.DateTimeField("検査日時", null=True, blank=True)
    scan_finding = models.CharField("検出名", max_length=200, blank=True)

    class Meta:
        verbose_name = "添付書類"
        verbose_name_plural = "添付書類"
        ordering = ("uploaded_at", "id")
        indexes = (
            models.Index(fields=["subject_kind", "subject_id", "uploaded_at"], name="attachment_of_subject"),
            models.Index(fields=["scan_due_at"], name="attachment_to_scan", condition=Q(scan_state="waiting")),
            models.Index(
                fields=["withdrawn_at"],
                name="attachment_to_erase",
                condition=Q(withdrawn_at__isnull=False, erased_at__isnull=True),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                name="attachment_is_kept_once",
                fields=["subject_kind", "subject_id", "purpose", "part", "sha256", "original_name"],
                condition=IS_CURRENT,
            ),
            models.CheckConstraint(
                name="attachment_belongs_to_a_document_of_a_subject",
                condition=~Q(subject_kind="") & ~Q(subject_id="") & ~Q(purpose=""),
            ),
            models.CheckConstraint(
                name="attachment_has_its_bytes",
                condition=Q(size__gt=0) & ~Q(sha256="") & ~Q(file="") & ~Q(original_name=""),
            ),
            models.CheckConstraint(name="attachment_names_who_uploaded_it", condition=~Q(uploaded_by_label="")),
            models.CheckConstraint(
                name="attachment_does_not_supersede_itself",
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
            ),
            models.CheckConstraint(
                name="attachment_once_sealed_is_not_withdrawn",
                condition=Q(sealed_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="attachment_is_erased_only_after_withdrawal",
                condition=Q(erased_at__isnull=True) | Q(withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(name="attachment_scan_state_is_known", condition=Q(scan_state__in=ScanState.values)),
            models.CheckConstraint(
                name="attachment_is_due_exactly_while_its_scan_waits",
                condition=(Q(scan_state=ScanState.WAITING, scan_due_at__isnull=False))
                | (~Q(scan_state=ScanState.WAITING) & Q(scan_due_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="attachment_infected_names_the_finding",
                condition=(Q(scan_state=ScanState.INFECTED) & ~Q(scan_finding=""))
                | (~Q(scan_state=ScanState.INFECTED) & Q(scan_finding="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.original_name} ({self.purpose})"

    @property
    def is_current(self) -> bool:
        """Whether it stands: neither replaced nor taken back."""
        return self.superseded_by_id is None and self.withdrawn_at is None

    @property
    def may_be_handed_out(self) -> bool:
        """Whether its bytes are there and nothing is left to be feared of them."""
        return self.scan_state in HANDED_OUT and self.erased_at is None
