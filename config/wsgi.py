"""The WSGI entry point for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Every address and its view: the first visitor does not wait for them.
import_module(settings.ROOT_URLCONF)

# What is loaded by now stays for good: the collector need not walk it again in the middle of a page, nor start its
# round after every few hundred objects, of which a page makes thousands.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
