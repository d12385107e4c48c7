"""Coming in as one of the demonstration's people, whose password and code stand on its sign-in page."""

from playwright.sync_api import Page, expect

from accounts.rules.demonstration import DEMONSTRATION_CODE, DEMONSTRATION_PASSWORD


def sign_in(page: Page, mailbox: str) -> None:
    """Sign in by password and, where this person is asked for it, the second factor."""
    page.goto("/sign-in/")
    page.get_by_label("メールアドレス").fill(mailbox)
    page.get_by_label("パスワード").fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="ログインする", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    code = page.get_by_label("確認コード")
    if code.count():
        code.fill(DEMONSTRATION_CODE)
        page.get_by_role("button", name="確かめてログインする").click()
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
