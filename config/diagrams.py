"""Mermaid diagrams drawn from the code itself: the floors of the house, the rooms of an app, and the tables."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.apps import apps
from django.db import models

_MARKED = re.compile(r"(<!-- diagram: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def redrawn(text: str, base: Path) -> str:
    """The document with every diagram between its markers drawn anew; an unknown name raises KeyError."""

    def draw(match: re.Match[str]) -> str:
        return f"{match[1]}```mermaid\n{DRAWINGS[match[2]](base)}\n```\n{match[3]}"

    return _MARKED.sub(draw, text)


def floors(base: Path) -> str:
    """The packages from the top down, as the first import contract has them."""
    return _layers(_contract(base, "floors")["layers"])


def rooms(base: Path) -> str:
    """The rooms of every app from the top down, as the second contract has them."""
    return _layers(_contract(base, "rooms")["layers"])


def tables(_base: Path) -> str:
    """The rows that are kept and how they refer to each other."""
    lines = ["erDiagram"]
    for model in sorted(_own_models(), key=lambda each: each._meta.label):
        lines += [f"    {model.__name__} {{", *(f"        {line}" for line in _columns(model)), "    }"]
        lines += [f"    {line}" for line in _references(model)]
    return "\n".join(lines)


DRAWINGS: Mapping[str, Callable[[Path], str]] = {"floors": floors, "rooms": rooms, "tables": tables}


def _contract(base: Path, name: str) -> dict[str, list[str]]:
    settings = tomllib.loads((base / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["id"] == name)


def _layers(layers: list[str]) -> str:
    boxes = [" · ".join(part.strip(" ()") for part in layer.split("|")) for layer in layers]
    named = [f'    L{number}["{box}"]' for number, box in enumerate(boxes)]
    arrows = [f"    L{number} --> L{number + 1}" for number in range(len(boxes) - 1)]
    return "\n".join(["flowchart TD", *named, *arrows])


def _own_models() -> list[type[models.Model]]:
    ours = ("accounts", "records", "applications", "awards", "screening", "support_cases")
    return [model for model in apps.get_models() if model._meta.app_label in ours]


def _columns(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        mark = " PK" if field.primary_key else " FK" if field.is_relation else ""
        yield f"{field.get_internal_type()} {field.attname}{mark}"


def _references(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            many = "o|" if field.unique else "}o"
            yield f"{model.__name__} {many}--|| {field.related_model.__name__} : {field.name}"
