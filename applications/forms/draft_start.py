"""For which company a draft begins."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.actor import Actor
from accounts.rules.roles import OrganisationKind
from accounts.selectors import organisations_visible_to
from applications.forms.fields import PickField
from applications.policies import may_start


class StartForm(forms.Form):
    """One choice among the companies for which this person may write; it is made already where there is but one."""

    use_required_attribute = False

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        self.label_suffix = ""
        own = actor.organisations(OrganisationKind.COMPANY)
        allowed = [each for each in own if may_start(actor, each).is_allowed]
        found = organisations_visible_to(actor).filter(pk__in=allowed).order_by("name", "pk")
        self.companies = [(str(each.pk), each.name) for each in found]
        self.fields["organisation"] = PickField(
            label="どの会社として申請しますか",
            choices=self.companies,
            initial=self.companies[0][0] if len(self.companies) == 1 else None,
        )

    @property
    def organisation_id(self) -> UUID:
        """The chosen company."""
        return UUID(self.cleaned_data["organisation"])
