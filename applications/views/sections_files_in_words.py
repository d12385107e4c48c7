"""The documents of a draft in words: which are asked for, on what condition, and which files stand under each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from applications.rules.enclosing import Document
from applications.rules.words import say
from applications.selectors import Picture
from kernel.calendar import TOKYO
from kernel.money import format_number
from kernel.parts import Chip
from kernel.wareki import format_wareki
from records.models import Attachment, ScanState
from records.rules.files.examination import RefusedFile
from records.selectors import every_attachment_of

_ENOUGH = Chip("登録済み", "good", "good")
_NEEDED = Chip("必要", "bad", "bad")
_OPTIONAL = Chip("任意", "quiet", "open")
_NOT_YET_KNOWN = Chip("答えによって必要", "care", "ask")
_NOT_ASKED_FOR = Chip("今は不要", "quiet", "open")
_SCAN_CHIPS = {
    ScanState.WAITING: Chip("ウイルス検査を待っています", "quiet", "open"),
    ScanState.INFECTED: Chip("ウイルスが見つかりました", "bad", "bad"),
}
_TO_REPLACE = Chip("差し替えが必要", "bad", "bad")
_MAY_RETURN = {"withdrawn_at__isnull": False, "erased_at__isnull": True, "superseded_by__isnull": True}
_KILOBYTE = 1024
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that stands: what it is called, how large, its hash in short, who sent it and when."""

    id: str
    name: str
    url: str
    size: str
    sha256: str
    sent: str
    withdraw_url: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document of the call's list, with its files and what was refused just now.

    `is_asked_for` is false where files stand under a document that the answers no longer call for.
    """

    anchor: str
    key: str
    part: str
    label: str
    condition: str
    clause: str
    chip: Chip
    files: tuple[ShownFile, ...]
    refused: tuple[RefusedFile, ...]
    is_asked_for: bool = True


def files_page(
    picture: Picture, *, refused: Sequence[RefusedFile] = (), place: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """Every document, those of the whole application first, then line by line."""
    application = picture.application
    shown = documents_of(picture, refused=refused, place=place)
    return {
        "documents": [each for each in shown if not each.part],
        "documents_of_lines": [each for each in shown if each.part],
        "documents_left_over": _left_over(picture),
        "upload_url": reverse("applications:upload", args=[application.pk]),
        "withdrawn": [
            {"name": each.original_name, "url": reverse("applications:restore_file", args=[application.pk, each.pk])}
            for each in every_attachment_of(application).filter(**_MAY_RETURN).order_by("uploaded_at", "id")
        ],
        "refused": tuple(refused),
        "refused_anchor": f"file_{place[0]}_{place[1]}",
    }


def documents_of(
    picture: Picture, *, part: str | None = None, refused: Sequence[RefusedFile] = (), place: tuple[str, str] = ("", "")
) -> list[ShownDocument]:
    """The documents of the application, or those of one line."""
    return [
        _document(picture, each, tuple(refused) if (each.key, each.part) == place else ())
        for each in picture.documents
        if part is None or each.part == part
    ]


def _left_over(picture: Picture) -> list[ShownDocument]:
    """Files under documents that no answer and no line calls for now: they go along unless they are taken back."""
    asked_for = {(each.key, each.part) for each in picture.documents}
    labels = {each.key: say(each.label, picture.terms) for each in picture.terms.attachments}
    places = dict.fromkeys((each.purpose, each.part) for each in picture.files)
    return [
        replace(
            _document(picture, Document(key, labels.get(key, key), "", "", False, part), ()),
            chip=_NOT_ASKED_FOR,
            is_asked_for=False,
        )
        for key, part in places
        if (key, part) not in asked_for
    ]


def _document(picture: Picture, document: Document, refused: tuple[RefusedFile, ...]) -> ShownDocument:
    files = [each for each in picture.files if (each.purpose, each.part) == (document.key, document.part)]
    is_infected = any(each.scan_state == ScanState.INFECTED for each in files)
    line = f"明細{document.line} " if document.line else ""
    return ShownDocument(
        anchor=f"file_{document.key}_{document.part}",
        key=document.key,
        part=document.part,
        label=f"{line}{document.label}",
        condition=document.condition,
        clause=document.clause,
        chip=_TO_REPLACE if is_infected else _ENOUGH if files else _chip(document),
        files=tuple(_file(picture, each) for each in files),
        refused=refused,
    )


def _chip(document: Document) -> Chip:
    if document.is_required is None:
        return _NOT_YET_KNOWN
    return _NEEDED if document.is_required else _OPTIONAL


def _file(picture: Picture, file: Attachment) -> ShownFile:
    return ShownFile(
        id=str(file.pk),
        name=file.original_name,
        url=reverse("records:attachment", args=[file.pk]),
        size=size_in_words(file.size),
        sha256=file.sha256[:_HASH_SHOWN],
        sent=f"{_moment(file.uploaded_at)} {file.uploaded_by_label}",
        withdraw_url=reverse("applications:withdraw_file", args=[picture.application.pk, file.pk]),
        chip=_SCAN_CHIPS.get(ScanState(file.scan_state)),
    )


def _moment(at: datetime) -> str:
    moment = at.astimezone(TOKYO)
    return f"{format_wareki(moment.date())} {moment.hour}:{moment:%M}"


def size_in_words(size: int) -> str:
    """Bytes as people read them, rounded up."""
    if size < _KILOBYTE:
        return f"{size}バイト"
    if size < _KILOBYTE**2:
        return f"{format_number(-(-size // _KILOBYTE))}KB"
    tenths = -(-size * 10 // _KILOBYTE**2)
    return f"{tenths // 10}.{tenths % 10}MB"
