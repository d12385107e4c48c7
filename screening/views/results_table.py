"""The ranking as the one table of the house: its rows, its columns, and the same as a spreadsheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from applications.rules.terms import CallTerms
from kernel.money import format_number
from kernel.parts import Chip
from records.tables import Cell, Column, TableSpec
from screening.rules.ranking import Allocated
from screening.rules.scores import Candidate
from screening.rules.sharing_out import Served
from screening.rules.ties import Tie, tie_break_label
from screening.rules.wording import share_in_percent, short_total
from screening.selectors.results import Entry
from screening.views.results_words import OUTCOME_CHIPS, case_url

_EMPTY = "この条件に当てはまる申請はありません。採点のそろった申請が、点数の高い順にここに並びます。"
ROWS_A_PAGE = 100
PASSED, FAILED = Chip("通過", "good", "good"), Chip("基準点未満", "bad", "bad")
RANKED = Chip("順位あり", "quiet", "info")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One file in its place. `pk` is the place, so that equal values keep the order of the ranking."""

    pk: int
    served: Served
    entry: Entry
    tie: str
    is_allocated: bool

    @property
    def candidate(self) -> Candidate:
        """What the file was ranked by."""
        return self.served.file.candidate

    @property
    def receipt_number(self) -> str:
        """Its number."""
        return self.entry.receipt_number

    @property
    def company(self) -> str:
        """Who applies."""
        return self.entry.company

    @property
    def share(self) -> Fraction:
        """Base points of the most."""
        return Fraction(self.candidate.base_points, self.served.file.base_maximum)

    @property
    def total(self) -> str:
        """The total with six places; equal lengths of digits are not needed, it is sorted by `points`."""
        return self.served.file.total

    @property
    def points(self) -> Fraction:
        """The exact total."""
        return Fraction(self.candidate.base_points, len(self.candidate.sheets)) + self.candidate.bonus_points

    @property
    def requested(self) -> int:
        """Yen."""
        return self.candidate.requested_amount

    @property
    def amount(self) -> int:
        """Yen."""
        return self.served.file.amount

    @property
    def outcome(self) -> Allocated:
        """What the budget does with it."""
        return self.served.file.outcome

    @property
    def note(self) -> str:
        """What is to be known beside the figures: a tie, points that may still change, a departure."""
        departure = self.served.departure
        said = (
            self.tie,
            "" if self.entry.is_settled else "採点は未確定(暫定)",
            f"加点が未判断:{'、'.join(self.entry.undecided)}" if self.entry.undecided else "",
            f"例外:{departure.because}" if departure else "",
        )
        return "/".join(text for text in said if text)


def _number(read: Callable[[ResultRow], int]) -> Callable[[ResultRow], Cell]:
    return lambda row: Cell(format_number(read(row)), number=True)


def _text(read: Callable[[ResultRow], str]) -> Callable[[ResultRow], Cell]:
    return lambda row: Cell(read(row), number=True)


def _base(row: ResultRow) -> str:
    return f"{row.candidate.base_points}/{row.served.file.base_maximum}"


def _percent(row: ResultRow) -> str:
    return share_in_percent(row.candidate.base_points, row.served.file.base_maximum)


def _outcome(row: ResultRow) -> Chip:
    if row.outcome is Allocated.BELOW_CUTOFF or row.is_allocated:
        return OUTCOME_CHIPS[row.outcome]
    return RANKED


def _amount(row: ResultRow) -> int | None:
    return row.amount if row.is_allocated else None


def _given(row: ResultRow) -> Cell:
    return Cell(format_number(row.amount) if row.is_allocated and row.amount else "—", number=True)


def _outcome_word(row: ResultRow) -> str:
    return _outcome(row).label


def _bonus(key: str, place: int) -> Column[ResultRow]:
    def read(row: ResultRow) -> int:
        return row.candidate.bonuses.get(key, 0)

    return Column(f"bonus_{place}", f"加点{place}", _number(read), read, is_number=True)


def columns(terms: CallTerms) -> tuple[Column[ResultRow], ...]:
    """The columns under these terms: a column for each bonus item."""
    bonuses = (_bonus(each.key, place) for place, each in enumerate(terms.screening.bonuses, start=1))
    return (*_NAMES, *_POINTS, *bonuses, *_OUTCOMES)


def _rank(row: ResultRow) -> str:
    return str(row.served.file.rank or "—")


_NAMES: tuple[Column[ResultRow], ...] = (
    Column("rank", "順位", lambda row: Cell(_rank(row), number=True), lambda row: row.served.file.rank, ("pk",), True),
    Column(
        "receipt",
        "受付番号",
        lambda row: Cell(row.receipt_number, url=case_url(row.entry.case_id), head=True),
        lambda row: row.receipt_number,
        ("receipt_number",),
    ),
    Column("company", "申請者", lambda row: Cell(row.company, wide=True), lambda row: row.company, ("company",)),
    Column(
        "title",
        "補助事業の名称",
        lambda row: Cell(row.entry.title, wide=True),
        lambda row: row.entry.title,
        is_shown=False,
    ),
)
_POINTS: tuple[Column[ResultRow], ...] = (
    Column("base", "基礎点/満点", _text(_base), _base, ("share",), True),
    Column("percent", "基礎点の割合", _text(_percent), _percent, ("share",), True),
)
_OUTCOMES: tuple[Column[ResultRow], ...] = (
    Column("total", "総合点", _text(lambda row: short_total(row.total)), lambda row: row.total, ("points",), True),
    Column("cutoff", "基準点", lambda row: Cell("", chip=_passed(row)), lambda row: _passed(row).label),
    Column(
        "requested", "申請額(円)", _number(lambda row: row.requested), lambda row: row.requested, ("requested",), True
    ),
    Column("outcome", "配分", lambda row: Cell("", chip=_outcome(row)), _outcome_word),
    Column("amount", "配分額(円)", _given, _amount, ("amount",), True),
    Column("note", "備考", lambda row: Cell(row.note, wide=True), lambda row: row.note),
)


def _passed(row: ResultRow) -> Chip:
    return PASSED if row.served.file.passes_cutoff else FAILED


def results_table(terms: CallTerms) -> TableSpec:
    """The ranking under these terms."""
    return TableSpec("審査の順位", columns(terms), "rank", _EMPTY, lambda rows: rows, ROWS_A_PAGE)


def tie_in_words(tie: Tie | None, terms: CallTerms) -> str:
    """What put a file behind another with the same total."""
    return f"{tie.above}と同点。{tie_break_label(tie.decided_by, terms)}で決まりました" if tie else ""


def bonus_words(terms: CallTerms) -> Mapping[str, str]:
    """What the short heads of the bonus columns stand for."""
    return {
        f"加点{place}": f"{bonus.label}(最大{bonus.points}点)" for place, bonus in enumerate(terms.screening.bonuses, 1)
    }
