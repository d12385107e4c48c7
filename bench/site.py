"""The WSGI entry point of the house while it is measured."""

from django.conf import settings

from config.wsgi import application

__all__ = ["application"]

settings.ROOT_URLCONF = "bench.urls"
