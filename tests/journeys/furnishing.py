"""What a running house is given before every page is walked, printed as its address book."""

import json
import sys

from django.utils import timezone

from accounts.models import Membership, Organisation, User
from accounts.rules.demonstration import DEMONSTRATION_PASSWORD
from accounts.rules.roles import OrganisationKind, Role
from accounts.services.demonstration import CAST, mailbox_of
from accounts.services.invitations import accept_as_newcomer, invite_colleague
from accounts.services.second_factor import give_authenticator
from applications.services.calls import DEMONSTRATION_SUFFIX
from tests.people import People
from tests.policies.addresses import addresses
from tests.policies.places import colleague_who_fills_in, furnished
from tests.worlds import AT, CALL


def print_address_book() -> None:
    """Furnish the demonstration, and print every page of every address by subject."""
    people, now = people_of_the_house(), timezone.now()
    kubo = colleague_who_fills_in(people, at=now, password=DEMONSTRATION_PASSWORD)
    places = furnished(people, kubo, open_call=f"{CALL}{DEMONSTRATION_SUFFIX}", sent_call=CALL, sent_at=AT, now=now)
    pages = {
        name: {subject: places.urls(address, subject) for subject in places.subjects_at(address)}
        for name, address in addresses().items()
    }
    json.dump(pages, sys.stdout)


def seat_a_second_advisor() -> None:
    """Ono comes into Goto's bank, with the demonstration's password and second factor."""
    people, tokens = people_of_the_house(), []

    def link_to(token: str) -> str:
        tokens.append(token)
        return f"/invitations/{token}/"

    invite_colleague(
        actor=people.actor("ito"),
        organisation=people.lead_institution,
        email="ono@bank.example",
        role=Role.ADVISOR,
        rights=frozenset(),
        link_to=link_to,
        at=timezone.now(),
    )
    give_authenticator(
        accept_as_newcomer(token=tokens[0], name="小野 二葉", password=DEMONSTRATION_PASSWORD, at=timezone.now())
    )


def people_of_the_house() -> People:
    """The demonstration's people, as the tests know them."""
    users = {each.key: User.objects.get(email=mailbox_of(each)) for each in CAST}

    def home(name: str) -> Organisation:
        return Membership.objects.select_related("organisation").get(user=users[name]).organisation

    return People(
        **users,
        company=home("aoki"),
        rival=home("chiba"),
        secretariat=Organisation.objects.get(kind=OrganisationKind.SECRETARIAT),
        lead_institution=home("goto"),
        other_institution=home("hara"),
        panel=home("endo"),
        authority=home("jinnai"),
    )
