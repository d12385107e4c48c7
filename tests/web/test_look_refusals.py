"""The pages that say no: in the voice of the house, without help from views or context processors."""

from typing import Any

import pytest
from django.template.loader import render_to_string

REFUSALS = ("400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html")


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_says_what_to_do_next(name: str) -> None:
    html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert 'lang="ja"' in html
    assert 'href="/"' in html
    assert "エラー" not in html


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_carries_nothing_inline_and_nothing_from_afar(name: str) -> None:
    html = render_to_string(name)
    assert "style=" not in html
    assert "<style" not in html
    assert "//" not in html


def test_the_page_for_our_own_fault_needs_no_static_files_manifest(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert "お客さまの操作が原因ではありません" in render_to_string("500.html")
