"""Decisions on files, and the act that releases a set of them with their letters."""

import uuid

from django.db import models
from django.db.models import Q

from records.models import IssuedPaper
from screening.models.case import ScreeningCase, ScreeningRound
from screening.rules.workflow import RELEASE_STATUS_LABELS, ReleaseStatus

OUTCOME_LABELS = (("granted", "交付決定"), ("refused", "不交付決定"))
REDUCTION_LABELS = (
    ("", "減額なし"),
    ("budget", "予算の都合"),
    ("cost_assessment", "経費の査定"),
    ("both", "予算と査定"),
)
# For the office alone: no letter, page or export of an applicant names one.
REASON_LABELS = (
    ("", "なし"),
    ("requirement", "要件不適合"),
    ("documents", "書類不備"),
    ("below_cutoff", "基準点未満"),
    ("budget", "順位・予算"),
)


class Release(models.Model):
    """A set of decisions that goes out in one act. Prepared, its letters are made and looked at; only then released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScreeningRound, verbose_name="審査", on_delete=models.RESTRICT, related_name="releases")
    status = models.CharField(
        "状態",
        max_length=12,
        choices=[(each.value, RELEASE_STATUS_LABELS[each]) for each in ReleaseStatus],
        default=ReleaseStatus.DRAFTED,
    )
    decided_on = models.DateField("決定日", null=True, blank=True)
    drafted_at = models.DateTimeField("作成日時")
    released_at = models.DateTimeField("通知日時", null=True, blank=True)
    released_by_label = models.CharField("通知した人", max_length=200, blank=True)

    class Meta:
        verbose_name = "決定の通知"
        verbose_name_plural = "決定の通知"
        ordering = ("round", "drafted_at", "id")
        constraints = (
            models.CheckConstraint(name="release_status_is_known", condition=Q(status__in=list(ReleaseStatus))),
            models.CheckConstraint(
                name="released_exactly_when_it_has_its_moment",
                condition=Q(status=ReleaseStatus.RELEASED, released_at__isnull=False, decided_on__isnull=False)
                | (~Q(status=ReleaseStatus.RELEASED) & Q(released_at__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.get_status_display()}"


class GrantDecision(models.Model):
    """One decision on one file. Amounts in yen; a re-issue is a new row that supersedes, with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, verbose_name="通知", on_delete=models.RESTRICT, related_name="decisions")
    case = models.ForeignKey(ScreeningCase, verbose_name="申請", on_delete=models.RESTRICT, related_name="decisions")
    outcome = models.CharField("決定", max_length=8, choices=OUTCOME_LABELS)
    applied_amount = models.BigIntegerField("申請額")
    decided_amount = models.BigIntegerField("決定額")
    decided_cost = models.BigIntegerField("決定した補助対象経費")
    reduction = models.CharField("減額の理由区分", max_length=16, choices=REDUCTION_LABELS, blank=True)
    reduction_note = models.CharField("減額の説明", max_length=400, blank=True)
    reason = models.CharField("不交付の理由区分(内部)", max_length=16, choices=REASON_LABELS, blank=True)
    cuts = models.JSONField("経費の査定", default=list, blank=True)
    extra_conditions = models.JSONField("個別の条件", default=list, blank=True)
    floor_lifted_because = models.CharField("下限未満を認める理由", max_length=400, blank=True)
    # The book that the document's number was drawn from, and the place in it; free again when a preparation is undone.
    book = models.CharField("番号の帳簿", max_length=70, blank=True)
    place = models.PositiveIntegerField("帳簿の順番", null=True, blank=True)
    document_number = models.CharField("文書番号", max_length=60, blank=True)
    # Why no letter can be made, or why the one that was made cannot go out.
    fault = models.CharField("通知書の不具合", max_length=300, blank=True)
    paper = models.OneToOneField(
        IssuedPaper,
        verbose_name="通知書",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="grant_decision",
    )
    checked_at = models.DateTimeField("確認日時", null=True, blank=True)
    checked_by_label = models.CharField("確認した人", max_length=200, blank=True)
    supersedes = models.OneToOneField(
        "self",
        verbose_name="差し替える決定",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="successor",
    )
    because = models.CharField("差し替えの理由", max_length=400, blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "決定"
        verbose_name_plural = "決定"
        ordering = ("release", "case__application__receipt_sequence", "id")
        constraints = (
            models.UniqueConstraint(fields=["release", "case"], name="one_decision_of_a_case_in_a_release"),
            models.UniqueConstraint(
                fields=["document_number"], name="one_decision_of_a_document_number", condition=~Q(document_number="")
            ),
            models.UniqueConstraint(
                fields=["book", "place"], name="one_decision_of_a_place_in_a_book", condition=Q(place__isnull=False)
            ),
            models.CheckConstraint(
                name="numbered_decision_has_its_place",
                condition=(
                    Q(document_number="", place__isnull=True) | (~Q(document_number="") & Q(place__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="refused_decision_has_its_reason",
                condition=Q(outcome="granted", reason="") | (Q(outcome="refused") & ~Q(reason="")),
            ),
            models.CheckConstraint(name="decision_outcome_is_known", condition=Q(outcome__in=["granted", "refused"])),
            models.CheckConstraint(
                name="decided_amount_is_within_the_request",
                condition=Q(decided_amount__gte=0, decided_amount__lte=models.F("applied_amount")),
            ),
            models.CheckConstraint(
                name="refused_decision_gives_nothing", condition=Q(outcome="granted") | Q(decided_amount=0)
            ),
            models.CheckConstraint(
                name="superseding_decision_has_a_reason", condition=Q(supersedes__isnull=True) | ~Q(because="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_outcome_display()}"
