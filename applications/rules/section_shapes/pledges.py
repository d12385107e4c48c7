"""誓約・同意: the sentences the applicant signs, quoted as signed, and the register of officers for the inquiry."""

from typing import Annotated

from pydantic import Field, StrictStr

from applications.rules.section_shapes.asking import MOST_ROWS, Asked, Kana, Name, Need
from applications.rules.shapes import Day, Shape

Sentence = Annotated[StrictStr, Field(max_length=2_000)]


class RegisterRow(Shape):
    """One officer as the inquiry needs it. Sex and address are not collected."""

    position: Name = ""
    name: Name = ""
    kana: Kana = ""
    birth_date: Day | None = None


class PledgesAnswers(Shape):
    """別紙3 and 別紙4. A sentence that a new revision of the call has changed is no longer signed."""

    pledged: Annotated[tuple[Sentence, ...], Field(max_length=50), Asked("誓約", Need.ALWAYS)] = ()
    consented: Annotated[tuple[Sentence, ...], Field(max_length=50), Asked("同意", Need.ALWAYS)] = ()
    officer_register: Annotated[
        tuple[RegisterRow, ...],
        Field(max_length=MOST_ROWS),
        Asked("役員等名簿", Need.ALWAYS, is_sealed=True),
    ] = ()
