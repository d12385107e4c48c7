"""The addresses of people. The sign-in library asks for its pages by names of its own, without a namespace."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts.views import companies, invitations, me, members, offices, organisations, person, second_factor, sign_in

OWN: list[URLPattern] = [
    path("me/", me.me, name="me"),
    path("me/start/", me.landing, name="landing"),
    path("me/name/", person.name, name="name"),
    path("me/email/", person.email, name="email"),
    path("me/email/keep/", person.keep_email, name="keep_email"),
    path("email-changes/<str:change_token>/", person.email_change, name="email_change"),
    path("me/session/", me.extend, name="extend_session"),
    path("organisations/", offices.offices, name="offices"),
    path("organisations/found/", offices.found, name="found_office"),
    path("organisations/register/", organisations.register, name="register_company"),
    path("organisations/join/", organisations.join, name="join"),
    path("organisations/<uuid:organisation_id>/particulars/", organisations.particulars, name="particulars"),
    path("organisations/<uuid:organisation_id>/members/", members.members, name="members"),
    path("organisations/<uuid:organisation_id>/invite/", members.invite, name="invite"),
    path("office/companies/", companies.companies, name="companies"),
    path("office/companies/<uuid:organisation_id>/merging/", companies.merging, name="merging"),
    path("memberships/<uuid:membership_id>/rights/", members.rights, name="rights"),
    path("memberships/<uuid:membership_id>/end/", members.end, name="end_membership"),
    path("join-requests/<uuid:request_id>/", members.answer, name="answer_join_request"),
    path("invitations/<uuid:invitation_id>/withdraw/", members.withdraw, name="withdraw_invitation"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
]
_SIGN_IN: list[URLPattern] = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/passkey/", second_factor.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("sign-in/again/", sign_in.again, name="account_reauthenticate"),
    path("sign-in/closed/", sign_in.inactive, name="account_inactive"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("sign-up/", sign_in.sign_up, name="account_signup"),
    path("sign-up/sent/", sign_in.verification_sent, name="account_email_verification_sent"),
    re_path(r"^sign-up/verify/(?P<key>[-:\w]+)/$", sign_in.verify_email, name="account_confirm_email"),
    path("password/change/", sign_in.change_password, name="account_change_password"),
    path("password/set/", sign_in.first_password, name="account_set_password"),
    path("password/reset/", sign_in.ask_for_reset, name="account_reset_password"),
    path("password/reset/sent/", sign_in.reset_sent, name="account_reset_password_done"),
    path("password/reset/done/", sign_in.reset_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.reset,
        name="account_reset_password_from_key",
    ),
]
_SECOND_FACTOR: list[URLPattern] = [
    path("", second_factor.overview, name="mfa_index"),
    path("code/", second_factor.code, name="mfa_authenticate"),
    path("again/", second_factor.code_again, name="mfa_reauthenticate"),
    path("app/", second_factor.add_app, name="mfa_activate_totp"),
    path("app/remove/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("passkeys/", second_factor.overview, name="mfa_list_webauthn"),
    path("passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/again/", second_factor.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/rename/", second_factor.rename_passkey, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path("recovery-codes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/renew/", second_factor.renew_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", second_factor.recovery_codes_file, name="mfa_download_recovery_codes"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((OWN, "accounts"))),
    *_SIGN_IN,
    path("second-factor/", include(_SECOND_FACTOR)),
]
