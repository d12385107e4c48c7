"""What does not belong into a file of its kind: a second kind that another program would find in the same bytes."""

import zipfile
from typing import BinaryIO

# Readers of PDF look for its mark anywhere in this stretch, and browsers that guess look for markup here.
HEAD = 1024
PDF_MARK = b"%PDF-"
_MARKUP = (b"<html", b"<script", b"<!doctype", b"<svg", b"<body", b"<iframe", b"<?php")


def head_of(file: BinaryIO, length: int = HEAD) -> bytes:
    """Return the first bytes."""
    file.seek(0)
    return file.read(length)


def holds_markup(stretch: bytes) -> bool:
    """Whether a browser might take these bytes for a page."""
    lowered = stretch.lower()
    return any(mark in lowered for mark in _MARKUP)


def holds_second_pdf(head: bytes) -> bool:
    """Whether a PDF begins inside of something else."""
    return head.find(PDF_MARK) > 0


def holds_archive(file: BinaryIO) -> bool:
    """Whether a program that unpacks archives finds one: those are read from their end, whatever comes first."""
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
