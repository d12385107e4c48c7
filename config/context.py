"""What every page knows of the site it stands on."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, bool]:
    """Say whether this site is a demonstration, so that nobody takes it for the real one."""
    return {"site_is_demonstration": settings.DEMONSTRATION}
