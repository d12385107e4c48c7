"""Which reviewer looks at which file, what was declared before it opened, and what was overridden."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from screening.models.case import ScreeningCase
from screening.rules.workflow import ASSIGNMENT_STATUS_LABELS, AssignmentStatus

CLEAR = "none"
CONFLICT_LABELS = (
    (CLEAR, "利益相反はない"),
    ("employer", "勤務先である・あった"),
    ("family", "親族・親しい関係がある"),
    ("financial", "出資・融資などの利害がある"),
    ("adviser", "顧問・支援をしている・していた"),
    ("vendor", "発注先・見積先である"),
    ("competitor", "競争相手である"),
    ("other", "その他の事情がある"),
    ("abstained", "利益相反ではないが審査できない"),
)
_KINDS = [key for key, _ in CONFLICT_LABELS]


class Assignment(models.Model):
    """One reviewer and one file. A reviewer who recused or was removed is not assigned to it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ScreeningCase, verbose_name="申請", on_delete=models.RESTRICT, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="審査員", on_delete=models.RESTRICT, related_name="assignments"
    )
    status = models.CharField(
        "状態",
        max_length=12,
        choices=[(each.value, ASSIGNMENT_STATUS_LABELS[each]) for each in AssignmentStatus],
        default=AssignmentStatus.ASSIGNED,
    )
    assigned_at = models.DateTimeField("割当日時")
    assigned_by_label = models.CharField("割り当てた人", max_length=200)
    # One mail tells a reviewer of all the files that were assigned together.
    announced_at = models.DateTimeField("お知らせ日時", null=True, blank=True)

    class Meta:
        verbose_name = "審査の割当"
        verbose_name_plural = "審査の割当"
        ordering = ("case", "assigned_at", "id")
        indexes = (models.Index(fields=["reviewer", "status"], name="assignments_of_reviewer"),)
        constraints = (
            models.UniqueConstraint(fields=["case", "reviewer"], name="one_assignment_of_a_reviewer_to_a_case"),
            models.CheckConstraint(name="assignment_status_is_known", condition=Q(status__in=list(AssignmentStatus))),
        )

    def __str__(self) -> str:
        return f"{self.reviewer_id} {self.case_id} {self.get_status_display()}"


class ConflictDeclaration(models.Model):
    """What a reviewer declared about one file: no conflict, or a conflict of a kind. A later one is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        Assignment, verbose_name="割当", on_delete=models.RESTRICT, related_name="declarations"
    )
    kind = models.CharField("申告", max_length=12, choices=CONFLICT_LABELS)
    because = models.TextField("事情", blank=True)
    declared_at = models.DateTimeField("申告日時")

    class Meta:
        verbose_name = "利益相反の申告"
        verbose_name_plural = "利益相反の申告"
        ordering = ("assignment", "declared_at", "id")
        constraints = (
            models.CheckConstraint(name="declaration_kind_is_known", condition=Q(kind__in=_KINDS)),
            models.CheckConstraint(name="declared_conflict_says_why", condition=Q(kind="none") | ~Q(because="")),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.get_kind_display()}"


class ConflictOverride(models.Model):
    """The head of the secretariat lets a reviewer look at a file in spite of what was found, and says why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(ScreeningCase, verbose_name="申請", on_delete=models.RESTRICT, related_name="overrides")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="審査員", on_delete=models.RESTRICT, related_name="+"
    )
    findings = models.JSONField("見つかった関係")
    because = models.TextField("理由")
    overridden_by_label = models.CharField("判断した人", max_length=200)
    overridden_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "利益相反の例外"
        verbose_name_plural = "利益相反の例外"
        ordering = ("case", "overridden_at", "id")
        constraints = (models.CheckConstraint(name="override_has_a_reason", condition=~Q(because="")),)

    def __str__(self) -> str:
        return f"{self.reviewer_id} {self.case_id}"
