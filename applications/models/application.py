"""An application of an organisation to a call, from draft to acceptance."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from applications.models.call import Call, CallRevision
from applications.rules.workflow import STATUS_LABELS, Status

_DRAFT = Q(status=Status.DRAFT)
_SENT = Q(receipt_sequence__isnull=False, submitted_at__isnull=False, received_on__isnull=False) & ~Q(receipt_number="")
_UNSENT = Q(receipt_sequence__isnull=True, submitted_at__isnull=True, receipt_number="")
CHANNEL_LABELS = (("web", "電子申請(この窓口)"), ("jgrants", "Jグランツ"), ("postal", "郵送"))


class Application(models.Model):
    """One file. The organisation owns it; a draft follows the call's newest revision, a sent one keeps its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, verbose_name="公募", on_delete=models.RESTRICT, related_name="applications")
    revision = models.ForeignKey(
        CallRevision, verbose_name="公募の版", on_delete=models.RESTRICT, related_name="applications"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="申請者", on_delete=models.RESTRICT, related_name="applications"
    )
    status = models.CharField(
        "状態", max_length=12, choices=[(each.value, STATUS_LABELS[each]) for each in Status], default=Status.DRAFT
    )
    channel = models.CharField("提出方法", max_length=8, choices=CHANNEL_LABELS, default="web")
    title = models.CharField("補助事業の名称", max_length=100, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="作成者", on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField("作成日時")
    submission_key = models.UUIDField("提出の合言葉", default=uuid.uuid4, unique=True, editable=False)
    receipt_sequence = models.PositiveIntegerField("受付の順番", null=True, blank=True)
    receipt_number = models.CharField("受付番号", max_length=40, blank=True)
    submitted_at = models.DateTimeField("提出日時", null=True, blank=True)
    received_on = models.DateField("収受日", null=True, blank=True)
    # The moment at which the other desk took the file; this house's own files arrive when they are sent.
    arrived_at = models.DateTimeField("他の窓口への到達日時", null=True, blank=True)

    class Meta:
        verbose_name = "交付申請"
        verbose_name_plural = "交付申請"
        ordering = ("created_at", "id")
        indexes = (
            models.Index(fields=["call", "status", "receipt_sequence"], name="applications_of_call"),
            models.Index(fields=["organisation", "created_at"], name="applications_of_organisation"),
            models.Index(fields=["submitted_at", "id"], name="applications_by_arrival"),
            # All that sight asks of a row: a list of thousands is counted without opening one of them.
            models.Index(fields=["status", "channel", "organisation"], name="applications_in_sight"),
        )
        constraints = (
            models.CheckConstraint(name="application_status_is_known", condition=Q(status__in=list(Status))),
            models.CheckConstraint(
                name="application_has_a_receipt_exactly_when_sent", condition=(_DRAFT & _UNSENT) | (~_DRAFT & _SENT)
            ),
            models.CheckConstraint(
                name="application_by_post_has_its_day_of_arrival",
                condition=~Q(channel="postal") | Q(received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="application_of_another_desk_has_its_moment_of_arrival",
                condition=Q(channel="jgrants", arrived_at__isnull=False, received_on__isnull=False)
                | (~Q(channel="jgrants") & Q(arrived_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="application_channel_is_known", condition=Q(channel__in=[key for key, _ in CHANNEL_LABELS])
            ),
            models.UniqueConstraint(
                fields=["call", "receipt_sequence"],
                name="one_application_of_a_place_in_the_queue",
                condition=Q(receipt_sequence__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["receipt_number"], name="one_application_of_a_receipt_number", condition=~Q(receipt_number="")
            ),
        )

    def __str__(self) -> str:
        return self.receipt_number or f"{self.get_status_display()} {self.pk}"
