"""How work is handed to the worker: by name, with ids, after commit. A broker that is down costs time, never a page."""

import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import ChannelError, KombuError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# What a broker out of reach raises: kombu's own, Redis's, and the file system's where the queue is a folder.
BROKER_IS_DOWN = (KombuError, ChannelError, RedisError, OSError)


def enqueue(name: str, **ids: object) -> None:
    """Offer a task once the surrounding transaction has committed.

    The row that the task is about already says what is to be done, and the sweep offers it again; so a failure to
    send is a line in the log.
    """
    transaction.on_commit(partial(_send, name, {key: str(value) for key, value in ids.items()}), robust=True)


def _send(name: str, ids: dict[str, Any]) -> None:
    try:
        current_app.send_task(name, kwargs=ids, retry=False, ignore_result=True)
    except BROKER_IS_DOWN as error:
        logger.warning("%s is left to the sweep: the broker does not answer (%s)", name, type(error).__name__)
