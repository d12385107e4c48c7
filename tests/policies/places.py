"""What stands at the addresses: a company with its people, a draft and a sent file with all that belongs to them.

A later part adds its own subjects to `subjects`, and what their addresses ask for to the values of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.base import ContentFile
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.actor import Actor, actor_of
from accounts.models import Membership, User
from accounts.rules.roles import Right, Role
from accounts.services.email_changes import ask_for_email
from accounts.services.invitations import accept_as_newcomer, invite_colleague
from accounts.services.memberships import ask_to_join
from applications.models import Application
from applications.rules.sections import SectionKey
from applications.selectors.calls import terms_in_force
from applications.selectors.letters import letters_of
from applications.services.drafts import start_draft
from applications.services.enclosures import enclose_file
from applications.services.on_behalf import enter_on_behalf
from applications.services.submission import submit_application
from kernel.calendar import tokyo_day
from records.models import Attachment
from records.services.papers import claim_paper, store_paper
from tests.people import People
from tests.policies.addresses import ALWAYS, Address
from tests.policies.screened_places import ROOMS, SCREENED, SCREENED_PAGES, screened
from tests.policies.support_places import SUPPORT_PAGES, SUPPORT_ROOM, SUPPORTED, supported
from tests.worlds import a_pdf, fill

Values = Mapping[str, Any]
KUBO = "kubo@aoki.test"

# Where one address leads to several pages, each of them is walked.
PAGES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "applications:precheck_step": ({"key": "entity"}, {"key": "shareholders"}, {"key": "costs"}),
    "applications:section": tuple({"key": key.value} for key in SectionKey if key is not SectionKey.ATTACHMENTS),
    "applications:give_up_typed": ({"key": "applicant"},),
    "applications:office_export": ({"kind": "csv"}, {"kind": "xlsx"}),
    "applications:office_move": ({"move": "accept"}, {"move": "dismiss"}, {"move": "withdraw"}),
    **SCREENED_PAGES,
    **SUPPORT_PAGES,
}
# Pages of the same address that are only looked at: their forms are posted elsewhere.
SHOWN: Mapping[str, Sequence[Mapping[str, str]]] = {
    "applications:section": ({"key": SectionKey.ATTACHMENTS.value},),
}


@dataclass(frozen=True)
class Places:
    """Values by subject: what fills the blanks of an address."""

    subjects: Mapping[str, Values]

    def subjects_at(self, address: Address) -> tuple[str, ...]:
        """For which subjects an address exists: for each that has what it asks for, or once."""
        asked = address.asks_for - self._given(address)
        if (room := address.name.split(":")[0]) in ROOMS:
            return (SCREENED,) if asked else (ALWAYS,)
        if room == SUPPORT_ROOM:
            return (SUPPORTED,) if asked else (ALWAYS,)
        if asked <= set(self.subjects[ALWAYS]):
            return (ALWAYS,)
        return tuple(
            subject
            for subject, values in self.subjects.items()
            if subject != ALWAYS and asked <= {*values, *self.subjects[ALWAYS]}
        )

    def urls(self, address: Address, subject: str, *, shown: bool = True) -> list[str]:
        """The pages of an address; with `shown` also those that are only looked at."""
        known = {**self.subjects[ALWAYS], **self.subjects[subject]}
        known["row_id"] = known.get(address.name)
        if subject == SUPPORTED:
            known["application_id"] = self.subjects["draft"]["application_id"]
        pages = [*PAGES.get(address.name, ({},)), *(SHOWN.get(address.name, ()) if shown else ())]
        return [
            reverse(address.name, kwargs={key: {**known, **page}[key] for key in address.asks_for}) for page in pages
        ]

    @staticmethod
    def _given(address: Address) -> set[str]:
        return {key for page in PAGES.get(address.name, ()) for key in page}


def furnished(
    people: People, kubo: User, *, open_call: str, sent_call: str, sent_at: datetime, now: datetime
) -> Places:
    """Furnish a world: a filled draft for a call that is open, and a file that was sent to another call."""
    return Places(
        {
            ALWAYS: {"call": open_call, **_company(people, kubo, now=now)},
            "draft": _of_file(_draft(people, open_call, at=now)),
            "by_post": _of_file(_by_post(people, open_call, at=now)),
            "sent": _of_file(_sent(people, sent_call, at=sent_at)),
            SCREENED: screened(people),
            SUPPORTED: supported(people, at=now),
        }
    )


def colleague_who_fills_in(people: People, *, at: datetime, password: str | None) -> User:
    """Kubo, whom Aoki lets fill in; nobody's public sign-in, also where the others' are."""
    token = _invited(people.actor("aoki"), people, KUBO, {Right.VIEW, Right.EDIT}, at=at)[1]
    return accept_as_newcomer(token=token, name="久保 十一", password=password, at=at)


def _invited(actor: Actor, people: People, email: str, rights: set[Right], *, at: datetime) -> tuple[Any, str]:
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return f"/invitations/{token}/"

    invitation = invite_colleague(
        actor=actor,
        organisation=people.company,
        email=email,
        role=Role.APPLICANT_MEMBER,
        rights=frozenset(rights),
        link_to=link_to,
        at=at,
    )
    return invitation, tokens[0]


def _company(people: People, kubo: User, *, now: datetime) -> Values:
    invitation, token = _invited(people.actor("aoki"), people, "new@aoki.test", {Right.VIEW}, at=now)
    asked = ask_to_join(actor=people.actor("chiba"), company=people.company, at=now)
    return {
        "organisation_id": people.company.pk,
        "membership_id": Membership.objects.get(user=people.baba).pk,
        "request_id": asked.pk,
        "invitation_id": invitation.pk,
        "token": token,
        "change_token": _wish_for_another_address(actor_of(kubo), at=now),
        "uidb36": "nobody",
        "key": "nothing",
        "pk": _passkey(people.aoki).pk,
    }


def _wish_for_another_address(actor: Actor, *, at: datetime) -> str:
    tokens: list[str] = []

    def link_to(token: str) -> str:
        tokens.append(token)
        return token

    ask_for_email(actor=actor, email="another@aoki.test", link_to=link_to, at=at)
    return tokens[0]


def _passkey(user: User) -> Authenticator:
    """A passkey as a browser would have registered it; nobody holds its other half."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), b"passkey of a test", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    known = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, bytes(attested))
    client = CollectedClientData.create(type="webauthn.create", challenge=b"0" * 16, origin="https://testserver")
    identity = websafe_encode(b"passkey of a test")
    credential = {
        "id": identity,
        "rawId": identity,
        "type": "public-key",
        "response": {
            "clientDataJSON": client.b64,
            "attestationObject": websafe_encode(AttestationObject.create("none", known, {})),
        },
    }
    data = {"name": "電話", "credential": credential}
    RecoveryCodes.activate(user)
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def _draft(people: People, call: str, *, at: datetime) -> Application:
    actor = people.actor("aoki")
    draft = start_draft(call_id=call, organisation_id=people.company.pk, actor=actor, at=at)
    fill(draft.pk, people, at=at)
    _enclose(draft, actor, at=at)
    return draft


def _by_post(people: People, call: str, *, at: datetime) -> Application:
    """A letter from Aoki's company, which the office types in."""
    actor = people.actor("doi")
    draft = enter_on_behalf(
        call_id=call,
        organisation_id=people.company.pk,
        channel="postal",
        received_on=tokyo_day(at),
        actor=actor,
        at=at,
        because="簡易書留で届いたため",
    )
    fill(draft.pk, people, name="doi", at=at)
    _enclose(draft, actor, at=at)
    return draft


def _sent(people: People, call: str, *, at: datetime) -> Application:
    draft, actor = _draft(people, call, at=at), people.actor("aoki")
    submit_application(application_id=draft.pk, submission_key=draft.submission_key, actor=actor, at=at)
    return Application.objects.get(pk=draft.pk)


def _enclose(draft: Application, actor: Actor, *, at: datetime) -> None:
    purpose = next(each.key for each in terms_in_force(draft.revision).attachments if not each.per_cost_line)
    file = ContentFile(a_pdf(), name="納税証明書.pdf")
    kept = enclose_file(application_id=draft.pk, purpose=purpose, part="", file=file, actor=actor, at=at)
    assert isinstance(kept, Attachment)


def _of_file(application: Application) -> Values:
    values = {
        "application_id": application.pk,
        "line_id": application.cost_lines.order_by("position")[0].pk,
        "attachment_id": Attachment.objects.filter(subject_id=str(application.pk)).earliest("uploaded_at").pk,
    }
    if (letter := letters_of(application).first()) is not None:
        values["message_id"] = letter.pk
    issued = application.papers.select_related("paper").order_by("paper__kind").first()
    if issued is None:
        return values
    made_at = issued.paper.created_at + timedelta(minutes=1)
    claim = claim_paper(paper_id=issued.paper_id, at=made_at)
    if claim is not None:
        assert store_paper(paper_id=issued.paper_id, claim=claim, data=a_pdf(), at=made_at)
    return {**values, "paper_id": issued.paper_id}
