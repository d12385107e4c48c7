"""A house that runs, and visitors with a real browser: at a desk, on a phone, with and without scripts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.house import House
from tests.journeys.inspection import give_axe

CHROMIUM = "/usr/bin/chromium"
# Milliseconds. A machine that does much else is slow, not wrong: patience costs nothing where all is well.
_PATIENCE = 30_000
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=_PATIENCE)


@dataclass(frozen=True)
class Device:
    """What a visitor sits before."""

    name: str
    width: int
    scripts: bool


DESK = Device("desk", 1280, scripts=True)
PHONE = Device("phone", 375, scripts=True)
DESK_WITHOUT_SCRIPTS = Device("desk-without-scripts", 1280, scripts=False)
PHONE_WITHOUT_SCRIPTS = Device("phone-without-scripts", 375, scripts=False)
DEVICES = (DESK, PHONE, DESK_WITHOUT_SCRIPTS, PHONE_WITHOUT_SCRIPTS)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house as it is after it was opened; nobody serves or changes it, the running ones are copies."""
    house = House(tmp_path_factory.mktemp("opened"))
    house.open()
    yield house
    house.clear()


@pytest.fixture(scope="module")
def house(opened: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house with the demonstration call open."""
    running = House(tmp_path_factory.mktemp("house"), like=opened)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. It ends with the module: the loop it runs in would bar later tests from the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(house: House, chromium: Browser) -> Iterator[Callable[[Device], Page]]:
    """Open the house on a device."""
    contexts = []

    def open_on(device: Device) -> Page:
        context = chromium.new_context(
            base_url=house.address,
            viewport={"width": device.width, "height": 800},
            java_script_enabled=device.scripts,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        contexts.append(context)
        if device.scripts:
            give_axe(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        return page

    yield open_on
    for context in contexts:
        context.close()
