"""The signing key of a machine that was given none."""

import os
import secrets
from pathlib import Path


def secret_key_in(folder: Path) -> str:
    """Return the key kept in `folder`, writing one on the very first start.

    Web, worker and beat start at the same moment: the key is linked into place whole,
    so that the first writer wins and nobody reads half a key.
    """
    kept = folder / "secret_key"
    if not kept.exists():
        draft = folder / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            kept.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text(encoding="ascii")
