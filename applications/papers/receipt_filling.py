"""Fills 受付通知 (N-01): what arrived, when, and the hash of every stored byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.papers.applicant import Addressee
from applications.papers.letter import Issuer
from applications.papers.precheck_filling import issued_label
from applications.papers.receipt_notice import NextStep, ReceiptNoticePaper, StoredFile
from applications.papers.sent_filling import SentFile, requested_amount
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from applications.rules.words import say
from kernel.calendar import TOKYO, tokyo_day
from kernel.money import format_number
from kernel.wareki import format_wareki

_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One stored file: which document it is, its name, its size and its hash."""

    purpose: str
    line: int
    name: str
    size: int
    sha256: str


def receipt_paper(file: SentFile, kept: Sequence[KeptFile], *, channel: str, arrived: str) -> ReceiptNoticePaper:
    """The receipt. It promises nothing about the decision."""
    terms = file.terms
    entry = terms.papers["receipt_notice"]
    labels = {each.key: say(each.label, terms) for each in terms.attachments}
    applicant = file.answers.get("applicant", {})
    names = " ".join(filter(None, (applicant.get("rep_title"), applicant.get("rep_name"), terms.grantor.honorific)))
    return ReceiptNoticePaper(
        issued_at=file.sent_at,
        issued_label=issued_label(file.sent_at),
        document_title=f"{terms.title}{entry.title}",
        mark="見本" if terms.demonstration else "",
        number=entry.number,
        subsidy_name=terms.title,
        heading=entry.title,
        dated_on=format_wareki(tokyo_day(file.sent_at)),
        addressee=Addressee(lines=tuple(filter(None, (applicant.get("name"), names)))),
        receipt_number=file.receipt_number,
        project_title=file.answers.get("project_plan", {}).get("project_title") or "",
        issuer=Issuer(lines=(terms.grantor.name,)),
        enquiries=(terms.grantor.office, f"電話 {terms.grantor.telephone}", terms.grantor.hours),
        received_at=arrived,
        channel=channel,
        requested_amount=requested_amount(file),
        files=tuple(_stored(number, each, labels) for number, each in enumerate(kept, start=1)),
        files_total=f"{len(kept)}件 {_size(sum(each.size for each in kept))}",
        files_note="SHA-256 は、保管しているファイルが提出されたものと同じであることを確かめるための値です。",
        next_steps=_next_steps(terms),
    )


def arrival_in_words(at: datetime) -> str:
    """The moment of arrival to the second."""
    moment = at.astimezone(TOKYO)
    return f"{format_wareki(moment.date(), weekday=True)} {moment:%H時%M分%S秒}"


def _stored(number: int, file: KeptFile, labels: dict[str, str]) -> StoredFile:
    label = labels.get(file.purpose, file.purpose)
    return StoredFile(
        number=str(number),
        purpose=f"{label}(No.{file.line})" if file.line else label,
        name=file.name,
        size=_size(file.size),
        sha256=file.sha256,
    )


def _size(size: int) -> str:
    if size < _KILOBYTE:
        return f"{size} B"
    if size < _KILOBYTE**2:
        return f"{format_number(-(-size // _KILOBYTE))} KB"
    tenths = -(-size * 10 // _KILOBYTE**2)
    return f"{tenths // 10}.{tenths % 10} MB"


def _next_steps(terms: CallTerms) -> tuple[NextStep, ...]:
    expected = word_of(terms.period.decision_expected_on)
    return (
        NextStep(
            when="受付の後", what="事務局が書類を確かめます。足りないものがあれば、この画面とメールでお知らせします。"
        ),
        NextStep(when=f"{expected}ごろ", what="審査の結果を文書でお知らせします。決定の前の発注は対象になりません。"),
    )
