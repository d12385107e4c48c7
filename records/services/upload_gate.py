"""The gate in front of Django's upload handlers: what is too large is not written to disk, and a name is not bent.

Django reads a name like `../../x.pdf` as `x.pdf`. Such a name is no slip of a browser; it is to be refused and told.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

from records.rules.files.names import SLASHES_AS_SENT


class _NamesAsSent(MultiPartParser):
    """Django's parser, but a slash in a name stays visible, as a letter that no system takes for a folder."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        """Return the name with its slashes replaced, for the rules to refuse."""
        for slash, letter in SLASHES_AS_SENT.items():
            file_name = file_name.replace(slash, letter)
        return super().sanitize_file_name(file_name)


class UploadGate(FileUploadHandler):
    """Lets as much of a file through as proves it too large, and drops the rest as it arrives."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._is_parsing = False
        self._passed = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  # Django's own name
        content_length: int,  # noqa: ARG002
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,
    ) -> "tuple[QueryDict, MultiValueDict[str, UploadedFile[bytes]]] | None":
        """Parse the body by our reading of names, once."""
        if self._is_parsing or self.request is None:
            return None
        self._is_parsing = True
        return _NamesAsSent(META, input_data, self.request.upload_handlers, encoding).parse()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Pass a piece on unless the file is known to be too large already."""
        if self._passed > settings.ATTACHMENT_BYTES_AT_MOST:
            return None
        self._passed += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """Leave the file to the handlers behind."""
        return
