"""A company with files, a person who sends them, and a store of its own for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from accounts.models import Organisation
from records.models import Attachment
from records.policies import attachments_sight
from records.rules.files.examination import RefusedFile
from records.services.attachments import upload_attachment
from tests.records.attachments.samples import pdf
from tests.records.conftest import NOON

AOKI = Actor(user_id=UUID(int=1), label="青木(青木製作所)")
Sight = set[UUID | None]
Upload = Callable[..., Attachment | RefusedFile]


@pytest.fixture(autouse=True)
def attachment_store(tmp_path: Path, settings: Any) -> Path:
    """Give each test an empty store of attachments."""
    stores = settings.STORAGES
    options = stores["attachments"]["OPTIONS"] | {"location": tmp_path / "attachments"}
    settings.STORAGES = stores | {"attachments": stores["attachments"] | {"OPTIONS": options}}
    return tmp_path / "attachments"


@pytest.fixture
def company(db: None) -> Organisation:
    return Organisation.objects.create(kind="company", name="青木製作所", created_at=NOON)


@pytest.fixture
def upload(company: Organisation) -> Upload:
    """Send a file for the company's quotes at noon."""

    def send(name: str = "見積書.pdf", data: bytes | None = None, **changes: Any) -> Attachment | RefusedFile:
        file = SimpleUploadedFile(name, pdf() if data is None else data)
        given = {"subject": company, "purpose": "quotes", "file": file, "actor": AOKI, "at": NOON} | changes
        return upload_attachment(**given)

    return send


@pytest.fixture
def kept(upload: Upload) -> Callable[..., Attachment]:
    """Send a file that must be kept."""

    def send(*args: Any, **changes: Any) -> Attachment:
        attachment = upload(*args, **changes)
        assert isinstance(attachment, Attachment), attachment
        return attachment

    return send


@pytest.fixture
def sight() -> Iterator[Sight]:
    """Answer for the files of organisations: whoever is in the set sees them."""
    seeing: Sight = set()
    attachments_sight.register_sight("accounts.organisation", lambda actor, _: actor.user_id in seeing)
    yield seeing
    attachments_sight._sights.pop("accounts.organisation")


def kept_files() -> list[Path]:
    """Return every file in the store of attachments."""
    return sorted(path for path in Path(storages["attachments"].location).rglob("*") if path.is_file())  # type: ignore[attr-defined]
