"""What both letters of decision share: to whom, about which application, from whom, under which number and day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.papers.applicant import Addressee
from applications.papers.letter import Issuer
from applications.papers.precheck_filling import issued_label
from applications.rules.terms import CallTerms
from kernel.wareki import format_wareki
from screening.selectors.decided_files import DecidedFile


@dataclass(frozen=True, slots=True)
class LetterHead:
    """The number and the day of a letter, and the moment at which it is set."""

    document_number: str
    decided_on: date
    at: datetime


def head_of(kind: str, file: DecidedFile, head: LetterHead) -> dict[str, Any]:
    """The fields of the view-model that both letters share."""
    terms = file.terms
    paper = terms.papers[kind]
    title = f"{paper.number} {terms.title}{paper.title}".strip()
    return {
        "issued_at": head.at,
        "issued_label": issued_label(head.at),
        "document_title": title,
        "mark": "見本" if terms.demonstration else "",
        "number": paper.number,
        "subsidy_name": terms.title,
        "heading": paper.title,
        "article": paper.article,
        "document_number": head.document_number,
        "dated_on": format_wareki(head.decided_on),
        "addressee": Addressee(lines=_addressee(file)),
        "issuer": _issuer(terms),
        "enquiries": _enquiries(terms),
        "appeal": terms.decisions.appeal,
        "receipt_number": file.application.receipt_number,
        "project_title": file.application.title,
        "applied_on": format_wareki(file.applied_on),
    }


def _addressee(file: DecidedFile) -> tuple[str, ...]:
    """The name and who stands for it. Names are printed as they were typed."""
    said = file.applicant
    name = said.get("name") or file.application.organisation.name
    person = " ".join(filter(None, (said.get("rep_title"), said.get("rep_name"), file.terms.grantor.honorific)))
    return (name, person)


def _issuer(terms: CallTerms) -> Issuer:
    desk = terms.grantor
    signs = " ".join(filter(None, (desk.addressee_post, desk.addressee_name)))
    return Issuer(lines=tuple(filter(None, (desk.name, signs))), note=terms.decisions.issuer_note)


def _enquiries(terms: CallTerms) -> tuple[str, ...]:
    desk = terms.grantor
    return (desk.office, f"〒{desk.postal_code} {desk.address}", f"電話 {desk.telephone}({desk.hours})")
