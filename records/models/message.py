"""One row per outgoing mail. The row is the truth; the broker only says that there is something to send."""

import uuid

from django.db import models
from django.db.models import Q

SUBJECT_LENGTH = 200


class MessageState(models.TextChoices):
    """Where a mail stands between being asked for and being in the hands of the mail server."""

    QUEUED = "queued", "送信待ち"
    SENDING = "sending", "送信中"
    SENT = "sent", "送信済み"
    FAILED = "failed", "送信できず"
    # Killed between the server's hand and our pen, and the server cannot be asked: a person decides, never a retry.
    UNCERTAIN = "uncertain", "届いたか不明"


_CLAIMED = Q(claim__isnull=False, claimed_at__isnull=False)
ENDED_BADLY = (MessageState.FAILED, MessageState.UNCERTAIN)


class Message(models.Model):
    """A mail from the words that were frozen to its hand-over. It is handed over at most once, under its own id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("種類", max_length=60)
    to = models.EmailField("宛先", max_length=254)
    subject = models.CharField("件名", max_length=SUBJECT_LENGTH)
    body = models.TextField("本文")
    # A body with a key in it (an invitation, a reset) is forgotten once it is sent.
    is_secret = models.BooleanField("送信後に本文を廃棄", default=False)
    # What it is about, as in the audit trail; blank where it is about a person's own sign-in.
    subject_kind = models.CharField("対象の種類", max_length=100, blank=True)
    subject_id = models.CharField("対象", max_length=100, blank=True)
    state = models.CharField("状態", max_length=12, choices=MessageState, default=MessageState.QUEUED)
    claim = models.UUIDField("引受け", null=True, blank=True)
    claimed_at = models.DateTimeField("引受日時", null=True, blank=True)
    handed_over_at = models.DateTimeField("引渡開始日時", null=True, blank=True)
    due_at = models.DateTimeField("次に依頼する日時")
    attempts = models.PositiveSmallIntegerField("試行回数", default=0)
    failed_because = models.CharField("送信できなかった理由", max_length=300, blank=True)
    created_at = models.DateTimeField("作成日時")
    created_by_label = models.CharField("作成者", max_length=200, blank=True)
    sent_at = models.DateTimeField("送信日時", null=True, blank=True)
    # A person found out that a mail which ended badly needs no other: it had arrived, or was told in another way.
    closed_at = models.DateTimeField("済みにした日時", null=True, blank=True)
    # A person decided to send the words of that mail once more; that one then waits for nobody.
    sends_again = models.ForeignKey(
        "self",
        verbose_name="送り直すメール",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sent_again",
    )

    class Meta:
        verbose_name = "送信メール"
        verbose_name_plural = "送信メール"
        ordering = ("created_at", "id")
        indexes = (
            models.Index(fields=["state", "due_at"], name="message_waiting"),
            models.Index(fields=["subject_kind", "subject_id", "created_at"], name="message_about_subject"),
        )
        constraints = (
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=MessageState.values)),
            models.CheckConstraint(
                name="message_has_a_recipient_and_words", condition=~Q(to="") & ~Q(subject="") & ~Q(body="")
            ),
            models.CheckConstraint(
                name="message_headers_are_one_line",
                condition=~Q(to__contains="\n")
                & ~Q(to__contains="\r")
                & ~Q(subject__contains="\n")
                & ~Q(subject__contains="\r"),
            ),
            models.CheckConstraint(
                name="message_is_claimed_exactly_while_sending",
                condition=(Q(state=MessageState.SENDING) & _CLAIMED)
                | (~Q(state=MessageState.SENDING) & Q(claim__isnull=True, claimed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_waiting_was_not_handed_over",
                condition=~Q(state=MessageState.QUEUED) | Q(handed_over_at__isnull=True),
            ),
            models.CheckConstraint(
                name="message_is_sent_exactly_with_its_time",
                condition=Q(state=MessageState.SENT, sent_at__isnull=False, handed_over_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_fails_exactly_for_a_reason",
                condition=(Q(state__in=ENDED_BADLY) & ~Q(failed_because=""))
                | (~Q(state__in=ENDED_BADLY) & Q(failed_because="")),
            ),
            models.UniqueConstraint(
                name="message_is_sent_again_once", fields=["sends_again"], condition=Q(sends_again__isnull=False)
            ),
            models.CheckConstraint(
                name="message_subject_is_whole_or_absent",
                condition=Q(subject_kind="", subject_id="") | (~Q(subject_kind="") & ~Q(subject_id="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} → {self.to} ({self.get_state_display()})"
