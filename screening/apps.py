"""The Django app of the screening. Scores, comments and ranks never leave it."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """審査。"""

    name = "screening"
    verbose_name = "審査"

    def ready(self) -> None:
        """Make this app's papers known to the house."""
        from records.papers.registry import register
        from screening.papers.kinds import KINDS

        for kind in KINDS:
            register(kind)
