"""Our letters and notices in place of the library's: what is not named here is not sent and not shown."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject and text; one with a key in it is secret."""

    subject: str
    template: str
    is_secret: bool = False


_CHANGED = "mail/sign_in_changed.txt"

LETTERS: Final = {
    "account/email/email_confirmation_signup": Letter("メールアドレスの確認", "mail/verify_email.txt", is_secret=True),
    "account/email/email_confirmation": Letter("メールアドレスの確認", "mail/verify_email.txt", is_secret=True),
    "account/email/account_already_exists": Letter("登録のお申し出について", "mail/account_exists.txt"),
    "account/email/password_reset_key": Letter("パスワードの再設定", "mail/reset_password.txt", is_secret=True),
    "account/email/unknown_account": Letter("パスワードの再設定について", "mail/unknown_account.txt"),
    "account/email/password_changed": Letter("パスワードが変わりました", _CHANGED),
    "account/email/password_set": Letter("パスワードが設定されました", _CHANGED),
    "account/email/password_reset": Letter("パスワードが再設定されました", _CHANGED),
    "mfa/email/totp_activated": Letter("認証アプリが登録されました", _CHANGED),
    "mfa/email/totp_deactivated": Letter("認証アプリの登録が解除されました", _CHANGED),
    "mfa/email/webauthn_added": Letter("パスキーが登録されました", _CHANGED),
    "mfa/email/webauthn_removed": Letter("パスキーの登録が解除されました", _CHANGED),
    "mfa/email/recovery_codes_generated": Letter("回復コードが作り直されました", _CHANGED),
}

NOTICES: Final = {
    "account/messages/email_confirmed.txt": "メールアドレスを確認しました。",
    "account/messages/email_confirmation_failed.txt": "このメールアドレスは確認できませんでした。もう一度登録してください。",
    "account/messages/logged_out.txt": "ログアウトしました。",
    "account/messages/password_changed.txt": "パスワードを変更しました。",
    "account/messages/password_set.txt": "パスワードを設定しました。",
    "mfa/messages/totp_activated.txt": "認証アプリを登録しました。",
    "mfa/messages/totp_deactivated.txt": "認証アプリの登録を解除しました。",
    "mfa/messages/webauthn_added.txt": "パスキーを登録しました。",
    "mfa/messages/webauthn_removed.txt": "パスキーの登録を解除しました。",
    "mfa/messages/recovery_codes_generated.txt": "回復コードを作りました。",
}

AGAIN_BY: Final = {
    "reauthenticate": "パスワードで確かめる",
    "mfa_reauthenticate": "認証アプリか回復コードで確かめる",
    "mfa_reauthenticate:webauthn": "パスキーで確かめる",
}

REFUSALS: Final = {
    "account_inactive": "このメールアドレスは使えなくなっています。事務局にお問い合わせください。",
    "email_password_mismatch": "メールアドレスかパスワードが違います。もう一度確かめてください。",
    "enter_current_password": "いまのパスワードが違います。もう一度入力してください。",
    "incorrect_code": "確認できませんでした。最新の確認コードを入力するか、もう一度お試しください。",
    "incorrect_password": "パスワードが違います。もう一度入力してください。",
    "invalid_login": "メールアドレスかパスワードが違います。もう一度確かめてください。",
    "invalid_or_expired_key": "リンクの期限が切れています。はじめからやり直してください。",
    "invalid_password_reset": "リンクの期限が切れているか、すでに使われています。もう一度メールを受け取ってください。",
    "too_many_login_attempts": "続けて間違えたため、しばらくログインできません。5分ほど待ってから、もう一度お試しください。",
    "rate_limited": "続けて何度も操作されたため、いったん止めています。5分ほど待ってから、もう一度お試しください。",
    "unverified_email": "先に、メールアドレスの確認を済ませてください。",
    "unverified_primary_email": "先に、メールアドレスの確認を済ませてください。",
    "same_as_current": "いまと同じです。別のものを入力してください。",
}
