"""The Django app of the calls and of the applications that answer them."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """公募と交付申請。"""

    name = "applications"
    verbose_name = "公募・交付申請"
