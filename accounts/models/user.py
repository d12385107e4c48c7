"""A person who signs in. The organisation owns the files, not the login."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


def folded_email(email: str) -> str:
    """An address as it is kept and compared: nobody knows two mailboxes that differ in capitals alone."""
    return email.strip().lower()


class UserManager(BaseUserManager["User"]):
    """Finds and makes people by their address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this address, however it is capitalised."""
        return self.get(email=folded_email(username or ""))

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Add a person; without a password, one who cannot sign in by password."""
        user = self.model(email=folded_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person, known by an e-mail address. What the person may do stands in memberships alone."""

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "joined_at"]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("メールアドレス", max_length=254, unique=True)
    name = models.CharField("氏名", max_length=100)
    is_active = models.BooleanField("利用できる", default=True)
    joined_at = models.DateTimeField("登録日時")

    objects = UserManager()

    class Meta:
        verbose_name = "利用者"
        verbose_name_plural = "利用者"
        ordering = ("email",)
        constraints = (
            models.CheckConstraint(name="email_is_kept_in_small_letters", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="user_has_an_email", condition=~Q(email="")),
        )

    def __str__(self) -> str:
        return self.name or self.email
