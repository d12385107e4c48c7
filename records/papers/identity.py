"""A paper's name for itself: which kind, which content, set by which templates."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path, PurePosixPath

from django.conf import settings

_GROUP = 4
_BYTES = 10
SHARED_STYLESHEET = "paper.css"


def _sources(template: str) -> list[Path]:
    """Return the files that shape a paper: its template, its parts, what all papers share, and the style sheets."""
    folder = Path(settings.BASE_DIR) / "templates" / "papers"
    stem = PurePosixPath(template).stem
    shared = [*folder.glob("base.html"), *folder.glob("parts/*.html")]
    own = [folder / f"{stem}.html", *folder.glob(f"{stem}/*.html")]
    return sorted([*shared, *own, *stylesheets()])


def stylesheets() -> list[Path]:
    """Return the papers' style sheets in the order of the cascade."""
    sheets = (Path(settings.BASE_DIR) / "static" / "papers").glob("*.css")
    return sorted(sheets, key=lambda sheet: (sheet.name != SHARED_STYLESHEET, sheet.name))


@lru_cache(maxsize=32)
def template_fingerprint(template: str) -> str:
    """Return the hash of everything but the view-model that decides how a paper looks."""
    digest = hashlib.sha256()
    for source in _sources(template):
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def document_id(kind: str, canonical: str, template: str) -> str:
    """Return the identifier printed on every page: equal only for the same content under the same template."""
    seed = "\0".join((kind, canonical, template_fingerprint(template)))
    text = base64.b32encode(hashlib.sha256(seed.encode()).digest()[:_BYTES]).decode()
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))
