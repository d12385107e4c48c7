"""The Django app of the screening. Scores, comments and ranks never leave it."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """審査。"""

    name = "screening"
    verbose_name = "審査"

    def ready(self) -> None:
        """Make this app's papers and acts known to the house, and put its subjects under their laws."""
        from records.papers.registry import register
        from records.rules.acts import name_acts
        from screening.papers.kinds import KINDS
        from screening.rules.acts import ACTS
        from screening.services.laws import govern_all

        for kind in KINDS:
            register(kind)
        name_acts(ACTS)
        govern_all()
