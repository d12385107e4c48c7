"""What exists in the demonstration alone: people whose sign-ins are public, and one fixed code as second factor."""

from hmac import compare_digest
from typing import Final

# No mail can ever go there (RFC 2606), so nobody else's address ends like this.
MAILBOXES: Final = ".example"
DEMONSTRATION_CODE: Final = "246810"
# Public on purpose.
DEMONSTRATION_PASSWORD: Final = "miyazaki-dx-mihon"  # noqa: S105
SHARED: Final = "見本のログインはみんなで使うため、変更できません。利用者登録をすると、自分のログインで試せます。"


def is_of_demonstration(email: str) -> bool:
    """Whether the address is one of the demonstration's people."""
    return email.endswith(MAILBOXES)


def opens_in_demonstration(code: str, *, email: str, is_demonstration: bool) -> bool:
    """Whether this is the fixed code: where the demonstration is, for its own people, and nowhere else."""
    return (
        is_demonstration
        and is_of_demonstration(email)
        and compare_digest(code.strip().encode(), DEMONSTRATION_CODE.encode())
    )


def may_sign_in(email: str, *, is_demonstration: bool) -> bool:
    """Whether a person may be signed in at all: one whose password is public may not, outside the demonstration."""
    return is_demonstration or not is_of_demonstration(email)
