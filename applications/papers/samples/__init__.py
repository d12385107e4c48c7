"""Full examples of each paper, as data: shown by `manage.py paper KIND --sample` and set once to warm a worker."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def application_sample() -> str:
    """Return a complete application of a made-up company."""
    return (_FOLDER / "application.json").read_text(encoding="utf-8")


def precheck_result_sample() -> str:
    """Return a pre-check result with all three outcomes."""
    return (_FOLDER / "precheck_result.json").read_text(encoding="utf-8")


def receipt_notice_sample() -> str:
    """Return a receipt with files of every length of name."""
    return (_FOLDER / "receipt_notice.json").read_text(encoding="utf-8")
