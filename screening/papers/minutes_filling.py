"""Fills the minutes from the frozen document: what is printed is what was hashed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.papers.precheck_filling import issued_label
from applications.rules.terms import CallTerms
from kernel.money import format_number, format_yen
from kernel.wareki import format_wareki
from screening.papers.minutes import MinutesPaper, Person, RankedFile, Statement
from screening.rules.ranking import Allocated, Edge
from screening.rules.sharing_out import TREATMENT_LABELS, Treatment
from screening.rules.ties import tie_break_label
from screening.rules.what_if import cutoff_in_words
from screening.rules.wording import OUTCOME_LABELS, short_total

EDGE_LABELS: Mapping[Edge, str] = {
    Edge.PART: "残りの額が下限に達するときは、その額を交付する",
    Edge.RESERVE: "残りの額は交付せず、補欠の先頭に置く",
}
_HASH_NOTE = (
    "この値は、順位・配分・すべての採点票の点数・開催日・場所・出席者から計算したSHA-256です。"
    "一字でも変わると別の値になります。確定した後は、だれも変えられません。"
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that settled the allocation: people as (role, name), the hash, and the moment of freezing."""

    held_on: date
    place: str
    people: Sequence[tuple[str, str]]
    sha256: str
    at: datetime


def minutes_paper(allocation: Mapping[str, Any], meeting: Meeting, terms: CallTerms) -> MinutesPaper:
    """The paper of a frozen allocation."""
    entry = terms.papers["minutes"]
    annex_number, _, annex_title = entry.annexes["ranking"].partition(" ")
    rows = [(row, _file(row, terms)) for row in allocation["rows"]]
    return MinutesPaper(
        issued_at=meeting.at,
        issued_label=issued_label(meeting.at),
        document_title=f"{terms.title}{entry.title}",
        mark="見本" if terms.demonstration else "",
        number=entry.number,
        subsidy_name=terms.title,
        heading=entry.title,
        held_on=format_wareki(meeting.held_on, weekday=True),
        place=meeting.place,
        issuer=terms.grantor.name,
        people=tuple(Person(role=role, name=name) for role, name in meeting.people),
        summary=tuple(_summary(allocation)),
        rules=tuple(_rules(allocation, terms)),
        annex_number=annex_number,
        annex_title=annex_title,
        bonus_labels=tuple(f"{bonus.label}(最大{bonus.points}点)" for bonus in terms.screening.bonuses),
        ranked=tuple(shown for row, shown in rows if row["passes_cutoff"]),
        below=tuple(shown for row, shown in rows if not row["passes_cutoff"]),
        hash=meeting.sha256,
        hash_note=_HASH_NOTE,
    )


def _summary(allocation: Mapping[str, Any]) -> Iterable[Statement]:
    rows = allocation["rows"]
    count = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in Allocated}
    budget = allocation["budget"]
    below = count[Allocated.BELOW_CUTOFF]
    yield Statement(
        label="審査した申請", text=f"{len(rows)}件(基準点に届いたもの {len(rows) - below}件、届かないもの {below}件)"
    )
    given = (
        f"全額 {count[Allocated.FUNDED]}件、一部 {count[Allocated.PARTLY_FUNDED]}件、補欠 {count[Allocated.RESERVE]}件"
    )
    yield Statement(label="配分の結果", text=given)
    yield Statement(label="予算", text=format_yen(budget["given"]))
    yield Statement(label="配分した額", text=f"{format_yen(budget['used'])}(残り {format_yen(budget['left'])})")
    scenario = allocation["scenario"]
    yield Statement(label="採用した案", text=f"{scenario['name']}(第{scenario['version']}版)")


def _rules(allocation: Mapping[str, Any], terms: CallTerms) -> Iterable[Statement]:
    screening = terms.screening
    yield Statement(label="基準点", text=cutoff_in_words(terms), clause=screening.cutoff.clause)
    yield Statement(
        label="総合点", text="審査員の点数の平均に、加点を足した点。平均は四捨五入せずに比べる", clause=screening.clause
    )
    ties = "、".join(tie_break_label(name, terms) for name in screening.tie_break)
    yield Statement(label="同点のとき", text=f"次の順に比べる:{ties}", clause=screening.clause)
    edge = EDGE_LABELS[Edge(allocation["scenario"]["edge"])]
    yield Statement(label="予算の境目", text=edge, clause=terms.rules["R-094"].clause)
    departed = sum(bool(row["departure"]) for row in allocation["rows"])
    yield Statement(label="順位によらない扱い", text=f"{departed}件(理由は別紙の備考)" if departed else "なし")


def _file(row: Mapping[str, Any], terms: CallTerms) -> RankedFile:
    treatment = TREATMENT_LABELS[Treatment(row["departure"])] if row["departure"] else ""
    return RankedFile(
        rank=str(row["rank"] or "—"),
        receipt_number=row["receipt_number"],
        company=row["company"],
        base=f"{row['base_points']}/{row['base_maximum']}",
        bonuses=tuple(str(row["bonuses"].get(bonus.key, 0)) for bonus in terms.screening.bonuses),
        total=short_total(row["total"]),
        requested=format_number(row["requested"]),
        amount=format_number(row["amount"]) if row["amount"] else "—",
        outcome=OUTCOME_LABELS[Allocated(row["outcome"])],
        because=f"{treatment}:{row['because']}" if treatment else "",
    )
