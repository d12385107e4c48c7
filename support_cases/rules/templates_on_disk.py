"""The templates that come with the house, read strictly: an error names the file and the place."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from support_cases.rules.diagnosis_templates import DiagnosisTemplateData, Shape
from support_cases.rules.phase_templates import PhaseTemplateData

_HOME = Path(__file__).resolve().parent.parent
Template = TypeVar("Template", bound=Shape)


class TemplateError(ValueError):
    """A template cannot be used; the text names the file, the key and the reason."""


def diagnoses_on_disk(folder: Path = _HOME / "diagnoses") -> Iterator[DiagnosisTemplateData]:
    """Every diagnosis of a folder, by name of file."""
    return (read_template(path, DiagnosisTemplateData) for path in sorted(folder.glob("*.toml")))


def phase_templates_on_disk(folder: Path = _HOME / "phases") -> Iterator[PhaseTemplateData]:
    """Every way through the phases, by name of file."""
    return (read_template(path, PhaseTemplateData) for path in sorted(folder.glob("*.toml")))


def read_template(path: Path, shape: type[Template]) -> Template:
    """One template of this shape; TemplateError where the file is not one."""
    try:
        return shape.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path.name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "全体"
        raise TemplateError(f"{path.name}: {place}: {first['msg']}") from error
