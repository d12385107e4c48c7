"""The house itself as a Django app: it carries the start-up checks and the housekeeping tasks."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Registers the checks that refuse to start on a machine that cannot make papers, and joins the floors."""

    name = "config"
    verbose_name = "House"

    def ready(self) -> None:
        """Register the checks; give the lower floors the trail and the post of the higher ones."""
        from accounts.services.outward import connect
        from config import checks  # noqa: F401
        from config.joining import accompanied
        from records.audit.recording import record
        from records.services.messages import post_message
        from screening.selectors.parties import register_tie_source

        connect(recorder=record, post=post_message)
        register_tie_source("accompaniment", accompanied)
