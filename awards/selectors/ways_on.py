"""The ways from a file to its award, and from a call to the list of its awards."""

from django.urls import reverse

from accounts.actor import Actor
from applications.models import Application
from applications.rules.workflow import Status
from awards.selectors.awards import award_of
from awards.selectors.published import has_published_awards
from kernel.parts import Offer


def ways_from_file(actor: Actor, application: Application) -> tuple[Offer, ...]:
    """A granted file leads to its award; other files cost no query."""
    if application.status != Status.GRANTED:
        return ()
    award = award_of(actor, application)
    return (Offer("交付決定後のページへ", reverse("awards:award", args=[award.pk])),) if award else ()


def ways_from_call(call_id: str) -> tuple[Offer, ...]:
    """A call leads to its public list once there is something in it."""
    if not has_published_awards(call_id):
        return ()
    return (Offer("採択された事業の一覧", reverse("awards:published", args=[call_id]), weight="second"),)
