"""Coming in as one of the demonstration's people, whose password and code stand on its sign-in page."""

from playwright.sync_api import Page, expect

from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD
from tests.journeys.following import follow


def give_password(page: Page, mailbox: str) -> None:
    """Fill in the sign-in page that is open."""
    page.get_by_label("メールアドレス").fill(mailbox)
    page.get_by_label("パスワード").fill(DEMONSTRATION_PASSWORD)
    follow(page.get_by_role("button", name="ログインする", exact=True))


def give_code(page: Page) -> None:
    """Fill in the page that asks for the second factor."""
    page.get_by_label("確認コード").fill(DEMONSTRATION_CODE)
    follow(page.get_by_role("button", name="確かめてログインする"))


def sign_in(page: Page, mailbox: str) -> Page:
    """Sign in by password and, where this person is asked for it, the second factor."""
    page.goto("/sign-in/")
    give_password(page, mailbox)
    if page.get_by_label("確認コード").count():
        give_code(page)
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
    return page
