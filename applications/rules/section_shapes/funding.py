"""収支予算: where the money comes from. The cost lines are rows of their own."""

from typing import Annotated, Literal

from pydantic import Field

from applications.rules.section_shapes.asking import Asked, LineText, Need, Prose
from applications.rules.shapes import Shape, YenAmount

IncomeSource = Literal["subsidy", "own_funds", "loan", "other"]
INCOME_LABELS: dict[IncomeSource, str] = {
    "subsidy": "補助金",
    "own_funds": "自己資金",
    "loan": "借入金",
    "other": "その他",
}


class IncomeRow(Shape):
    """One source of money in whole yen, tax included."""

    source: IncomeSource | None = None
    amount: YenAmount | None = None
    note: LineText = ""


class FundingAnswers(Shape):
    """別紙2, the part of the income. Income equals expenditure; the subsidy itself is paid only afterwards."""

    request_amount: Annotated[YenAmount | None, Asked("交付申請額(空欄なら上限まで)", fact="requested_amount")] = None
    income: Annotated[tuple[IncomeRow, ...], Field(max_length=20), Asked("収入の内訳", Need.ALWAYS)] = ()
    bridging: Annotated[Prose, Asked("補助金が支払われるまでの資金の手当て", Need.ALWAYS)] = ""
