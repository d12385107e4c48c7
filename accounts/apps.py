"""The Django app of who is here."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """利用者と組織。"""

    name = "accounts"
    verbose_name = "利用者と組織"

    def ready(self) -> None:
        """Say what becomes of people's places when two entries of the register become one company."""
        from accounts.services.merging import register_merging
        from accounts.services.merging_places import places_mover

        register_merging(self.name, places_mover())
