"""How tasks travel: Redis where there is a server, files under the variable folder where there is none."""

from pathlib import Path
from typing import Any

from kombu.transport import TRANSPORT_ALIASES

from config.file_cache import MOST_ENTRIES

# A page that asks for a paper must answer calmly while the broker is down: fail within seconds, the sweep re-offers.
REDIS_TRANSPORT: dict[str, Any] = {
    "socket_connect_timeout": 2,
    # Sending asks once more at once, then gives up; kombu would otherwise wait six seconds in the middle of a page.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_timeout": 10,
    "visibility_timeout": 300,
}


# How kombu finds the queue of files under `files://`.
FILES = "files"
TRANSPORT_ALIASES[FILES] = "config.whole_files:WholeFilesTransport"


def filesystem_transport(folder: Path) -> dict[str, Any]:
    """Return kombu's options for a queue of files; both directions share one folder, which must exist."""
    messages, control = folder / "messages", folder / "control"
    for each in (messages, control):
        each.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "polling_interval": 0.05,
    }


def cache_at(redis_url: str, *, folder: Path) -> dict[str, Any]:
    """Return Django's cache, on Redis or in files: the limits on sign-in hold for all processes together or for none."""
    if redis_url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    return {
        "BACKEND": "config.file_cache.FileCache",
        "LOCATION": str(folder),
        "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES},
    }
