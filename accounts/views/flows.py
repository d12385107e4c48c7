"""What the library does with our forms of sign-in, sign-up and second factor, through our verbs."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.forms.second_factor import CodeAgainForm, CodeForm
from accounts.forms.sign_in import SignInForm, SignUpForm
from accounts.models import User
from accounts.services.people import sign_up
from accounts.services.second_factor import spend_code
from accounts.services.sessions import extend_session


class SignInFlow(SignInForm):
    """Signs in, for our span of time."""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; the library sets a span of its own afterwards, which ours replaces."""
        answer: HttpResponse = super().login(request, redirect_url=redirect_url)
        if request.user.is_authenticated:
            extend_session(request.session, at=timezone.now())
        return answer


class SignUpFlow(SignUpForm):
    """Signs up, and tells nobody who is here already."""

    account_already_exists: bool

    def save(self, request: HttpRequest) -> User:  # noqa: ARG002 - the library hands it over
        """Add the person through the one verb that does."""
        values = self.cleaned_data
        return sign_up(email=values["email"], name=values["name"], password=values["password1"], at=timezone.now())

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Answer a known address exactly as an unknown one, in the same time and also when two come at once."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            answer: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            answer = super().try_save(request)
        return answer


class CodeFlow(CodeForm):
    """Takes the second factor at sign-in."""

    def spend(self, code: str) -> bool:
        """Take each code once."""
        return spend_code(self.user, code)


class CodeAgainFlow(CodeAgainForm):
    """Takes the second factor once more."""

    def spend(self, code: str) -> bool:
        """Take each code once."""
        return spend_code(self.user, code)
