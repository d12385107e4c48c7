"""Papers asked for at a known moment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from records.models import IssuedPaper
from records.papers.registry import kind_named
from records.papers.view_model import Paper
from records.services.papers import issue_paper

NOON = datetime(2025, 6, 5, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def sample_paper() -> Paper:
    """Return the smaller sample's view-model."""
    kind = kind_named("precheck_result")
    return kind.view_model.model_validate_json(kind.sample())


@pytest.fixture
def ask() -> Callable[..., IssuedPaper]:
    """Ask for a paper at noon."""

    def issue(**changes: Any) -> IssuedPaper:
        given = {"kind": "precheck_result", "paper": sample_paper(), "at": NOON} | changes
        return issue_paper(**given)

    return issue


@pytest.fixture(autouse=True)
def _store_of_its_own(tmp_path: Path, settings: Any) -> None:
    """Give each test an empty store."""
    options = settings.STORAGES["papers"]["OPTIONS"] | {"location": tmp_path / "papers"}
    settings.STORAGES = settings.STORAGES | {"papers": settings.STORAGES["papers"] | {"OPTIONS": options}}


def kept_files() -> list[Path]:
    """Return every file in the store."""
    return sorted(path for path in Path(storages["papers"].location).rglob("*") if path.is_file())
