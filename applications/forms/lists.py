"""The three lists of the pre-check: holders of shares, measured tasks, rough cost lines."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from applications.forms.fields import DayField, LineField, PickField, QuantityField, WholeNumberField, YesNoField
from applications.forms.questions import Answers
from applications.forms.rows import RowForm, RowsForm, TypedRow
from applications.rules.choices import CHOICE_LABELS
from applications.rules.shapes import LARGEST_COUNT, LARGEST_YEN

_NAME, _TASK, _TEXT = 100, 100, 400
_MOST_QUOTES = 20


class ShareholderRow(RowForm):
    """A holder of shares or contributions (R-034–R-037, R-040)."""

    wide = frozenset({"kind"})

    name = LineField(label="名前(名称)", longest=_NAME, required=False)
    shares = WholeNumberField(label="持っている数", largest=LARGEST_COUNT, unit="株・口", least=1)
    kind = PickField(
        label="どのような持ち主ですか",
        choices=[("", "選んでください"), *CHOICE_LABELS["shareholder.kind"].items()],
        widget=forms.Select,
    )


class ShareholdersForm(RowsForm):
    """Who holds the company."""

    heading = "株主・出資者は、どなたですか"
    support = "多く持つ方から順に入力します。全員を入力しなくても、大企業が持つ分が分かれば確認できます。"
    fact = "applicant.shareholders"
    row_form = ShareholderRow
    row_name = "株主・出資者"
    spare_rows = 2

    def make_fields(self) -> dict[str, forms.Field]:
        """Return the total above the rows."""
        total = WholeNumberField(
            label="発行済株式の総数(または出資の総口数)",
            largest=LARGEST_COUNT,
            unit="株・口",
            least=1,
            initial=self.known("applicant.total_shares"),
        )
        return {"total": total}

    def is_valid(self) -> bool:
        """Refuse holders who hold more than there is, and a total without holders."""
        if not super().is_valid():
            return False
        held = sum(row["shares"] for row in self.rows.rows())
        if held > self.cleaned_data["total"]:
            self.add_error(
                "total", f"株主・出資者が持つ数の合計({held:,})より小さくなっています。どちらかを直してください。"
            )
        if not self.rows.rows():
            self.rows.forms[0].add_error("shares", "いちばん多く持つ方だけでも入力してください。")
        return not self.errors and not self.rows.total_error_count()

    def answers(self) -> Answers:
        """Return holders and total."""
        return {**super().answers(), "applicant.total_shares": self.cleaned_data["total"]}


class KpiRow(RowForm):
    """A task and its effort before and after (R-052)."""

    wide = frozenset({"task"})

    task = LineField(label="作業の名前", help_text="例:在庫の照会、請求書の発行", longest=_TASK, required=False)
    before = QuantityField(label="いまかかっている時間", must_be_positive=True)
    after = QuantityField(label="導入した後の時間")


class KpiForm(RowsForm):
    """What the project saves."""

    heading = "減らしたい作業と、その時間を教えてください"
    support = (
        "おおよそでかまいません。「1日に何分」「1か月に何時間」など、数え方は自由ですが、"
        "単位は全部の行でそろえてください。"
    )
    fact = "project.kpi"
    row_form = KpiRow
    row_name = "作業"


class CostRow(RowForm):
    """A rough cost line. Only what a first judgement needs is in sight (R-060–R-071)."""

    wide = frozenset({"description", "out_of_prefecture_reason", "single_quote_reason"})
    folded: ClassVar[tuple[str, ...]] = (
        "quantity",
        "unit_price",
        "vendor",
        "out_of_prefecture_reason",
        "single_quote_reason",
        "general_purpose_device",
        "exclusive_use_stated",
        "contracted_on",
        "begins_on",
        "ends_on",
    )
    _TERM = (("contracted_on", "contracted_on"), ("begins_on", "from"), ("ends_on", "to"))

    def make_fields(self) -> dict[str, forms.Field]:
        """Return the fields, with the categories that the call offers."""
        return {**self._shown(), **self._about_the_vendor(), **self._about_the_use()}

    def _shown(self) -> dict[str, forms.Field]:
        offered = self.asking.terms.offered_categories
        categories = [(str(category.number), f"{category.mark}{category.label}") for category in offered]
        return {
            "category": PickField(label="費目", choices=[("", "選んでください"), *categories], widget=forms.Select),
            "amount_excluding_tax": WholeNumberField(
                label="金額(税抜)",
                help_text="月額・年額のものは、契約する期間の全部の額",
                unit="円",
                largest=LARGEST_YEN,
            ),
            "description": LineField(
                label="買うもの・頼むこと", help_text="例:在庫管理ソフト一式", longest=_TEXT, required=False
            ),
            "quotes": WholeNumberField(
                label="見積りをとった(とる)会社の数", unit="社", largest=_MOST_QUOTES, required=False
            ),
            "vendor_in_prefecture": YesNoField(
                label="頼む先の本社(主たる事務所)は県内ですか", yes="県内", no="県外", required=False
            ),
        }

    def _about_the_vendor(self) -> dict[str, forms.Field]:
        return {
            "quantity": QuantityField(label="数量", must_be_positive=True, required=False),
            "unit_price": WholeNumberField(label="単価(税抜)", unit="円", largest=LARGEST_YEN, required=False),
            "vendor": LineField(label="頼む先の名前", longest=_NAME, required=False),
            "out_of_prefecture_reason": LineField(label="県外に頼む理由", longest=_TEXT, required=False),
            "single_quote_reason": LineField(label="見積りが足りないときの理由", longest=_TEXT, required=False),
        }

    def _about_the_use(self) -> dict[str, forms.Field]:
        year = "年は「2025」か「令和7」のように入力します。"
        return {
            "general_purpose_device": YesNoField(
                label="パソコンやタブレットなど、ほかの用途にも使えるものですか", required=False
            ),
            "exclusive_use_stated": YesNoField(
                label="その場合、申請する業務だけに使うと申請書に書きますか", yes="書く", no="書かない", required=False
            ),
            "contracted_on": DayField(label="月額・年額の契約:契約する日", help_text=year, required=False),
            "begins_on": DayField(label="月額・年額の契約:はじまりの日", help_text=year, required=False),
            "ends_on": DayField(label="月額・年額の契約:おわりの日", help_text=year, required=False),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse half a term, and a term that ends before it begins."""
        begins, ends = self.cleaned_data.get("begins_on"), self.cleaned_data.get("ends_on")
        if bool(begins) != bool(ends):
            self.add_error("ends_on" if begins else "begins_on", "はじまりの日とおわりの日の両方を入力してください。")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "おわりの日が、はじまりの日より前になっています。")
        if self.cleaned_data.get("contracted_on") and not begins and not ends:
            self.add_error("begins_on", "契約の期間(はじまりの日とおわりの日)も入力してください。")
        return self.cleaned_data

    def row(self) -> TypedRow:
        """Return the line in the shape of the contract, the term as one value."""
        row = super().row()
        term = {key: row.pop(name) for name, key in self._TERM if name in row}
        return {**row, "category": int(row["category"]), **({"subscription": term} if term else {})}


class CostsForm(RowsForm):
    """What is to be bought."""

    heading = "使う予定の経費を教えてください"
    support = "おおよその額でかまいません。消費税を除いた額で入力してください。"
    fact = "costs"
    row_form = CostRow
    row_name = "経費"
    folded_name = "県外への発注、パソコン等、月額・年額の契約"

    def known_rows(self) -> list[TypedRow]:
        """Return the kept lines with the term spread over its three fields."""
        return [_spread(row) for row in super().known_rows()]


def _spread(row: TypedRow) -> TypedRow:
    term = row.pop("subscription", {})
    days: Iterable[tuple[str, Any]] = ((name, term.get(key)) for name, key in CostRow._TERM)
    return {**row, **{name: day for name, day in days if day}}
