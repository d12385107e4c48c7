"""`paper KIND FACTS.json --out FILE.pdf`, `paper KIND --schema`, `paper KIND --sample`: papers without the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from pydantic import ValidationError

from kernel.problems import json_path, lines_of
from records.papers.registry import PaperKind, UnknownKindError, kind_named
from records.papers.rendering import UnprintableLettersError, render
from records.papers.view_model import Paper

UNUSABLE_INPUT = 2


class UnusableError(Exception):
    """The input cannot be used; one line per problem."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UnusableError(f"{path}: 読めません({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnusableError(f"{path}: UTF-8 の文字として読めません({error.start}バイト目)") from error


def _paper_from(kind: PaperKind, path: str) -> Paper:
    """Read a view-model, or name every problem with its place."""
    try:
        return kind.view_model.model_validate_json(_read(path))
    except ValidationError as error:
        raise UnusableError(*lines_of(error.errors(include_url=False))) from error


def _where(paper: Paper, letter: str) -> str:
    """Return the path of the first text that holds a letter."""

    def search(value: Any, path: tuple[int | str, ...]) -> tuple[int | str, ...] | None:
        if isinstance(value, str):
            return path if letter in value else None
        steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        found = (search(inner, (*path, step)) for step, inner in steps)
        return next((each for each in found if each is not None), None)

    return json_path(search(paper.model_dump(mode="json"), ()) or ())


class Command(BaseCommand):
    """Set one paper from a file."""

    help = "Render one official paper from a view-model given as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the contract's arguments."""
        parser.add_argument("kind", metavar="KIND")
        parser.add_argument("facts", metavar="FACTS.json", nargs="?")
        parser.add_argument("--out", metavar="FILE.pdf")
        parser.add_argument("--schema", action="store_true", help="print the view-model's JSON Schema")
        parser.add_argument("--sample", action="store_true", help="print a full sample of the view-model")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do one of the three things, or say in one line per problem why not."""
        try:
            self._serve(options)
        except UnusableError as unusable:
            self._refuse(unusable.problems)
        except UnknownKindError as unknown:
            self._refuse((str(unknown),))

    def _serve(self, options: dict[str, Any]) -> None:
        kind = kind_named(options["kind"])
        if options["schema"]:
            self.stdout.write(json.dumps(kind.view_model.model_json_schema(), ensure_ascii=False, indent=2))
        elif options["sample"]:
            self.stdout.write(kind.sample().rstrip("\n"))
        elif options["facts"] and options["out"]:
            self._print(kind, options["facts"], options["out"])
        else:
            raise UnusableError("FACTS.json と --out FILE.pdf、または --schema、または --sample を指定します")

    def _print(self, kind: PaperKind, facts: str, out: str) -> None:
        paper = _paper_from(kind, facts)
        try:
            rendered = render(kind, paper)
        except UnprintableLettersError as error:
            problems = (
                f"{_where(paper, letter)}: U+{ord(letter):04X} は印刷できない文字です" for letter in error.letters
            )
            raise UnusableError(*problems) from error
        try:
            Path(out).write_bytes(rendered.data)
        except OSError as error:
            raise UnusableError(f"{out}: 書き込めません({error.strerror})") from error

    def _refuse(self, problems: tuple[str, ...]) -> NoReturn:
        for problem in problems:
            self.stderr.write(" ".join(problem.split()))
        raise SystemExit(UNUSABLE_INPUT)
