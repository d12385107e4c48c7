"""The people of the demonstration and of the tests, who all came in through the same doors as everybody else."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.actor import Actor, actor_of
from accounts.models import Organisation, User
from accounts.rules.demonstration import DEMONSTRATION_PASSWORD
from accounts.rules.particulars import Particulars
from accounts.rules.roles import VIEW_ONLY, OrganisationKind, Right, Role, needs_second_factor
from accounts.services.invitations import accept_as_newcomer, invite_colleague
from accounts.services.organisations import found_office, open_secretariat, register_company
from accounts.services.people import sign_up, verify_email
from accounts.services.second_factor import give_authenticator


@dataclass(frozen=True, slots=True)
class Character:
    """One person of the story: how to reach them, and what they are."""

    key: str
    name: str
    mailbox: str
    part: str


_SECRETARIAT = Particulars(
    name="見本情報産業協会 事務局", postal_code="880-0001", address="宮崎県宮崎市橘通西0-0-0", telephone="0985-00-0000"
)
_COMPANY = Particulars(
    name="株式会社青木製作所",
    name_kana="カブシキガイシャアオキセイサクショ",
    corporate_number="6999900000011",
    postal_code="880-0303",
    address="宮崎県宮崎市佐土原町0-0-0",
    municipality_code="452017",
    telephone="0985-00-0001",
)
_RIVAL = Particulars(
    name="千葉食品株式会社",
    name_kana="チバショクヒンカブシキガイシャ",
    corporate_number="3999900000022",
    postal_code="885-0001",
    address="宮崎県都城市金田町0-0-0",
    municipality_code="452025",
    telephone="0986-00-0002",
)
_LEAD = Particulars(name="見本銀行 法人支援部", telephone="0985-00-0003")
_OTHER = Particulars(name="見本商工会", telephone="0985-00-0004")
_PANEL = Particulars(name="産業DX審査会")
_AUTHORITY = Particulars(name="見本県 会計検査担当")

CAST = (
    Character("aoki", "青木 花子", "aoki@aoki", "申請者(すべての権限)"),
    Character("baba", "馬場 次郎", "baba@aoki", "青木さんの同僚(見るだけ)"),
    Character("chiba", "千葉 三郎", "chiba@chiba", "別の会社の申請者"),
    Character("doi", "土居 四季", "doi@secretariat", "事務局担当者"),
    Character("honda", "本田 八重", "honda@secretariat", "事務局責任者"),
    Character("endo", "遠藤 五月", "endo@panel", "審査員"),
    Character("fujii", "藤井 六助", "fujii@panel", "審査員(利益相反あり)"),
    Character("goto", "後藤 七海", "goto@bank", "支援担当者(主担当の支援機関)"),
    Character("hara", "原 八郎", "hara@chamber", "支援担当者(別の支援機関)"),
    Character("ito", "伊藤 九美", "ito@secretariat", "システム管理者"),
    Character("jinnai", "陣内 十和", "jinnai@authority", "検査担当者(県)"),
)
_BY_KEY = {each.key: each for each in CAST}


def mailbox_of(person: Character, domain: str = "example") -> str:
    """The address; no mail is ever delivered under .example, nor under .test (RFC 2606)."""
    return f"{person.mailbox}.{domain}"


@dataclass(frozen=True)
class Settled:
    """Everybody and every organisation, once they are in."""

    users: dict[str, User]
    company: Organisation
    rival: Organisation
    secretariat: Organisation
    lead_institution: Organisation
    other_institution: Organisation
    panel: Organisation
    authority: Organisation


@transaction.atomic
def settle_demonstration(*, at: datetime) -> Settled:
    """Let the demonstration's people in, with the public password and, where the role asks, a second factor."""
    settled = settle_people(password=DEMONSTRATION_PASSWORD, at=at)
    for user in settled.users.values():
        if needs_second_factor(actor_of(user).roles):
            give_authenticator(user)
    return settled


@transaction.atomic
def settle_people(*, password: str | None, at: datetime, domain: str = "example") -> Settled:
    """Let everybody in: companies register, offices are founded, all others are invited and accept."""
    keeper = _Door(password=password, at=at, domain=domain)
    ito = keeper.arrive("ito")
    secretariat = open_secretariat(administrator=ito, particulars=_SECRETARIAT, at=at)
    chief = actor_of(ito)
    lead, other, panel, authority = (
        found_office(actor=chief, kind=kind, particulars=particulars, at=at)
        for kind, particulars in (
            (OrganisationKind.INSTITUTION, _LEAD),
            (OrganisationKind.INSTITUTION, _OTHER),
            (OrganisationKind.PANEL, _PANEL),
            (OrganisationKind.AUTHORITY, _AUTHORITY),
        )
    )
    aoki, chiba = keeper.arrive("aoki"), keeper.arrive("chiba")
    company = register_company(actor=actor_of(aoki), particulars=_COMPANY, at=at)
    rival = register_company(actor=actor_of(chiba), particulars=_RIVAL, at=at)
    users = {"aoki": aoki, "chiba": chiba, "ito": ito}
    users["baba"] = keeper.invite("baba", actor_of(aoki), company, Role.APPLICANT_MEMBER)
    for key, office, role in (
        ("doi", secretariat, Role.SECRETARIAT_STAFF),
        ("honda", secretariat, Role.SECRETARIAT_HEAD),
        ("endo", panel, Role.REVIEWER),
        ("fujii", panel, Role.REVIEWER),
        ("goto", lead, Role.ADVISOR),
        ("hara", other, Role.ADVISOR),
        ("jinnai", authority, Role.AUDITOR),
    ):
        users[key] = keeper.invite(key, chief, office, role)
    return Settled(users, company, rival, secretariat, lead, other, panel, authority)


@dataclass(frozen=True)
class _Door:
    """How the people of one world come in."""

    password: str | None
    at: datetime
    domain: str

    def arrive(self, key: str) -> User:
        """Sign up and verify, as one who found the page."""
        person = _BY_KEY[key]
        address = mailbox_of(person, self.domain)
        user = sign_up(email=address, name=person.name, password=self.password, at=self.at)
        verify_email(user=user, email=address, at=self.at)
        return user

    def invite(self, key: str, host: Actor, organisation: Organisation, role: Role) -> User:
        """Invite and accept, as the letter would be followed."""
        person = _BY_KEY[key]
        rights = VIEW_ONLY if role is Role.APPLICANT_MEMBER else frozenset[Right]()
        tokens: list[str] = []

        def link_to(token: str) -> str:
            tokens.append(token)
            return f"/invitations/{token}/"

        invite_colleague(
            actor=host,
            organisation=organisation,
            email=mailbox_of(person, self.domain),
            role=role,
            rights=rights,
            link_to=link_to,
            at=self.at,
        )
        return accept_as_newcomer(token=tokens[0], name=person.name, password=self.password, at=self.at)
