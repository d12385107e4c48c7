"""The Django app of who is here."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """利用者と組織。"""

    name = "accounts"
    verbose_name = "利用者と組織"
