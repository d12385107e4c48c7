"""Taking in the templates that come with the house. A version that was loaded once never changes its content."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from support_cases.models import CaseTemplate
from support_cases.rules.diagnosis_templates import DiagnosisTemplateData, Shape
from support_cases.rules.phase_templates import PhaseTemplateData
from support_cases.rules.templates_on_disk import TemplateError, diagnoses_on_disk, phase_templates_on_disk

_Data = DiagnosisTemplateData | PhaseTemplateData


@transaction.atomic
def load_templates(at: datetime) -> tuple[str, ...]:
    """Keep every template on disk that is not kept yet; answers what was new. Safe to repeat at each start.

    The same key and version with other content is refused: cases that began with it would change behind their back.
    """
    return tuple(name for kind, data in _on_disk() if (name := _taken_in(kind, data, at)))


def sha256_of(data: Shape) -> str:
    """The hash of what a template says; comments and the order of keys do not count."""
    said = data.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _on_disk() -> Iterator[tuple[str, _Data]]:
    yield from (("phases", data) for data in phase_templates_on_disk())
    yield from (("diagnosis", data) for data in diagnoses_on_disk())


def _taken_in(kind: str, data: _Data, at: datetime) -> str:
    sha256 = sha256_of(data)
    kept = CaseTemplate.objects.filter(kind=kind, key=data.key, version=data.version).first()
    if kept is None:
        CaseTemplate.objects.create(
            kind=kind,
            key=data.key,
            version=data.version,
            title=data.title,
            valid_from=_valid_from(data),
            document=data.model_dump(mode="json"),
            sha256=sha256,
            loaded_at=at,
        )
        return f"{data.key} {data.version}"
    if kept.sha256 != sha256:
        raise TemplateError(
            f"{data.key}: 版「{data.version}」は、別の内容ですでに読み込まれています。"
            "内容を変えるときは version を新しくしてください"
        )
    return ""


def _valid_from(data: _Data) -> date | None:
    return data.valid_from if isinstance(data, DiagnosisTemplateData) else None
