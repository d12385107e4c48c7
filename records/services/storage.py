"""Where papers' bytes lie: under a name that carries the paper and the SHA-256 of its content.

Each row owns its bytes: two papers with the same content share none, so that discarding one never takes another's.
"""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from records.models import IssuedPaper


class DamagedPaperError(RuntimeError):
    """The kept bytes are gone or are not those that were kept."""


def name_of(paper_id: uuid.UUID, data: bytes) -> tuple[str, str]:
    """Return the storage name and the SHA-256 of a paper's bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    return f"{sha256[:2]}/{sha256}-{paper_id}.pdf", sha256


def keep(name: str, data: bytes) -> None:
    """Write the bytes; a second worker that made the same paper writes the same bytes under the same name."""
    storages["papers"].save(name, ContentFile(data))


def erase(name: str) -> None:
    """Delete the bytes, if they are there."""
    storages["papers"].delete(name)


def bytes_of(paper: IssuedPaper) -> bytes:
    """Return a ready paper's bytes, proven to be those that were kept."""
    try:
        with storages["papers"].open(paper.file) as file:
            data: bytes = file.read()
    except OSError as error:
        raise DamagedPaperError(str(paper.pk)) from error
    if hashlib.sha256(data).hexdigest() != paper.sha256:
        raise DamagedPaperError(str(paper.pk))
    return data
