"""Who acts: the user with every open membership, read once a request and handed to every policy, selector and verb."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import Membership, User
from accounts.rules.roles import SECRETARIAT_ROLES, OrganisationKind, Right, Role

_LABEL_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ActorMembership:
    """One open membership as policies see it."""

    organisation_id: UUID
    organisation_kind: OrganisationKind
    role: Role
    rights: frozenset[Right]


@dataclass(frozen=True)
class Actor:
    """A person, or nobody, with what the person is to each organisation."""

    user_id: UUID | None
    label: str
    memberships: tuple[ActorMembership, ...] = ()

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is signed in."""
        return self.user_id is None

    @property
    def acting_id(self) -> UUID:
        """The id of the person who acts; nobody has none, and a verb that policy allowed never asks nobody."""
        if self.user_id is None:
            raise LookupError("nobody acts")
        return self.user_id

    @property
    def is_secretariat(self) -> bool:
        """Whether the person works on files for the secretariat; the administrator of the system does not."""
        return any(each.role in SECRETARIAT_ROLES for each in self.memberships)

    @property
    def sees_every_organisation(self) -> bool:
        """Whether organisations of others are in sight: for the secretariat, the administrator and the auditor."""
        return self.is_secretariat or self.has(Role.ADMINISTRATOR) or self.has(Role.AUDITOR)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role the person holds anywhere."""
        return frozenset(each.role for each in self.memberships)

    def has(self, role: Role) -> bool:
        """Whether the person holds this role in any organisation."""
        return any(each.role is role for each in self.memberships)

    def may(self, right: Right, organisation_id: UUID) -> bool:
        """Whether the person holds this right in this organisation."""
        return any(each.organisation_id == organisation_id and right in each.rights for each in self.memberships)

    def organisations(self, kind: OrganisationKind) -> tuple[UUID, ...]:
        """The organisations of this kind that the person belongs to."""
        return tuple(dict.fromkeys(each.organisation_id for each in self.memberships if each.organisation_kind is kind))


NOBODY: Final = Actor(user_id=None, label="ログインしていない人")


class ActorRequest(HttpRequest):
    """A request after the middleware: it says who acts."""

    actor: Actor


def actor_of(user: User | AnonymousUser | None) -> Actor:
    """Read the person's open memberships, in one query; NOBODY for a visitor and for a person shut out."""
    if user is None or isinstance(user, AnonymousUser) or not user.is_active:
        return NOBODY
    rows = list(
        Membership.objects.filter(user_id=user.pk, ended_at__isnull=True)
        .select_related("organisation")
        .order_by("started_at", "id")
    )
    return Actor(user_id=user.pk, label=_label(user, rows), memberships=tuple(_seen(row) for row in rows))


def oneself(user: User) -> Actor:
    """A person acting on the own sign-in alone, before or apart from every membership."""
    return Actor(user_id=user.pk, label=_label(user, []))


def _seen(row: Membership) -> ActorMembership:
    return ActorMembership(
        organisation_id=row.organisation_id,
        organisation_kind=OrganisationKind(row.organisation.kind),
        role=Role(row.role),
        rights=row.rights,
    )


def _label(user: User, rows: list[Membership]) -> str:
    """Name and first organisation, as the audit trail quotes them."""
    label = f"{user.name}({rows[0].organisation.name})" if rows else f"{user.name}({user.email})"
    return label[:_LABEL_LENGTH]
