"""A person asks to be known by another address. Until its mailbox answers, nothing changes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.models.invitation import SHA256_LENGTH


class EmailChange(models.Model):
    """One open wish of a person for another address, proven by whoever reads that mailbox.

    It stands apart from the addresses in use on purpose: an address that nobody has proven opens no sign-in and
    receives no letter by which a password is chosen. Only the hash of its token is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.PROTECT, related_name="email_changes"
    )
    email = models.EmailField("新しいメールアドレス", max_length=254)
    token_sha256 = models.CharField("合言葉のSHA-256", max_length=SHA256_LENGTH, unique=True)
    asked_at = models.DateTimeField("申出日時")
    expires_at = models.DateTimeField("期限")
    confirmed_at = models.DateTimeField("確認日時", null=True, blank=True)
    withdrawn_at = models.DateTimeField("取消日時", null=True, blank=True)

    class Meta:
        verbose_name = "メールアドレスの変更"
        verbose_name_plural = "メールアドレスの変更"
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="one_open_email_change",
                fields=["user"],
                condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(name="new_email_is_kept_in_small_letters", condition=Q(email=Lower("email"))),
            models.CheckConstraint(
                name="email_change_expires_after_it_was_asked", condition=Q(expires_at__gt=F("asked_at"))
            ),
            models.CheckConstraint(
                name="email_change_is_confirmed_or_withdrawn",
                condition=Q(confirmed_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.email}"
