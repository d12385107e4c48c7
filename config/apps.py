"""The house itself as a Django app: it carries the start-up checks and the housekeeping tasks."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Registers the checks that refuse to start on a machine that cannot make papers."""

    name = "config"
    verbose_name = "House"

    def ready(self) -> None:
        """Register the checks."""
        from config import checks  # noqa: F401
