"""The Django app of the screening. Scores, comments and ranks never leave it."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """審査。"""

    name = "screening"
    verbose_name = "審査"
