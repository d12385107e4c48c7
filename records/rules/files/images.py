"""Is it a whole picture, small enough to be drawn, and nothing but a picture?"""

import zlib
from typing import BinaryIO

from records.rules.files.foreign import HEAD, holds_archive, holds_markup, holds_second_pdf
from records.rules.files.refusals import Why

PNG_MARK = b"\x89PNG\r\n\x1a\n"
# A phone takes 50 million; far beyond, a small file would fill the memory of whoever opens it.
PIXELS_AT_MOST = 150_000_000

# A picture has hundreds of pieces at most; a file of millions would only keep us busy.
PIECES_AT_MOST = 50_000

_JPEG_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_START_OF_SCAN = 0xDA
_JPEG_END = b"\xff\xd9"


def look_through_png(file: BinaryIO, size: int) -> Why | None:
    """Say what speaks against a file that begins as a PNG: its chunks must be whole and end where the file ends."""
    file.seek(0)
    data = file.read(size)
    if _is_mixed(file, data):
        return Why.TWO_KINDS_AT_ONCE
    position, kind, pixels = len(PNG_MARK), b"", 0
    for _ in range(PIECES_AT_MOST):
        length, kind = int.from_bytes(data[position : position + 4], "big"), data[position + 4 : position + 8]
        body = data[position + 4 : position + 8 + length]
        position += length + 12
        if position > size or zlib.crc32(body) != int.from_bytes(data[position - 4 : position], "big"):
            return Why.DAMAGED
        if kind == b"IHDR":
            pixels = int.from_bytes(body[4:8], "big") * int.from_bytes(body[8:12], "big")
        if kind == b"IEND":
            return _objection_to(pixels) if position == size else Why.TWO_KINDS_AT_ONCE
    return Why.DAMAGED


def look_through_jpeg(file: BinaryIO, size: int) -> Why | None:
    """Say what speaks against a file that begins as a JPEG. Cameras add their own notes behind it; archives may not."""
    file.seek(0)
    data = file.read(size)
    if _is_mixed(file, data):
        return Why.TWO_KINDS_AT_ONCE
    return _objection_to(_jpeg_pixels(data)) if _JPEG_END in data else Why.DAMAGED


def _jpeg_pixels(data: bytes) -> int:
    """Walk the segments to the first scan; a picture without a frame has no pixels."""
    position, pixels = 2, 0
    for _ in range(PIECES_AT_MOST):
        if position + 4 > len(data) or data[position] != 0xFF:
            break
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if marker in _JPEG_START_OF_FRAME:
            frame = data[position + 5 : position + 9]
            pixels = int.from_bytes(frame[:2], "big") * int.from_bytes(frame[2:], "big")
        if marker == _JPEG_START_OF_SCAN:
            return pixels
        # Any number of filling bytes may stand before a marker.
        position += 1 if marker == 0xFF else 2 + length
    return 0


def _is_mixed(file: BinaryIO, data: bytes) -> bool:
    head = data[:HEAD]
    return holds_markup(head) or holds_second_pdf(head) or holds_archive(file)


def _objection_to(pixels: int) -> Why | None:
    if not pixels:
        return Why.DAMAGED
    return Why.UNPACKS_TOO_LARGE if pixels > PIXELS_AT_MOST else None
