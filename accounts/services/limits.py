"""How often one address may ask for what costs the house time, by ACCOUNT_RATE_LIMITS, where sign-ins are counted too."""

from allauth.core.ratelimit import consume
from django.http import HttpRequest


def is_within_limit(request: HttpRequest, action: str) -> bool:
    """Count one more request under this name; False where the measure is full, and nothing more is counted."""
    return bool(consume(request, action=action))
