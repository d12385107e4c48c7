"""The document of the minutes, its hash, and what figures look like in words."""

from datetime import date
from fractions import Fraction

import pytest

from screening.rules.minuted import (
    FileNames,
    ScenarioFacts,
    allocation_document,
    canonical,
    fingerprint,
    minutes_document,
)
from screening.rules.ranking import Allocated, placed
from screening.rules.readiness import Progress, lacking
from screening.rules.sharing_out import Departure, Treatment, share_out
from screening.rules.wording import OUTCOME_LABELS, in_tenths, share_in_percent, short_total, signed
from tests.rules.panels import file_of
from tests.rules.worlds_of_facts import CALLS, terms_of_call

TERMS = terms_of_call(CALLS[0])


def test_equal_documents_have_one_spelling_and_one_hash() -> None:
    assert canonical({"b": "髙", "a": 1}) == '{"a":1,"b":"髙"}'
    assert fingerprint({"b": 2, "a": 1}) == fingerprint({"a": 1, "b": 2})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_a_row_says_who_gets_what_and_why() -> None:
    files = [file_of("A", [80, 70], TERMS, asked=2_000_000), file_of("B", [50], TERMS)]
    held = Departure("A", Treatment.HOLD, 0, "確認中のため")
    shares = share_out(placed(files, TERMS), TERMS, 5_000_000, departures=[held])
    names = {name: FileNames(f"case-{name}", f"file-{name}", "会社", "事業", [{"total": 1}]) for name in "AB"}
    facts = ScenarioFacts("s", "案", 2, "part")
    document = allocation_document(shares, names, facts, TERMS, terms_sha256="f" * 64)
    first, second = document["rows"]
    assert (first["rank"], first["outcome"], first["because"], first["departure"]) == (
        1,
        "reserve",
        "確認中のため",
        "hold",
    )
    assert (first["base_points"], first["base_maximum"], first["sheet_count"]) == (150, 200, 2)
    assert (second["rank"], second["outcome"], second["because"]) == (None, "below_cutoff", "")
    assert document["sheets"] == {"case-A": [{"total": 1}], "case-B": [{"total": 1}]}
    assert document["budget"] == {"given": 5_000_000, "used": 0, "left": 5_000_000}
    minutes = minutes_document(document, held_on=date(2025, 7, 4), place="会議室", attendees=[{"name": "本田"}])
    assert minutes["allocation"] == document
    assert minutes["held_on"] == "2025-07-04"


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("76.000000", "76"),
        ("76.500000", "76.5"),
        ("76.333333", "76.333…"),
        ("0.125000", "0.125"),
        ("9.000001", "9.000…"),
    ],
)
def test_a_total_is_shortened_without_a_lie(total: str, words: str) -> None:
    assert short_total(total) == words


def test_a_share_is_never_rounded_up() -> None:
    assert share_in_percent(179, 300) == "59.66%"
    assert share_in_percent(180, 300) == "60.00%"


def test_every_outcome_has_its_word() -> None:
    assert set(OUTCOME_LABELS) == set(Allocated)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress((), 3, True, 1), ()),
        (Progress(("遠藤",), 1, True, 1), ("採点票が出ていません(遠藤)",)),
        (Progress((), 0, True, 1), ("審査員の採点票が1枚もありません",)),
        (Progress((), 1, False, 1), ("採点票の項目が、公募の今の版の審査項目と合いません",)),
        (Progress((), 1, True, 0), ("交付できる額が判定されていません",)),
    ],
)
def test_what_a_file_lacks_is_told(progress: Progress, words: tuple[str, ...]) -> None:
    assert lacking(progress) == words


@pytest.mark.parametrize(
    ("value", "plain", "with_sign"),
    [
        (Fraction(0), "0.0", "0.0"),
        (Fraction(13, 10), "1.3", "+1.3"),
        (Fraction(-65, 4), "−16.2", "−16.2"),
        (Fraction(-1, 100), "0.0", "0.0"),
    ],
)
def test_figures_for_comparison_carry_one_decimal(value: Fraction, plain: str, with_sign: str) -> None:
    assert (in_tenths(value), signed(value)) == (plain, with_sign)
