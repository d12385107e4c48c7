"""The second factor: the library's flows on our pages, which no browser and no proxy keeps."""

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from accounts.rules.roles import needs_second_factor
from accounts.services.second_factor import forget_shown, has_second_factor, has_shown_second_factor, note_shown
from accounts.views.sign_in import demonstration_page


class Overview(base.IndexView):
    """What is set up, and what is still to be done by whom the role obliges."""

    template_name = "accounts/second_factor/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether anything is missing."""
        page: dict[str, Any] = super().get_context_data(**kwargs)
        actor, found = self.request.actor, page["authenticators"]
        is_obliged = needs_second_factor(actor.roles)
        codes = found.get("recovery_codes")
        return page | {
            "has_app": "totp" in found,
            "passkeys": found.get("webauthn", []),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "is_obliged": is_obliged,
            "is_missing": is_obliged and not has_shown_second_factor(self.request, self.request.user),
        }


class Code(base.AuthenticateView):
    """The second factor at sign-in."""

    template_name = "accounts/second_factor/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demonstration's code where there is one."""
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return page | demonstration_page()


class AddApp(totp.ActivateTOTPView):
    """Register an authenticator app."""

    template_name = "accounts/second_factor/add_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever has typed its first code has shown it."""
        answer: HttpResponse = super().form_valid(form)
        note_shown(self.request, self.request.user)
        return answer


class AddPasskey(passkeys.AddWebAuthnView):
    """Register a passkey."""

    template_name = "accounts/second_factor/add_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever has just made it has shown it."""
        answer: HttpResponse = super().form_valid(form)
        note_shown(self.request, self.request.user)
        return answer


class RemoveApp(totp.DeactivateTOTPView):
    """Take an authenticator app away."""

    template_name = "accounts/second_factor/remove_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Whom the role obliges sets another one up before anything else."""
        answer: HttpResponse = super().form_valid(form)
        _oblige_again(self.request)
        return answer


class RemovePasskey(passkeys.RemoveWebAuthnView):
    """Take a passkey away."""

    template_name = "accounts/second_factor/remove_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Whom the role obliges sets another one up before anything else."""
        answer: HttpResponse = super().form_valid(form)
        _oblige_again(self.request)
        return answer


def _oblige_again(request: Any) -> None:
    if not has_second_factor(request.user):
        forget_shown(request)


overview = never_cache(Overview.as_view())
code = never_cache(Code.as_view())
code_again = never_cache(base.ReauthenticateView.as_view(template_name="accounts/second_factor/code_again.html"))
add_app = never_cache(AddApp.as_view())
remove_app = never_cache(RemoveApp.as_view())
add_passkey = never_cache(AddPasskey.as_view())
passkey_again = never_cache(
    passkeys.ReauthenticateWebAuthnView.as_view(template_name="accounts/second_factor/passkey_again.html")
)
rename_passkey = never_cache(
    passkeys.EditWebAuthnView.as_view(template_name="accounts/second_factor/rename_passkey.html")
)
remove_passkey = never_cache(RemovePasskey.as_view())
sign_in_by_passkey = never_cache(passkeys.LoginWebAuthnView.as_view(template_name="accounts/sign_in.html"))
recovery_codes = never_cache(
    recovery.ViewRecoveryCodesView.as_view(template_name="accounts/second_factor/recovery_codes.html")
)
renew_recovery_codes = never_cache(
    recovery.GenerateRecoveryCodesView.as_view(template_name="accounts/second_factor/renew_recovery_codes.html")
)
recovery_codes_file = never_cache(
    recovery.DownloadRecoveryCodesView.as_view(template_name="accounts/second_factor/recovery_codes.txt")
)
