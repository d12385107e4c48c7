"""Papers as tests hold them: set once a session, because setting one takes a second."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from records.papers.registry import PaperKind, kind_named
from records.papers.rendering import render

# The papers of the procedure after 様式第1号: letters in both directions, and the register.
OF_PROCEDURE = (
    "receipt_notice",
    "grant_notice",
    "refusal_notice",
    "performance_report",
    "payment_claim",
    "change_request",
    "abandonment_request",
    "asset_register",
    "finalization_notice",
    "change_approval_notice",
)
KINDS = ("application", "precheck_result", "minutes", *OF_PROCEDURE)


@cache
def sample_pdf(name: str) -> bytes:
    """Return a kind's sample as PDF."""
    return pdf_with(name)


def sample_of(name: str) -> dict[str, Any]:
    """Return a kind's sample as data to be changed."""
    return dict(json.loads(kind_named(name).sample()))


def pdf_with(name: str, **changes: Any) -> bytes:
    """Return a kind's sample with some top-level values changed, as PDF."""
    kind: PaperKind = kind_named(name)
    paper = kind.view_model.model_validate_json(json.dumps(sample_of(name) | changes))
    return render(kind, paper).data


@pytest.fixture(params=KINDS)
def kind_name(request: pytest.FixtureRequest) -> str:
    """Each kind of paper in turn."""
    return str(request.param)


@pytest.fixture
def pdf(kind_name: str) -> bytes:
    """The sample of each kind in turn."""
    return sample_pdf(kind_name)


@pytest.fixture
def changed() -> Callable[..., bytes]:
    """Set a sample with changes."""
    return pdf_with
