"""What a company says of itself: asked when it registers, changed by a member who may edit, never its number."""

import pytest

from accounts.models import Organisation
from accounts.policies import Why
from accounts.rules.particulars import CompanyDetails
from accounts.services.organisations import edit_company
from accounts.services.refusals import Refused
from kernel.municipalities import MUNICIPALITIES
from records.models import AuditEvent
from tests.people import ARRIVED_AT, People, signed_in

pytestmark = pytest.mark.django_db

NEW = {
    "name": "青木精密株式会社",
    "name_kana": "アオキセイミツカブシキガイシャ",
    "postal_code": "８８２－００００",
    "municipality_code": "452033",
    "address": "宮崎県延岡市東本小路0-0",
    "telephone": "0982000000",
}


def _url(people: People) -> str:
    return f"/organisations/{people.company.pk}/particulars/"


def test_the_26_municipalities_are_asked_when_a_company_registers(people: People) -> None:
    page = signed_in(people.chiba).get("/organisations/register/").content.decode()
    for code, name in MUNICIPALITIES.items():
        assert f'<option value="{code}">{name}</option>' in page
    answer = signed_in(people.chiba).post("/organisations/register/", NEW | {"municipality_code": ""})
    assert 'href="#id_municipality_code"' in answer.content.decode()
    elsewhere = signed_in(people.chiba).post("/organisations/register/", NEW | {"municipality_code": "131016"})
    assert 'href="#id_municipality_code"' in elsewhere.content.decode()


def test_a_company_changes_what_it_says_of_itself(people: People) -> None:
    inside = signed_in(people.aoki)
    page = inside.get(_url(people)).content.decode()
    assert '<option value="452017" selected>宮崎市</option>' in page
    assert inside.post(_url(people), NEW).url == f"/organisations/{people.company.pk}/members/"
    company = Organisation.objects.get(pk=people.company.pk)
    assert (company.name, company.postal_code, company.telephone) == ("青木精密株式会社", "882-0000", "0982-00-0000")
    assert company.municipality_code == "452033"
    event = AuditEvent.objects.get(verb="edit_company")
    assert event.changes["municipality_code"] == ["452017", "452033"]
    assert set(event.changes) == set(NEW)
    inside.post(_url(people), NEW)
    assert AuditEvent.objects.filter(verb="edit_company").count() == 1, "no change is no event"


def test_the_number_stays_and_the_page_says_why(people: People) -> None:
    inside, number = signed_in(people.aoki), people.company.corporate_number
    page = inside.get(_url(people)).content.decode()
    assert number in page
    assert "法人番号は、登録したあとは変えられません" in page
    assert "事務局にお問い合わせください" in page
    inside.post(_url(people), NEW | {"corporate_number": "9999900000033"})
    assert Organisation.objects.get(pk=people.company.pk).corporate_number == number


def test_a_person_in_business_reads_what_to_do_once_there_is_a_number(people: People) -> None:
    Organisation.objects.filter(pk=people.company.pk).update(corporate_number="")
    assert "新しい法人番号で会社を登録してください" in signed_in(people.aoki).get(_url(people)).content.decode()


@pytest.mark.parametrize("name", ["baba", "doi", "ito", "jinnai"])
def test_who_may_not_edit_reads(people: People, name: str) -> None:
    inside = signed_in(people.user(name))
    page = inside.get(_url(people)).content.decode()
    assert "宮崎市" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    told = inside.post(_url(people), NEW, follow=True).content.decode()
    assert "できません" in told or "頼んでください" in told
    assert Organisation.objects.get(pk=people.company.pk).name == people.company.name


def test_an_office_has_no_such_page(people: People) -> None:
    assert signed_in(people.ito).get(f"/organisations/{people.panel.pk}/particulars/").status_code == 404


@pytest.mark.parametrize("field", ["name", "name_kana", "address", "telephone", "postal_code", "municipality_code"])
def test_what_cannot_be_kept_is_told_at_its_field(people: People, field: str) -> None:
    answer = signed_in(people.aoki).post(_url(people), NEW | {field: "あ\nい"})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()


def test_the_verb_asks_policy(people: People) -> None:
    details = CompanyDetails(**NEW)
    with pytest.raises(Refused) as refusal:
        edit_company(actor=people.actor("baba"), company=people.company, details=details, at=ARRIVED_AT)
    assert refusal.value.why is Why.EDITING_MISSING
