"""The Django app of everything after a grant decision."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """交付決定後の事業。"""

    name = "awards"
    verbose_name = "交付決定後の事業"

    def ready(self) -> None:
        """Make this app's papers known to the house."""
        from awards.papers.kinds import KINDS
        from records.papers.registry import register

        for kind in KINDS:
            register(kind)
