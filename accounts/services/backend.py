"""Who may be signed in at all."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from accounts.models import User
from accounts.rules.demonstration import may_sign_in


class Backend(AuthenticationBackend):
    """The library's, but a person of the demonstration, whose password is public, exists in the demonstration alone."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Ask this at each sign-in and at each request of a session."""
        if isinstance(user, User) and not may_sign_in(user.email, is_demonstration=settings.DEMONSTRATION):
            return False
        return bool(super().user_can_authenticate(user))
