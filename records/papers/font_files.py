"""Where the fonts lie that come with the house; whoever only asks what they hold needs no renderer for it."""

from pathlib import Path

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
