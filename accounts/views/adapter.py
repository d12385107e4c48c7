"""Where the library asks the house: letters go through our post in our words, and what changes is on the trail."""

import base64
import hashlib
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as library
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.actor import oneself
from accounts.models import User
from accounts.rules.demonstration import SHARED, is_of_demonstration, may_sign_in
from accounts.rules.roles import needs_second_factor
from accounts.services.outward import post, record
from accounts.services.second_factor import has_second_factor, has_shown_second_factor
from accounts.services.sessions import extend_session
from accounts.views.letters import AGAIN_BY, LETTERS, NOTICES, REFUSALS
from accounts.views.ways import is_own_address, passing_on, way_on

SERVICE = "産業DX補助金の窓口"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in, in the words and with the records of the house."""

    error_messages = DefaultAccountAdapter.error_messages | REFUSALS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a letter to the post; a letter that has no text of ours is a fault."""
        letter = LETTERS[template_prefix]
        words = {"subject": letter.subject, "site": library.request.build_absolute_uri("/"), **context}
        with transaction.atomic():
            post(
                to=email,
                subject=f"{letter.subject}({SERVICE})",
                body=render_to_string(letter.template, words),
                kind=template_prefix.rsplit("/", 1)[-1],
                about=None,
                is_secret=letter.is_secret,
                at=timezone.now(),
            )

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The way on goes with the letter: it may be opened on another device than it was asked on."""
        return passing_on(super().get_email_confirmation_url(request, emailconfirmation), way_on(request))

    def is_safe_url(self, url: str | None) -> bool:
        """Send nobody out of the house, however the way on came in."""
        return url is not None and is_own_address(url)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person, and the trail, that the way in has changed."""
        assert isinstance(user, User)  # noqa: S101 - the library types it more widely
        verb = template_prefix.rsplit("/", 1)[-1]
        with transaction.atomic():
            record(actor=oneself(user), verb=verb, subject=user, at=timezone.now())
            super().send_notification_mail(template_prefix, user, context, email)

    def add_message(  # noqa: PLR0917 - the library's order
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - our notices name nobody
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show our sentence; where we have none, nothing need be said."""
        if sentence := message or NOTICES.get(message_template or ""):
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Take the address as proven, on the trail."""
        with transaction.atomic():
            is_confirmed = bool(super().confirm_email(request, email_address))
            if is_confirmed:
                user = email_address.user
                record(actor=oneself(user), verb="verify_email", subject=user, at=timezone.now())
        return is_confirmed

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Ask for the password again, unless it was given moments ago: a set-up right after sign-in goes on."""
        request: HttpRequest = library.request
        given_at = [each["at"] for each in get_authentication_records(request, request.user)]
        if given_at and timezone.now().timestamp() - max(given_at) < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways in our words; who owes a second factor is not offered the password in its place."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        known = [each | {"description": AGAIN_BY[each["id"]]} for each in found]
        is_owed = needs_second_factor(library.request.actor.roles) and has_second_factor(user)
        if is_owed and not has_shown_second_factor(library.request, user):
            return [each for each in known if each["id"] != "reauthenticate"]
        return known

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse | None:
        """Stop whom the house does not let in; the library itself asks only whether the person is active."""
        if isinstance(user, User) and not may_sign_in(user.email, is_demonstration=settings.DEMONSTRATION):
            stopped: HttpResponse = self.respond_user_inactive(request, user)
            return stopped
        answer: HttpResponse | None = super().pre_login(request, user, **details)
        return answer

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        """Begin the span of a signed-in session."""
        extend_session(request.session, at=timezone.now())
        answer: HttpResponse = super().post_login(request, user, **details)
        return answer


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed at rest, and named after the service."""

    error_messages = DefaultMFAAdapter.error_messages | {
        **{key: REFUSALS[key] for key in ("incorrect_code", "unverified_email")},
        "cannot_delete_authenticator": SHARED,
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The demonstration's people keep the app whose code everybody knows."""
        return not is_of_demonstration(authenticator.user.email)

    def get_totp_issuer(self) -> str:
        """Name the entry in the person's app."""
        return SERVICE

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - the library's word
        """Propose a name for a passkey."""
        count = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]
        return f"パスキー{count + 1}"


def _seal() -> MultiFernet:
    """The key made of SECRET_KEY, and those of former ones, so that changing it locks nobody out."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"second factor:{secret!s}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
