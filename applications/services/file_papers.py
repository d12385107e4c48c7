"""The papers that come with sending: 様式第1号 and the receipt, set from what was frozen."""

from datetime import datetime

from applications.models import Application, FilePaper, Submission
from applications.papers.receipt_filling import KeptFile, arrival_in_words, receipt_paper
from applications.papers.sent_filling import SentFile, sent_application_paper
from applications.rules.sentences import word_of
from applications.selectors.calls import terms_in_force
from applications.selectors.filed import answers_of, judged_again, lines_of
from records.models import IssuedPaper
from records.papers.view_model import Paper
from records.services.papers import issue_paper


def issue_sent_papers(submission: Submission, *, at: datetime) -> tuple[IssuedPaper, IssuedPaper]:
    """Ask for both papers in the caller's transaction; the workers set them after commit."""
    application = submission.application
    file = sent_file(submission)
    receipt = receipt_paper(
        file,
        _kept_files(submission),
        channel=application.get_channel_display(),
        arrived=_arrival(application),
    )
    return (
        _issue(application, "application", sent_application_paper(file), at=at),
        _issue(application, "receipt_notice", receipt, at=at),
    )


def sent_file(submission: Submission) -> SentFile:
    """A submission as papers are set from it."""
    application = submission.application
    facts, judgement = judged_again(submission)
    return SentFile(
        terms=terms_in_force(application.revision),
        answers=answers_of(submission),
        lines=lines_of(submission),
        facts=facts,
        judgement=judgement,
        enclosed=frozenset(file["purpose"] for file in submission.attachments),
        receipt_number=application.receipt_number,
        sent_at=submission.submitted_at,
    )


def _issue(application: Application, kind: str, paper: Paper, *, at: datetime) -> IssuedPaper:
    issued = issue_paper(kind=kind, paper=paper, at=at)
    FilePaper.objects.create(application=application, paper=issued)
    return issued


def _kept_files(submission: Submission) -> list[KeptFile]:
    numbers = {line["id"]: number for number, line in enumerate(submission.cost_lines, start=1)}
    return [
        KeptFile(file["purpose"], numbers.get(file["part"], 0), file["name"], file["size"], file["sha256"])
        for file in submission.attachments
    ]


def _arrival(application: Application) -> str:
    if application.channel == "postal" and application.received_on is not None:
        return f"{word_of(application.received_on)}到達"
    moment = application.arrived_at or application.submitted_at
    return arrival_in_words(moment) if moment else ""
