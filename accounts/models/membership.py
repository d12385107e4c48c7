"""Who belongs to which organisation, in which role, with which rights, and until when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.organisation import Organisation
from accounts.rules.roles import GRADED_ROLES, ROLE_LABELS, Right, Role, rights_held

_NO_RIGHTS = Q(may_edit=False, may_submit=False, may_finance=False)


class Membership(models.Model):
    """A person's place in an organisation. It is ended, never deleted, and a return is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="利用者", on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="組織", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField("役割", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in Role])
    may_edit = models.BooleanField("入力できる", default=False)
    may_submit = models.BooleanField("申請を送れる", default=False)
    may_finance = models.BooleanField("口座と請求を扱える", default=False)
    started_at = models.DateTimeField("開始日時")
    ended_at = models.DateTimeField("終了日時", null=True, blank=True)

    class Meta:
        verbose_name = "所属"
        verbose_name_plural = "所属"
        ordering = ("started_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="one_open_membership_per_role",
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="membership_role_is_known", condition=Q(role__in=[role.value for role in Role])
            ),
            models.CheckConstraint(
                name="only_applicants_hold_graded_rights",
                condition=_NO_RIGHTS | Q(role__in=sorted(role.value for role in GRADED_ROLES)),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_started",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"

    @property
    def rights(self) -> frozenset[Right]:
        """What this membership allows on the organisation's files."""
        return rights_held(may_edit=self.may_edit, may_submit=self.may_submit, may_finance=self.may_finance)
