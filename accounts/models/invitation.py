"""An invitation by mail. Only the hash of its token is kept: who reads the database cannot accept it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.organisation import Organisation
from accounts.rules.roles import GRADED_ROLES, ROLE_LABELS, Right, Role, rights_held

SHA256_LENGTH = 64


class Invitation(models.Model):
    """An offer of a place in an organisation to whoever reads this mailbox."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name="組織", on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField("メールアドレス", max_length=254)
    role = models.CharField("役割", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in Role])
    may_edit = models.BooleanField("入力できる", default=False)
    may_submit = models.BooleanField("申請を送れる", default=False)
    may_finance = models.BooleanField("口座と請求を扱える", default=False)
    token_sha256 = models.CharField("合言葉のSHA-256", max_length=SHA256_LENGTH, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="招いた人", on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField("招待日時")
    expires_at = models.DateTimeField("期限")
    accepted_at = models.DateTimeField("承諾日時", null=True, blank=True)
    withdrawn_at = models.DateTimeField("取消日時", null=True, blank=True)

    class Meta:
        verbose_name = "招待"
        verbose_name_plural = "招待"
        ordering = ("invited_at", "id")
        constraints = (
            models.CheckConstraint(
                name="invitation_role_is_known", condition=Q(role__in=[role.value for role in Role])
            ),
            models.CheckConstraint(
                name="only_applicants_are_offered_graded_rights",
                condition=Q(may_edit=False, may_submit=False, may_finance=False)
                | Q(role__in=sorted(role.value for role in GRADED_ROLES)),
            ),
            models.CheckConstraint(
                name="invitation_expires_after_it_was_made", condition=Q(expires_at__gt=F("invited_at"))
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} {self.role} {self.organisation_id}"

    @property
    def rights(self) -> frozenset[Right]:
        """The rights that come with acceptance."""
        return rights_held(may_edit=self.may_edit, may_submit=self.may_submit, may_finance=self.may_finance)
