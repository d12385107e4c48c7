"""Full examples of each paper, as data."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def dx_plan_sample() -> str:
    """Return the plan of a made-up company."""
    return (_FOLDER / "dx_plan.json").read_text(encoding="utf-8")
