"""Reading the demonstration's mail: a letter is there as soon as the worker has sent it."""

import time

from playwright.sync_api import Page

from tests.journeys.following import follow

_PATIENCE = 60


def open_letter(page: Page, email: str, subject: str) -> None:
    """Follow the link of the newest letter about `subject`."""
    end = time.monotonic() + _PATIENCE
    letter = page.locator("li.letter", has_text=subject).first.locator(".letter__body a").first
    while True:
        page.goto(f"/demonstration/mail/?to={email}")
        if letter.count():
            break
        assert time.monotonic() < end, page.content()
        time.sleep(0.5)
    follow(letter)
