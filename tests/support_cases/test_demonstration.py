"""The demonstration's company is accompanied, by real verbs, once."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.services.demonstration import settle_people
from records.models import AuditEvent
from support_cases.models import Diagnosis, Homework, KnowledgeArticle, Measurement, SupportCase, SupportRecord
from support_cases.services.demonstration import settle_support
from support_cases.services.templates import load_templates
from tests.people import signed_in


@pytest.mark.django_db
def test_the_company_is_accompanied_and_every_first_page_opens(settings: Any) -> None:
    settings.DEMONSTRATION = True
    now = timezone.now()
    settled = settle_people(password=None, at=now)
    load_templates(now)
    assert settle_support(at=now)
    assert not settle_support(at=now)
    case = SupportCase.objects.get()
    assert (case.status, SupportRecord.objects.count(), Homework.objects.count()) == ("supporting", 4, 4)
    assert Diagnosis.objects.get().finished_at
    assert Measurement.objects.exists()
    assert KnowledgeArticle.objects.exists()
    assert AuditEvent.objects.filter(verb="give_consent").count() == 4
    for name, addresses in {
        "goto": ("/support/", "/support/portfolio/", "/support/knowledge/", "/support/catalogue/"),
        "hara": ("/support/", f"/support/cases/{case.pk}/", f"/support/cases/{case.pk}/sharing/"),
        "aoki": ("/support/company/sharing/", "/support/company/log/"),
    }.items():
        for address in addresses:
            assert signed_in(settled.users[name]).get(address).status_code == 200, address


@pytest.mark.django_db
def test_a_made_up_case_stays_out_of_a_real_house() -> None:
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("settle_demonstration_support")
