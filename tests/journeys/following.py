"""Going from page to page: the next step is taken on the page that was asked for, never on the one that is being left."""

from playwright.sync_api import Locator


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait until that page is there whole.

    Not for a page that waits for a paper: as soon as it is made, that page gives way to the next one by itself.
    """
    with target.page.expect_navigation(wait_until="load"):
        target.click()
