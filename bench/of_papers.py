"""What the worker adds to WeasyPrint: one application through row, view-model, template and post-pass, or its HTML alone."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import override_settings
from django.utils import timezone
from weasyprint import HTML

from bench.figures import Figure, ratio
from records.models import IssuedPaper
from records.papers.fonts import FontsOnly, font_configuration
from records.papers.registry import PaperKind, kind_named
from records.papers.rendering import PDF_VARIANT, html_of, parsed_styles, warm_up
from records.papers.view_model import Paper
from records.services.rendering import render_paper

_TIMES = 9
_LIMIT = 1.15


@contextmanager
def _database_and_store() -> Iterator[None]:
    """Lend a database and a folder for the length of the figure."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            override_settings(STORAGES={"papers": store | {"OPTIONS": {"location": folder}}}),
        ):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _row(kind: PaperKind, paper: Paper) -> uuid.UUID:
    now = timezone.now()
    row = IssuedPaper.objects.create(
        kind=kind.kind,
        title=paper.document_title,
        template=kind.template,
        context=paper.model_dump(mode="json"),
        created_at=now,
        offered_at=now,
    )
    return row.pk


def measure_paper_in_the_worker() -> Figure:
    """Take a queued paper's whole way to its kept bytes against raw WeasyPrint on the same HTML, both warm."""
    kind = kind_named("application")
    paper = kind.view_model.model_validate_json(kind.sample())
    html = html_of(kind, paper)
    warm_up(kind)

    def raw() -> object:
        return HTML(string=html, url_fetcher=FontsOnly()).write_pdf(
            font_config=font_configuration(), stylesheets=list(parsed_styles()), pdf_variant=PDF_VARIANT
        )

    with _database_and_store():
        waiting = [_row(kind, paper) for _ in range(_TIMES + 1)]
        value = ratio(lambda: render_paper(paper_id=waiting.pop(), clock=timezone.now), against=raw, times=_TIMES)
    return Figure("a paper in the worker against raw WeasyPrint on the same HTML", value, "times", _LIMIT)
