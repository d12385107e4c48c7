"""What WeasyPrint leaves out of a tagged PDF and PDF/UA asks for: the scope of header cells."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

_COLUMN, _ROW = pikepdf.Name("/Column"), pikepdf.Name("/Row")


def _cells(element: pikepdf.Object, scope: pikepdf.Name) -> Iterator[tuple[pikepdf.Object, pikepdf.Name]]:
    """Yield every header cell below an element with its scope: a head names columns, any other row names itself."""
    kind = element.get("/S")
    inner = _COLUMN if kind == "/THead" else _ROW if kind in ("/Table", "/TBody", "/TFoot") else scope
    if kind == "/TH":
        yield element, inner
    kids = element.get("/K")
    if not isinstance(kids, pikepdf.Array):
        return
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _cells(kid, inner)


def mend_header_cells(pdf: bytes) -> bytes:
    """Return the same document with a scope at every header cell and an identifier that follows from its content."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for root in document.Root.StructTreeRoot.K:
            for cell, scope in _cells(root, _ROW):
                cell.A = cell.get("/A", pikepdf.Dictionary(O=pikepdf.Name("/Table")))
                cell.A.Scope = scope
        mended = BytesIO()
        document.save(mended, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return mended.getvalue()
