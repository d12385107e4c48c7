"""The queue of files, written so that no worker ever takes half a message."""

import uuid
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class WholeFilesChannel(filesystem.Channel):
    """Writes each message aside and moves it into the queue in one step.

    The library writes where workers look. One that looks between the opening of a file and its first byte takes an
    empty message, and dies of it.
    """

    def _put(self, queue: str, payload: dict[str, Any], **_: Any) -> None:  # type: ignore[override]
        """Put a message onto the queue."""
        folder, identity = Path(self.data_folder_out), uuid.uuid4()
        aside = folder / f"{identity}.part"
        try:
            aside.write_bytes(dumps(payload).encode())
            aside.replace(folder / f"{monotonic_ns() // 1_000_000}_{identity}.{queue}.msg")
        except OSError as error:
            raise ChannelError(f"Cannot add a message to {folder}") from error


class WholeFilesTransport(filesystem.Transport):
    """The library's transport with our way of writing."""

    Channel = WholeFilesChannel
