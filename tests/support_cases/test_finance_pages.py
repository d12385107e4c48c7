"""The figures of a company's years: by consent only, kept as typed, never graded."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from time_machine import travel

from accounts.services.refusals import Refused
from records.models import AuditEvent
from support_cases.models import FinancialYear, SupportCase
from support_cases.policies.diagnoses import may_note_finances
from support_cases.rules.refusals import Why
from support_cases.rules.sharing import Category
from support_cases.services.finances import save_year
from tests.case_worlds import AT, TODAY, consented, partnered_case
from tests.people import NAMES, People, signed_in

pytestmark = pytest.mark.usefixtures("_today")
SETTLED = date(2025, 3, 31)


@pytest.fixture
def _today() -> Iterator[None]:
    with travel(AT, tick=False):
        yield


@pytest.fixture
def case(people: People) -> SupportCase:
    """A case whose company lets the lead see its figures."""
    found = partnered_case(people)
    consented(people, category=Category.FINANCES)
    return found


def test_only_by_consent_to_the_figures(people: People) -> None:
    case = partnered_case(people)
    assert may_note_finances(people.actor("goto"), case, TODAY).refused is Why.NO_CONSENT
    consented(people, category=Category.FINANCES)
    allowed = {name for name in NAMES if may_note_finances(people.actor(name), case, TODAY).is_allowed}
    assert allowed == {"goto"}


def test_without_consent_the_page_shows_no_figure_and_says_how(people: People, case: SupportCase) -> None:
    client = signed_in(people.goto)
    client.post(
        reverse("support_cases:new_financial_year", args=[case.pk]),
        {"settled_on": "2025-03-31", "version": "0", "sales": "120,000,000円", "sales_before": "100000000"},
    )
    url = reverse("support_cases:case_finances", args=[case.pk])
    own = client.get(url).content.decode()
    assert "20.0" in own
    assert "必要な数字がまだ入っていません" in own
    assert "「労働生産性」は3通りあります" in own
    other = signed_in(people.hara).get(url).content.decode()
    assert "20.0" not in other
    assert "共有に同意すると" in other


def test_full_width_figures_and_losses_are_read_and_unknown_ones_stay_unknown(
    people: People, case: SupportCase
) -> None:
    answer = signed_in(people.goto).post(
        reverse("support_cases:new_financial_year", args=[case.pk]),
        {"settled_on": "2025-03-31", "version": "0", "sales": "1,200,000", "operating_profit": "△500"},
    )
    assert answer.status_code == 302
    assert FinancialYear.objects.get().figures == {"sales": 1_200_000, "operating_profit": -500}
    assert "1200000" not in str(AuditEvent.objects.get(verb="save_financial_year").changes)


def test_a_wrong_figure_is_told_at_its_field_and_what_was_typed_stays(people: People, case: SupportCase) -> None:
    answer = signed_in(people.goto).post(
        reverse("support_cases:new_financial_year", args=[case.pk]),
        {"settled_on": "2025-03-31", "version": "0", "sales": "1億", "cash": "-5"},
    )
    page = answer.content.decode()
    assert ("小数や「万」などの単位は使えません" in page, "0以上の数字" in page, "1億" in page) == (True, True, True)
    assert not FinancialYear.objects.exists()


def _saved(people: People, case: SupportCase, *, sales: int, seen: int) -> FinancialYear:
    return save_year(
        case_id=case.pk,
        settled_on=SETTLED,
        figures={"sales": sales},
        seen_version=seen,
        actor=people.actor("goto"),
        at=AT,
    )


def test_the_second_of_two_editors_sees_the_first_and_overwrites_only_knowingly(
    people: People, case: SupportCase
) -> None:
    _saved(people, case, sales=1, seen=0)
    with pytest.raises(Refused) as refusal:
        _saved(people, case, sales=2, seen=0)
    assert refusal.value.why is Why.CHANGED_MEANWHILE
    url = reverse("support_cases:new_financial_year", args=[case.pk])
    page = signed_in(people.goto).post(url, {"settled_on": "2025-03-31", "version": "0", "sales": "7"})
    assert page.status_code == 409
    assert "先に保存された数字" in page.content.decode()
    assert _saved(people, case, sales=7, seen=1).version == 2


def test_a_year_that_is_not_there_is_not_found(people: People, case: SupportCase) -> None:
    for day in ("2020-01-01", "gone"):
        url = reverse("support_cases:financial_year", args=[case.pk, day])
        assert signed_in(people.goto).get(url).status_code == 404
