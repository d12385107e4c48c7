"""The Django app of the calls and of the applications that answer them."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """公募と交付申請。"""

    name = "applications"
    verbose_name = "公募・交付申請"

    def ready(self) -> None:
        """Make this app's papers known to the house."""
        from applications.papers.kinds import KINDS
        from records.papers.registry import register

        for kind in KINDS:
            register(kind)
