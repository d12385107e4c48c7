"""The first start opens the calls; a later one changes nothing, whatever has been edited in between."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from applications.models import CallRevision
from records.models import AuditEvent

SHOWN = "fy2025_introduction"


def _published() -> set[tuple[str, int]]:
    return set(CallRevision.objects.filter(published_at__isnull=False).values_list("call", "number"))


@pytest.mark.django_db
def test_a_second_start_changes_nothing() -> None:
    call_command("open_house")
    published, audited = _published(), AuditEvent.objects.count()
    assert (SHOWN, 1) in published
    assert len(published) == 2
    call_command("open_house")
    assert _published() == published
    assert AuditEvent.objects.count() == audited


@pytest.mark.django_db
def test_an_erratum_is_loaded_at_the_next_start_but_not_published(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "calls"
    shutil.copytree(settings.CALLS_FOLDERS[0] / SHOWN, folder / SHOWN)
    settings.CALLS_FOLDERS = [folder]
    call_command("open_house")
    terms = folder / SHOWN / "terms.toml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("後払いです", "後払いになります"), encoding="utf-8")
    call_command("open_house")
    revisions = CallRevision.objects.filter(call=SHOWN).order_by("number")
    assert [(each.number, each.published_at is None) for each in revisions] == [(1, False), (2, True)]
    assert revisions[1].because


@pytest.mark.django_db
def test_a_published_call_that_this_house_cannot_read_keeps_it_closed() -> None:
    call_command("open_house")
    shown = CallRevision.objects.get(call=SHOWN)
    raw = {key: value for key, value in shown.raw_terms.items() if key != "quotes"}
    shown.call.revisions.create(
        number=2, sha256="0" * 64, raw_terms=raw, loaded_at=shown.loaded_at, published_at=shown.loaded_at
    )
    with pytest.raises(CommandError, match=r"fy2025_introduction 第2版: quotes: .*\n.*publish_call"):
        call_command("open_house")
