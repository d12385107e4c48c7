"""The Django app of what is kept."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """記録と様式。"""

    name = "records"
    verbose_name = "記録と様式"
