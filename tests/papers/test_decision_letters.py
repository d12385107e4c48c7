"""The letters of a decision say what was decided, keep their margins however long, and tell nothing of the screening."""

import io
from datetime import date, datetime
from typing import Any

import pypdfium2
import pytest

from accounts.models import Organisation
from applications.models import Application
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from kernel.calendar import TOKYO
from records.papers.fitting import pages_that_overflow
from records.papers.pictures import pages_in, picture_of_page
from records.papers.registry import kind_named
from records.papers.rendering import render
from screening.models.decision import REASON_LABELS
from screening.papers.grant_notice_filling import Grant, grant_notice_paper
from screening.papers.letter_filling import LetterHead
from screening.papers.refusal_notice_filling import refusal_notice_paper
from screening.rules.deciding import Cut, JudgedCost, decide
from screening.selectors.decided_files import DecidedFile
from tests.letter_worlds import LONG_DESCRIPTION, LONG_NAME
from tests.papers.reading import page_texts
from tests.papers.test_length import _outside
from tests.terms.worked_cases import terms_as_written

AT = datetime(2025, 7, 9, 9, 0, tzinfo=TOKYO)
HEAD = LetterHead("宮情協第123号", date(2025, 7, 9), AT)
REAL, MADE_UP = "fy2025_introduction", "fy2099"


def decided_file(terms: CallTerms, *, lines: int = 2, name: str = "株式会社髙﨑𠮷田醸造") -> DecidedFile:
    """A file as it was sent, with so many lines."""
    costs = [
        {
            "category": 1 + number % 2,
            "description": f"{LONG_DESCRIPTION} {number + 1}" if lines > 2 else f"品{number + 1}",
            "amount_excluding_tax": 2_000_000 if number == 0 else 100_000,
            "amount_including_tax": 2_200_000 if number == 0 else 110_000,
        }
        for number in range(lines)
    ]
    application = Application(
        organisation=Organisation(name=name), title="受注から出荷までの仕組み", receipt_number="R7-DX-018"
    )
    return DecidedFile(
        application=application,
        terms=terms,
        answers={"applicant": {"name": name, "rep_title": "代表取締役", "rep_name": "髙﨑 𠮷彦"}},
        facts=Facts.model_validate({"costs": costs, "project": {"ends_on": "2025-12-31"}}),
        costs=tuple(
            JudgedCost(number, each["amount_excluding_tax"], each["amount_excluding_tax"])  # type: ignore[arg-type]
            for number, each in enumerate(costs, start=1)
        ),
        resolved_cuts=(),
        applied_on=date(2025, 6, 5),
    )


def granted(file: DecidedFile, *, cuts: tuple[Cut, ...] = (), amount: int | None = None, **said: Any) -> Any:
    applied = decide(file.costs, (), applied=10**9, amount=None, terms=file.terms).amount
    decided = decide(file.costs, cuts, applied=applied, amount=amount, terms=file.terms)
    grant = Grant(
        applied_amount=applied,
        decided_amount=decided.amount,
        decided_cost=decided.cost,
        reduction=decided.reduction,
        reduction_note=said.get("reduction_note", ""),
        cuts=cuts,
        extra_conditions=said.get("extra_conditions", ()),
    )
    return grant_notice_paper(file, grant, HEAD)


def pdf_of(kind: str, paper: Any) -> bytes:
    return render(kind_named(kind), paper).data


def test_a_grant_in_full_says_so_in_every_place() -> None:
    paper = granted(decided_file(terms_as_written(REAL)))
    assert (paper.number, paper.document_number, paper.dated_on) == ("様式第2号", "宮情協第123号", "令和7年7月9日")
    assert paper.addressee.lines == ("株式会社髙﨑𠮷田醸造", "代表取締役 髙﨑 𠮷彦 様")
    assert (paper.applied_on, paper.completion_limit) == ("令和7年6月5日", "令和7年12月31日(水)")
    assert (paper.total_cost, paper.eligible_cost) == ("金2,310,000円", "金2,100,000円")
    assert paper.applied_amount == paper.decided_amount == "金1,050,000円"
    assert paper.reduction_reason == ""
    assert paper.content == "交付申請書に記載のとおり。"
    assert [each.eligible_cost for each in paper.allocations] == ["2,000,000", "100,000"]
    assert len(paper.conditions) == 12
    assert paper.assessment.total.difference == "0"


def test_cuts_stand_in_the_letter_its_allocation_and_its_annex() -> None:
    cuts = (Cut(2, 0, "事業に欠かせないものと認められないため。"),)
    paper = granted(decided_file(terms_as_written(REAL)), cuts=cuts, reduction_note="ご了承ください。")
    assert paper.amendments == ("No.2「品2」は、補助の対象から除きます。",)
    assert paper.content.endswith("次の点を変更して交付します。")
    assert paper.reduction_reason.startswith("経費を査定したため")
    assert paper.reduction_reason.endswith("ご了承ください。")
    assert paper.allocations[1].note == "No.2を除く"
    assert paper.assessment.lines[1].reason == cuts[0].because
    assert paper.assessment.lines[1].difference == "△100,000"
    assert (paper.eligible_cost, paper.decided_amount) == ("金2,000,000円", "金1,000,000円")
    part = granted(decided_file(terms_as_written(REAL)), cuts=(Cut(2, 40_000, "一部を除く。"),))
    assert part.amendments == ("No.2「品2」は、40,000円を補助の対象とします。",)


def test_conditions_of_one_file_follow_the_standard_ones() -> None:
    paper = granted(decided_file(terms_as_written(REAL)), extra_conditions=("効果を発表してください。",))
    assert paper.conditions[-1].sentence == "効果を発表してください。"
    assert paper.conditions[-1].clause == ""


def test_the_made_up_year_writes_its_own_letter() -> None:
    paper = granted(decided_file(terms_as_written(MADE_UP)))
    assert paper.number == "書式ろ"
    assert paper.issuer.lines == ("夢見県工房連合", "連合長 夢見 太郎")
    assert paper.issuer.note == "(印は省きます)"
    assert paper.appeal.startswith("この決めごとに")
    assert [each.sentence for each in paper.conditions][1] == "帳面は7年間しまっておいてください。"
    assert paper.enclosures == ("報告の手引き", "工房の帳面のひな型")


@pytest.mark.parametrize("reason", [key for key, _ in REASON_LABELS if key])
def test_a_refusal_tells_no_reason_unless_the_call_does(reason: str) -> None:
    real = refusal_notice_paper(decided_file(terms_as_written(REAL)), reason=reason, head=HEAD)
    assert real.public_reason == terms_as_written(REAL).decisions.refused.sentence
    text = real.canonical()
    assert reason not in text
    assert all(label not in text for key, label in REASON_LABELS if key)
    told = refusal_notice_paper(decided_file(terms_as_written(MADE_UP)), reason=reason, head=HEAD)
    assert told.public_reason == terms_as_written(MADE_UP).decisions.refused.reasons.model_dump()[reason]


def test_all_refusals_of_one_day_read_the_same() -> None:
    papers = {
        refusal_notice_paper(decided_file(terms_as_written(REAL)), reason=key, head=HEAD).canonical()
        for key, _ in REASON_LABELS
        if key
    }
    assert len(papers) == 1


@pytest.mark.parametrize("call", [REAL, MADE_UP])
def test_the_longest_letter_keeps_its_margins_and_loses_no_line(call: str) -> None:
    file = decided_file(terms_as_written(call), lines=25, name=LONG_NAME)
    cuts = tuple(Cut(number, 50_000, "現在の仕組みの更新に当たるため。" * 8) for number in (2, 7, 25))
    pdf = pdf_of(
        "grant_notice", granted(file, cuts=cuts, reduction_note="あ" * 400, extra_conditions=("条件。" * 100,))
    )
    assert pages_that_overflow(pdf) == []
    assert _outside(pdf) == []
    text = "".join(page_texts(pdf))
    assert "".join(LONG_NAME.split()) in text
    assert all(f"{number}" in text for number in range(1, 26))
    assert text.count("現在の仕組みの更新に当たるため。") == 24
    assert pages_in(pdf) <= 8


def test_the_shortest_letters_stay_short() -> None:
    file = decided_file(terms_as_written(REAL))
    assert pages_in(pdf_of("grant_notice", granted(file))) == 3
    assert pages_in(pdf_of("refusal_notice", refusal_notice_paper(file, reason="budget", head=HEAD))) == 1


def test_ink_beyond_the_edge_is_found() -> None:
    pdf = pdf_of(
        "refusal_notice", refusal_notice_paper(decided_file(terms_as_written(REAL)), reason="budget", head=HEAD)
    )
    assert pages_that_overflow(pdf) == []
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        document[0].set_mediabox(0, 0, width - 100, height)
        file = io.BytesIO()
        document.save(file)
    assert pages_that_overflow(file.getvalue()) == [1]


def test_a_page_is_a_picture_and_a_page_that_is_not_there_is_none() -> None:
    pdf = pdf_of(
        "refusal_notice", refusal_notice_paper(decided_file(terms_as_written(REAL)), reason="budget", head=HEAD)
    )
    picture = picture_of_page(pdf, 1, width=220)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert picture_of_page(pdf, 2, width=220) is None
    assert picture_of_page(pdf, 0, width=220) is None
