"""The way from a company's draft to the case that can fill it."""

from django.urls import reverse

from accounts.actor import Actor
from accounts.rules.roles import Right
from applications.models import Application
from applications.policies import may_edit
from kernel.parts import Offer
from support_cases.models import SupportCase


def ways_from_file(actor: Actor, application: Application) -> tuple[Offer, ...]:
    """A draft may be filled from each case of its company, by those of its people who may edit it; others cost no query."""
    if not actor.may(Right.VIEW, application.organisation_id) or not may_edit(actor, application).is_allowed:
        return ()
    cases = SupportCase.objects.filter(company_id=application.organisation_id).order_by("-number")
    return tuple(
        Offer(
            f"支援ケース {case} の内容を、申請の空欄に写す",
            reverse("support_cases:prefill", args=[case.pk, application.pk]),
            weight="second",
            posts=True,
        )
        for case in cases
    )


def ways_from_call(call_id: str) -> tuple[Offer, ...]:  # noqa: ARG001 - the registry asks both of every owner
    """A call leads to no case."""
    return ()
