"""Where attachments' bytes lie: outside the web, under a name that carries the SHA-256 of the content and the row.

Each row owns its bytes, as papers do: two uploads of one file share none, so that erasing one never takes another's.
"""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import Storage, storages

from records.models import Attachment

_PIECE = 1_048_576


class DamagedAttachmentError(RuntimeError):
    """The kept bytes are gone or are not those that were uploaded."""


def store() -> Storage:
    """Return the storage of attachments."""
    return storages["attachments"]


def sha256_of(file: "File[bytes]") -> str:
    """Return the hash of a file's content."""
    digest = hashlib.sha256()
    file.seek(0)
    for piece in file.chunks(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def name_of(attachment_id: uuid.UUID, sha256: str) -> str:
    """Return the storage name: nothing in it comes from the person who uploads."""
    return f"{sha256[:2]}/{sha256}-{attachment_id}"


def id_in(name: str) -> uuid.UUID | None:
    """Return the row that a stored name belongs to; None for a name that is not of our making."""
    try:
        return uuid.UUID(name.rpartition("/")[2][65:])
    except ValueError:
        return None


def keep(name: str, file: "File[bytes]") -> None:
    """Write the bytes."""
    file.seek(0)
    # Under a name of its own the storage copies piece by piece, instead of moving the web server's file away.
    store().save(name, File(file.file, name=name))


def erase(name: str) -> None:
    """Delete the bytes, if they are there."""
    store().delete(name)


def open_verified(attachment: Attachment) -> "File[bytes]":
    """Open the bytes, proven to be those that were uploaded; the caller closes them."""
    try:
        file: File[bytes] = store().open(attachment.file)
    except OSError as error:
        raise DamagedAttachmentError(str(attachment.pk)) from error
    if sha256_of(file) != attachment.sha256:
        file.close()
        raise DamagedAttachmentError(str(attachment.pk))
    file.seek(0)
    return file


def verify(attachment: Attachment) -> None:
    """Prove that the bytes are those that were uploaded."""
    open_verified(attachment).close()


def names_older_than(at: datetime) -> Iterator[str]:
    """Return every stored name that was written before `at`."""
    folders, _ = store().listdir("") if store().exists("") else ([], [])
    for folder in sorted(folders):
        for name in sorted(store().listdir(folder)[1]):
            if store().get_modified_time(f"{folder}/{name}") < at:
                yield f"{folder}/{name}"
