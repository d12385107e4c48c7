"""Which terms of a call visitors see, and how soon a process learns of new ones."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from applications.rules.terms.loading import read_terms
from applications.selectors import calls, terms_shown
from applications.services.calls import find_terms_file, keep_revision, publish_call

CALL = "fy2025_introduction"


def published(raw: dict[str, Any], **changes: Any) -> str:
    revision = keep_revision(raw={**raw, **changes}, at=timezone.now(), because="試験")
    publish_call(revision_id=revision.pk, actor_label="試験", at=timezone.now(), because="試験")
    return revision.sha256


@pytest.fixture
def raw() -> dict[str, Any]:
    return read_terms(find_terms_file(CALL, settings.CALLS_FOLDERS))


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.look_again()
    monkeypatch.setattr(calls, "LOOK_AGAIN_AFTER", timedelta(hours=1).total_seconds())


@pytest.mark.django_db
def test_a_call_that_is_loaded_but_not_published_does_not_exist(raw: dict[str, Any]) -> None:
    keep_revision(raw=raw, at=timezone.now())
    assert terms_shown(CALL) is None


@pytest.mark.django_db(transaction=True)
def test_an_erratum_shows_as_soon_as_it_is_published_here(
    raw: dict[str, Any], remembering: None, django_assert_num_queries: Any
) -> None:
    first = published(raw)
    shown = terms_shown(CALL)
    assert shown is not None
    assert shown.revision_sha256 == first
    with django_assert_num_queries(0):
        assert terms_shown(CALL) is shown
    second = published(raw, title="訂正した公募")
    corrected = terms_shown(CALL)
    assert corrected is not None
    assert (corrected.revision_sha256, corrected.title) == (second, "訂正した公募")


@pytest.mark.django_db
def test_a_name_that_is_no_call_is_not_remembered(remembering: None) -> None:
    assert terms_shown("nobody-knows-it") is None
    assert "nobody-knows-it" not in calls._SHOWN
