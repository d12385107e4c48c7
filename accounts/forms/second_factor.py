"""Codes and passkeys."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgain
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.conf import settings

from accounts.forms.wording import Worded, words
from accounts.rules.demonstration import opens_in_demonstration

_CODE = "確認コード"
_WHERE = "認証アプリに出ている6桁の数字です。使えないときは、回復コードを1つ入力してください。"


class _OneTimeCode(BaseAuthenticateForm):
    """Takes the fixed code where it exists, and everywhere else what the library takes, but each code of an app once.

    The library remembers a code for one period, yet takes it for three where clocks may differ.
    """

    def clean_code(self) -> str:
        """Check the code."""
        code: str = self.cleaned_data["code"]
        if opens_in_demonstration(code, email=self.user.email, is_demonstration=settings.DEMONSTRATION):
            # A visitor may have registered a passkey, and nothing else, in the name of a person of the demonstration.
            self.authenticator = Authenticator.objects.filter(user=self.user).order_by("type")[0]
            return code
        checked: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not self.spend(checked):
            raise get_adapter().validation_error("incorrect_code")
        return checked

    def spend(self, code: str) -> bool:
        """Take a code of an app as used, and say whether it was not; who makes a page of this says how."""
        raise NotImplementedError(code)


class CodeForm(Worded, _OneTimeCode, AuthenticateForm):
    """The second factor at sign-in."""

    LABELS = words(code=_CODE)
    SUPPORT = words(code=_WHERE)


class CodeAgainForm(Worded, _OneTimeCode, CodeAgain):
    """The second factor once more."""

    LABELS = words(code=_CODE)
    SUPPORT = words(code=_WHERE)


class AppForm(Worded, ActivateTOTPForm):
    """The first code of an authenticator app shows that it holds the secret."""

    LABELS = words(code=_CODE)
    SUPPORT = words(code="認証アプリに出た6桁の数字です。")


class PasskeyForm(Worded, AddWebAuthnForm):
    """A passkey and what it is called."""

    LABELS = words(name="パスキーの名前", passwordless="パスワードなしのログインにも使う")
    SUPPORT = words(
        name="あとで見分けるための名前です(例: 会社のノートパソコン)。",
        passwordless="指紋・顔・PINなどの確認が求められます。",
    )


class PasskeyNameForm(Worded, EditWebAuthnForm):
    """Another name for a passkey."""

    LABELS = words(name="パスキーの名前")
