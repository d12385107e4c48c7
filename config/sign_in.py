"""How people prove who they are: what we ask of the sign-in library (allauth), and of passwords."""

from typing import Any

PASSWORD_RULES: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

VISITOR_PAPER = "visitor_paper"

SIGN_IN: dict[str, Any] = {
    "ACCOUNT_ADAPTER": "accounts.views.adapter.AccountAdapter",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    # In the browser that signed up, and nowhere else.
    "ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION": True,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    # Within a minute one letter: a second press of the button is not a second letter.
    # What writes to a mailbox that somebody names is counted by the hour too: nobody's mailbox is flooded by us.
    "ACCOUNT_RATE_LIMITS": {
        "confirm_email": "1/60s/key,5/3600s/key",
        "login_failed": "30/m/ip,5/300s/key",
        "reset_password": "20/m/ip,3/300s/key,10/3600s/key",
        "manage_email": "5/3600s/user",
        "invite": "30/3600s/user",
        "join": "10/3600s/user",
        # Slips count too, and one form may take many; nobody occupies the numbers of a whole town.
        "register_company": "40/3600s/user",
        # As many as the settings say; a visitor who drops the cookie is still the same address.
        VISITOR_PAPER: "",
    },
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_FORMS": {
        "login": "accounts.views.flows.SignInFlow",
        "signup": "accounts.views.flows.SignUpFlow",
        "reset_password": "accounts.forms.sign_in.AskForResetForm",
        "reset_password_from_key": "accounts.forms.sign_in.ResetForm",
        "change_password": "accounts.forms.sign_in.PasswordForm",
        "set_password": "accounts.forms.sign_in.FirstPasswordForm",
        "reauthenticate": "accounts.forms.sign_in.AgainForm",
    },
    "MFA_ADAPTER": "accounts.views.adapter.SecondFactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    # A telephone's clock may be half a minute off.
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_FORMS": {
        "authenticate": "accounts.views.flows.CodeFlow",
        "reauthenticate": "accounts.views.flows.CodeAgainFlow",
        "activate_totp": "accounts.forms.second_factor.AppForm",
        "add_webauthn": "accounts.forms.second_factor.PasskeyForm",
        "edit_webauthn": "accounts.forms.second_factor.PasskeyNameForm",
    },
}
