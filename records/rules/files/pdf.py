"""Is it a PDF that everybody can open, and nothing but that?"""

from itertools import islice
from typing import BinaryIO

import pikepdf

from records.rules.files.foreign import head_of, holds_archive, holds_markup, holds_second_pdf
from records.rules.files.refusals import Why

_END = b"%%EOF"
_TAIL = 2048
_FILLING = b"\r\n\t \x00"
# A second and a half of mending; a hostile file of a million objects would take half a minute.
OBJECTS_MENDED_AT_MOST = 10**5
# Hostile structures surface as whichever of these the first odd object provokes.
_BROKEN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)
_RUNNING = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
_PAGES_ASKED = 1_000
_ACTIONS_FOLLOWED = 100


def look_through_pdf(file: BinaryIO, size: int) -> Why | None:
    """Say what speaks against a file that begins as a PDF."""
    head = head_of(file)
    if holds_markup(head) or holds_second_pdf(head):
        return Why.TWO_KINDS_AT_ONCE
    file.seek(max(0, size - _TAIL))
    end = file.read()
    behind = end.rpartition(_END)[2]
    if holds_archive(file) or (_END in end and behind.strip(_FILLING)):
        return Why.TWO_KINDS_AT_ONCE
    return _opened(file) if _END in end else Why.DAMAGED


def _opened(file: BinaryIO) -> Why | None:
    try:
        return _looked_into(file, mends=False)
    except pikepdf.PasswordError:
        return Why.ENCRYPTED
    except _BROKEN:
        return _mended(file)


def _mended(file: BinaryIO) -> Why | None:
    """Many a program writes a slightly broken PDF that every reader mends; mending asks for time per object."""
    file.seek(0)
    if file.read().count(b"obj") > OBJECTS_MENDED_AT_MOST:
        return Why.DAMAGED
    try:
        return _looked_into(file, mends=True)
    except pikepdf.PasswordError:
        return Why.ENCRYPTED
    except _BROKEN:
        return Why.DAMAGED


def _looked_into(file: BinaryIO, *, mends: bool) -> Why | None:
    file.seek(0)
    with pikepdf.open(file, attempt_recovery=mends) as pdf:
        return _objection(pdf)


def _objection(pdf: pikepdf.Pdf) -> Why | None:
    if pdf.is_encrypted:
        return Why.ENCRYPTED
    if not len(pdf.pages):
        return Why.DAMAGED
    return Why.RUNS_SOMETHING if _runs_something(pdf) else None


def _runs_something(pdf: pikepdf.Pdf) -> bool:
    """Whether opening the document, or turning to a page of it, would start a script or a program."""
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        return True
    pages = (_when_opened(page.obj) for page in islice(pdf.pages, _PAGES_ASKED))
    return any(_is_running(action) for action in (pdf.Root.get("/OpenAction"), *pages))


def _when_opened(page: pikepdf.Object) -> pikepdf.Object | None:
    acts = page.get("/AA")
    return acts.get("/O") if isinstance(acts, pikepdf.Dictionary) else None


def _is_running(first: pikepdf.Object | None) -> bool:
    """Whether an action, or one that follows it, runs something. A chain longer than any program writes counts as one."""
    waiting = [first]
    for _ in range(_ACTIONS_FOLLOWED):
        if not waiting:
            return False
        action = waiting.pop()
        if isinstance(action, pikepdf.Dictionary):
            if str(action.get("/S")) in _RUNNING:
                return True
            after = action.get("/Next")
            waiting += list(after) if isinstance(after, pikepdf.Array) else [after]
    return bool(waiting)
