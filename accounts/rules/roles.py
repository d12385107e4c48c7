"""Roles, rights and kinds of organisation, and how they belong together."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class OrganisationKind(StrEnum):
    """What an organisation is to the programme."""

    COMPANY = "company"
    SECRETARIAT = "secretariat"
    INSTITUTION = "institution"
    PANEL = "panel"
    AUTHORITY = "authority"


class Role(StrEnum):
    """What a member does in an organisation."""

    APPLICANT_MEMBER = "applicant_member"
    SECRETARIAT_STAFF = "secretariat_staff"
    SECRETARIAT_HEAD = "secretariat_head"
    REVIEWER = "reviewer"
    ADVISOR = "advisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a member may do with the files of the organisation. VIEW comes with every membership."""

    VIEW = "view"
    EDIT = "edit"
    SUBMIT = "submit"
    FINANCE = "finance"


KIND_LABELS: Final[Mapping[OrganisationKind, str]] = {
    OrganisationKind.COMPANY: "企業",
    OrganisationKind.SECRETARIAT: "事務局",
    OrganisationKind.INSTITUTION: "支援機関",
    OrganisationKind.PANEL: "審査会",
    OrganisationKind.AUTHORITY: "検査機関",
}
ROLE_LABELS: Final[Mapping[Role, str]] = {
    Role.APPLICANT_MEMBER: "申請者",
    Role.SECRETARIAT_STAFF: "事務局担当者",
    Role.SECRETARIAT_HEAD: "事務局責任者",
    Role.REVIEWER: "審査員",
    Role.ADVISOR: "支援担当者",
    Role.AUDITOR: "検査担当者",
    Role.ADMINISTRATOR: "システム管理者",
}
RIGHT_LABELS: Final[Mapping[Right, str]] = {
    Right.VIEW: "見る",
    Right.EDIT: "入力する",
    Right.SUBMIT: "申請を送る・仲間を招く",
    Right.FINANCE: "口座と請求を扱う",
}

KIND_OF_ROLE: Final[Mapping[Role, OrganisationKind]] = {
    Role.APPLICANT_MEMBER: OrganisationKind.COMPANY,
    Role.SECRETARIAT_STAFF: OrganisationKind.SECRETARIAT,
    Role.SECRETARIAT_HEAD: OrganisationKind.SECRETARIAT,
    Role.REVIEWER: OrganisationKind.PANEL,
    Role.ADVISOR: OrganisationKind.INSTITUTION,
    Role.AUDITOR: OrganisationKind.AUTHORITY,
    Role.ADMINISTRATOR: OrganisationKind.SECRETARIAT,
}
# Graded rights are a company's own affair; everybody else's rights come with the role.
GRADED_ROLES: Final = frozenset({Role.APPLICANT_MEMBER})
SECRETARIAT_ROLES: Final = frozenset({Role.SECRETARIAT_STAFF, Role.SECRETARIAT_HEAD})
# Whoever reads other people's files proves more than a password.
SECOND_FACTOR_ROLES: Final = frozenset(Role) - {Role.APPLICANT_MEMBER}
# Who may call people into the offices that are not companies.
APPOINTING_ROLES: Final = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT_HEAD})
ALL_RIGHTS: Final = frozenset(Right)
VIEW_ONLY: Final = frozenset({Right.VIEW})


def needs_second_factor(roles: Iterable[Role]) -> bool:
    """Whether one of these roles obliges its holder to a second factor."""
    return not SECOND_FACTOR_ROLES.isdisjoint(roles)


def rights_held(*, may_edit: bool, may_submit: bool, may_finance: bool) -> frozenset[Right]:
    """The rights behind three ticks; VIEW is implied."""
    ticks = {Right.EDIT: may_edit, Right.SUBMIT: may_submit, Right.FINANCE: may_finance}
    return VIEW_ONLY | {right for right, is_ticked in ticks.items() if is_ticked}


def roles_of_kind(kind: OrganisationKind) -> tuple[Role, ...]:
    """The roles that an organisation of this kind can give."""
    return tuple(role for role, home in KIND_OF_ROLE.items() if home is kind)
