"""株主・役員: who holds the company and who leads it, for the question of deemed large enterprises."""

from typing import Annotated

from pydantic import Field

from applications.rules.facts import Concurrent, HolderKind, OfficerPost
from applications.rules.section_shapes.asking import MOST_ROWS, Asked, LineText, Name, Need
from applications.rules.shapes import Count, Shape


class ShareholderRow(Shape):
    """One holder; a row without kind or number is a row begun."""

    name: Name = ""
    kind: HolderKind | None = None
    shares: Count | None = None


class OfficerRow(Shape):
    """One officer; `concurrent_at` is the enterprise where the same person serves as well."""

    name: Name = ""
    position: Name = ""
    post: OfficerPost | None = None
    concurrent: Concurrent | None = None
    concurrent_at: LineText = ""


class OwnershipAnswers(Shape):
    """§2.1 of the paper, holders and officers."""

    total_shares: Annotated[
        Annotated[Count, Field(gt=0)] | None,
        Asked("発行済株式の総数・出資の総額", Need.BY_RULES, "applicant.total_shares"),
    ] = None
    shareholders: Annotated[
        tuple[ShareholderRow, ...],
        Field(max_length=MOST_ROWS),
        Asked("株主・出資者", Need.BY_RULES, "applicant.shareholders"),
    ] = ()
    officers: Annotated[
        tuple[OfficerRow, ...], Field(max_length=MOST_ROWS), Asked("役員", Need.BY_RULES, "applicant.officers")
    ] = ()
