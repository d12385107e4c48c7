"""A diagnosis as data: versioned, with sections and questions. Versions are never compared with one another."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$", max_length=12)]
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Shape(BaseModel):
    """Strict: an unknown key in a template is an error, never silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(Shape):
    """One item. `is_key` marks a key question, `needs` the pieces of evidence that an item of a checklist asks for."""

    code: Code
    text: Text
    is_key: bool = False
    needs: tuple[Text, ...] = ()


class Section(Shape):
    """A group of items. One without questions waits for its official wording; nobody invents it."""

    code: Code
    label: Text
    group: str = ""
    questions: tuple[Question, ...] = ()


class Level(Shape):
    """One step of the answers' scale."""

    value: int
    label: Text


class DiagnosisTemplateData(Shape):
    """One version of one diagnosis.

    `answers` says what is given to an item: a level now and a level aimed at, yes or no, or the evidence of a
    checklist. `levels` is empty where there are none.
    """

    key: Key
    version: Key
    title: Text
    valid_from: date
    source: Text
    answers: Literal["levels", "yes_no", "checklist"]
    levels: tuple[Level, ...] = ()
    has_target: bool = False
    note: str = ""
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def questions(self) -> Iterator[Question]:
        """Every item in order."""
        return (question for section in self.sections for question in section.questions)

    @property
    def is_answerable(self) -> bool:
        """Whether it has its questions."""
        return any(True for _ in self.questions)

    @model_validator(mode="after")
    def _consistent(self) -> "DiagnosisTemplateData":
        codes = [question.code for question in self.questions]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"同じ番号の項目が二つあります: {', '.join(twice)}")
        if (self.answers == "levels") != bool(self.levels):
            raise ValueError("levels は answers が levels のときに、そのときだけ書きます")
        values = [level.value for level in self.levels]
        if values != sorted(set(values)):
            raise ValueError("levels の値は小さい順に一度ずつ書きます")
        return self
