"""One line of 別紙2 as it is typed: an order, its amounts, its vendor, its quotes, and its term."""

from typing import Annotated, Any, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from applications.rules.section_shapes.asking import Asked, Exact, LineText, Name, Need
from applications.rules.shapes import Day, Shape, YenAmount


class CostLineAnswers(Shape):
    """§2.3 of the paper. Amounts of a subscription are for its whole term."""

    category: Annotated[Annotated[StrictInt, Field(ge=1, le=99)] | None, Asked("費目", Need.ALWAYS, "category")] = None
    description: Annotated[LineText, Asked("品名・内容・仕様", Need.ALWAYS)] = ""
    quantity: Annotated[Annotated[Exact, Field(gt=0)] | None, Asked("数量", fact="quantity")] = None
    unit: Annotated[Name, Asked("単位")] = ""
    unit_price: Annotated[YenAmount | None, Asked("単価(税抜)", fact="unit_price")] = None
    amount_excluding_tax: Annotated[YenAmount | None, Asked("金額(税抜)", fact="amount_excluding_tax")] = None
    amount_including_tax: Annotated[YenAmount | None, Asked("金額(税込)", fact="amount_including_tax")] = None
    vendor: Annotated[Name, Asked("発注先", Need.ALWAYS, "vendor")] = ""
    vendor_address: Annotated[LineText, Asked("発注先の所在地")] = ""
    vendor_in_prefecture: Annotated[StrictBool | None, Asked("発注先が県内", fact="vendor_in_prefecture")] = None
    out_of_prefecture_reason: Annotated[LineText, Asked("県外発注の理由", fact="out_of_prefecture_reason")] = ""
    quotes: Annotated[Annotated[StrictInt, Field(ge=0, le=99)] | None, Asked("見積の社数", fact="quotes")] = None
    chosen_quote: Annotated[Name, Asked("採用する見積")] = ""
    single_quote_reason: Annotated[LineText, Asked("複数の見積がとれない理由", fact="single_quote_reason")] = ""
    general_purpose_device: Annotated[StrictBool | None, Asked("汎用のパソコン等", fact="general_purpose_device")] = (
        None
    )
    exclusive_use: Annotated[LineText, Asked("専ら使う業務", fact="exclusive_use_stated")] = ""
    contract_planned_on: Annotated[Day | None, Asked("契約の予定日")] = None
    payment_planned_on: Annotated[Day | None, Asked("支払の予定日")] = None
    payment_method: Annotated[Name, Asked("支払方法")] = ""
    subscription_contracted_on: Annotated[Day | None, Asked("利用契約の日")] = None
    subscription_from: Annotated[Day | None, Asked("利用の開始日")] = None
    subscription_to: Annotated[Day | None, Asked("利用の終了日", fact="subscription")] = None
    proration_basis: Annotated[LineText, Asked("按分の根拠")] = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        begins, ends = self.subscription_from, self.subscription_to
        if begins is not None and ends is not None and ends < begins:
            raise ValueError("利用の終了日が開始日より前です")
        return self

    def fact(self) -> dict[str, Any]:
        """The line as the contract of `judge` names it; what is not answered is absent, quantities are text."""
        known = self.model_dump(mode="json", exclude_defaults=True)
        stated = {key: value for key, value in known.items() if key in _SAME_IN_THE_CONTRACT}
        if "exclusive_use" in known:
            stated["exclusive_use_stated"] = True
        if self.subscription_from is not None and self.subscription_to is not None:
            term = {"contracted_on": "subscription_contracted_on", "from": "subscription_from", "to": "subscription_to"}
            stated["subscription"] = {name: known[key] for name, key in term.items() if key in known}
        return stated


_SAME_IN_THE_CONTRACT = frozenset(
    {
        "category",
        "description",
        "quantity",
        "unit_price",
        "amount_excluding_tax",
        "amount_including_tax",
        "vendor",
        "vendor_in_prefecture",
        "out_of_prefecture_reason",
        "quotes",
        "single_quote_reason",
        "general_purpose_device",
    }
)


def line_of_fact(fact: dict[str, Any]) -> dict[str, Any]:
    """A contract line as the draft keeps it: what a pre-check has answered is not asked again."""
    line = {key: value for key, value in fact.items() if key in _SAME_IN_THE_CONTRACT and not isinstance(value, dict)}
    for reason in ("out_of_prefecture_reason", "single_quote_reason"):
        if isinstance(line.get(reason), bool) or line.get(reason) is None:
            line.pop(reason, None)
    term = fact.get("subscription") or {}
    for name, key in (("contracted_on", "contracted_on"), ("from", "from"), ("to", "to")):
        if term.get(name):
            line[f"subscription_{key}"] = term[name]
    return {key: value for key, value in line.items() if value is not None}
