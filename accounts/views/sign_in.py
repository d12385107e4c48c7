"""Sign-in, sign-up and passwords: the library's flows on our pages, which no browser and no proxy keeps."""

from dataclasses import dataclass
from typing import Any

from allauth.account import views as library
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD
from accounts.services.demonstration import CAST, mailbox_of


@dataclass(frozen=True, slots=True)
class DemonstrationSignIn:
    """One line of the table on the sign-in page of the demonstration."""

    name: str
    part: str
    email: str


class SignIn(library.LoginView):
    """E-mail and password, or a passkey."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demonstration's sign-ins where there is one."""
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return page | demonstration_page()


class VerificationSent(library.EmailVerificationSentView):
    """What comes next is in the mailbox."""

    template_name = "accounts/verification_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the demonstration's mailbox is."""
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return page | demonstration_page()


def demonstration_page() -> dict[str, Any]:
    """What the sign-in pages of the demonstration tell; nothing anywhere else."""
    if not settings.DEMONSTRATION:
        return {"demonstration_sign_ins": ()}
    return {
        "demonstration_sign_ins": [DemonstrationSignIn(each.name, each.part, mailbox_of(each)) for each in CAST],
        "demonstration_password": DEMONSTRATION_PASSWORD,
        "demonstration_code": DEMONSTRATION_CODE,
    }


sign_in = never_cache(SignIn.as_view())
sign_out = never_cache(library.LogoutView.as_view(template_name="accounts/sign_out.html"))
sign_up = never_cache(library.SignupView.as_view(template_name="accounts/sign_up.html"))
inactive = never_cache(library.AccountInactiveView.as_view(template_name="accounts/inactive.html"))
verification_sent = never_cache(VerificationSent.as_view())
verify_email = never_cache(library.ConfirmEmailView.as_view(template_name="accounts/verify_email.html"))
again = never_cache(library.ReauthenticateView.as_view(template_name="accounts/again.html"))
ask_for_reset = never_cache(library.PasswordResetView.as_view(template_name="accounts/ask_for_reset.html"))
reset_sent = never_cache(library.PasswordResetDoneView.as_view(template_name="accounts/reset_sent.html"))
reset = never_cache(library.PasswordResetFromKeyView.as_view(template_name="accounts/reset.html"))
reset_done = never_cache(library.PasswordResetFromKeyDoneView.as_view(template_name="accounts/reset_done.html"))
change_password = never_cache(library.PasswordChangeView.as_view(template_name="accounts/change_password.html"))
first_password = never_cache(library.PasswordSetView.as_view(template_name="accounts/first_password.html"))


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer a visitor who came too often."""
    return render(request, "accounts/too_many.html", status=429)
