"""The page of a file in words: its sections with their verdicts, its money, its papers, files, mails and history."""

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from accounts.actor import Actor
from applications.forms.office_moves import ResolveForm
from applications.models import Application, FilePaper
from applications.papers.answers_in_words import answers_of_section
from applications.papers.findings import JudgedLine, equation_of, judged_lines
from applications.rules.enclosing import documents_for
from applications.rules.sections import SECTIONS, SectionKey
from applications.rules.words import say
from applications.rules.workflow import TURN_LABELS, Move, Status, Turn
from applications.selectors.office import turn_of
from applications.selectors.office_file import Dossier
from applications.selectors.ways_on import ways_on_from_file
from applications.services.offers import offers_for
from applications.views.office.verdicts import ShownVerdict, mark_of, shown_verdicts
from applications.views.office.words import (
    MAIL_CHIPS,
    NAMELESS,
    NUMBERLESS,
    STATUS_CHIPS,
    inbox_crumb,
    list_crumb,
)
from kernel.money import format_yen
from kernel.parts import Chip, Crumb, Fact, NextStep, Offer, day_word, moment_word
from records.models import Attachment, Message, MessageState, PaperState, ScanState
from records.models.message import ENDED_BADLY

_SCAN_CHIPS = {
    ScanState.WAITING: Chip("ウイルス検査待ち", "care", "ask"),
    ScanState.INFECTED: Chip("ウイルス検出", "bad", "bad"),
}
_PAPER_CHIPS = {
    PaperState.QUEUED: Chip("作成待ち", "quiet", "open"),
    PaperState.RENDERING: Chip("作成中", "key", "forward"),
    PaperState.READY: Chip("完成", "good", "good"),
    PaperState.FAILED: Chip("作成できず", "bad", "bad"),
}


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section with its mark, its answers, and the verdicts that stand in it."""

    key: str
    label: str
    mark: Chip | None
    facts: list[Fact]
    verdicts: list[ShownVerdict]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One attached file."""

    name: str
    what: str
    size: str
    hash: str
    uploaded: str
    url: str
    scan: Chip | None


def file_page(dossier: Dossier, actor: Actor, tried: ResolveForm | None = None) -> dict[str, Any]:
    """Everything on the page of a file. `tried` is a decision that could not be taken as it was typed."""
    application = dossier.application
    verdicts = shown_verdicts(dossier, actor, tried)
    number = application.receipt_number or NUMBERLESS
    return {
        "crumbs": (inbox_crumb(), list_crumb(), Crumb(number)),
        "number": number,
        "title": application.title or NAMELESS,
        "chip": STATUS_CHIPS[Status(application.status)],
        "summary": _summary(dossier),
        "next_step": _next_step(application, actor, verdicts),
        "tried": tried,
        "open_points": [verdict for verdict in verdicts if verdict.is_open],
        "verdicts": verdicts,
        "judged": moment_word(dossier.judged_at),
        "sections": [each for each in _sections(dossier, verdicts) if each.facts or each.verdicts],
        "lines": _lines(dossier),
        "equation": {
            "steps": equation_of(dossier.judgement, dossier.terms),
            "answer_label": "交付できる額(上限)",
            "answer": format_yen(dossier.judgement.amount.granted_at_most),
        },
        "amount_clause": dossier.judgement.amount.clause,
        **_kept(dossier),
    }


def _places() -> list[tuple[SectionKey | None, str]]:
    return [*((section.key, section.label) for section in SECTIONS), (None, "申請の全体")]


def _summary(dossier: Dossier) -> list[Fact]:
    application = dossier.application
    company = application.organisation
    said = {
        "申請者": company.name,
        "法人番号": company.corporate_number or "(なし)",
        "公募": dossier.terms.title,
        "提出方法": application.get_channel_display(),
        "収受日": day_word(application.received_on),
        "提出日時": moment_word(application.submitted_at) or "(まだ提出されていません)",
        "だれの番か": TURN_LABELS[turn_of(application)],
    }
    return [Fact(label, word) for label, word in said.items() if word]


def _next_step(application: Application, actor: Actor, verdicts: list[ShownVerdict]) -> NextStep:
    offers = tuple(
        Offer(
            offer.label,
            reverse("applications:office_move", args=[application.pk, offer.move.value]),
            weight="first" if offer.move in (Move.ACCEPT, Move.SUBMIT) else "second",
        )
        for offer in offers_for(actor, application)
    )
    if application.status == Status.DRAFT and offers:
        offers = (
            Offer("入力を続ける", reverse("applications:application", args=[application.pk]), weight="second"),
            *offers,
        )
    offers = (*offers, *ways_on_from_file(actor, application))
    return NextStep(_sentence(application, actor, verdicts), _left(application, verdicts), offers)


def _sentence(application: Application, actor: Actor, verdicts: list[ShownVerdict]) -> str:
    turn = turn_of(application)
    if application.status == Status.GRANTED:
        return "交付決定を通知しました。いまは申請者が事業を進める番です。"
    if turn is Turn.NOBODY:
        return "この申請の手続きは終わりました。"
    if not actor.is_secretariat:
        return f"いまは{TURN_LABELS[turn]}の番です。この画面では内容の確認だけができます。"
    if application.status == Status.ACCEPTED:
        return "受理しました。審査が始まるまで、行うことはありません。"
    if application.status == Status.DRAFT:
        return "届いた書類の内容を入力し、提出として登録してください。"
    is_left = any(verdict.form is not None and not verdict.decided for verdict in verdicts)
    return "要確認を判断し、受理か却下を決めてください。" if is_left else "内容を確かめて、受理か却下を決めてください。"


def _left(application: Application, verdicts: list[ShownVerdict]) -> str:
    if application.status in (Status.GRANTED, Status.REFUSED):
        return ""
    left = sum(verdict.is_open for verdict in verdicts)
    return f"確かめるところが{left}件残っています。" if left else "判定で残っているところはありません。"


def _sections(dossier: Dossier, verdicts: list[ShownVerdict]) -> list[ShownSection]:
    return [_section(dossier, key, label, verdicts) for key, label in _places()]


def _section(dossier: Dossier, key: SectionKey | None, label: str, verdicts: list[ShownVerdict]) -> ShownSection:
    own = [verdict for verdict in verdicts if verdict.section is key]
    section = next((each for each in SECTIONS if each.key is key), None)
    facts = answers_of_section(section, dossier.answers.get(section.key, {}), dossier.terms) if section else []
    # What is met is told by the mark and listed with the judgement; here stands what somebody must look at.
    told = [verdict for verdict in own if verdict.is_open or verdict.form is not None or verdict.decided]
    return ShownSection(key.value if key else "whole", label, mark_of(own), facts, told)


def _lines(dossier: Dossier) -> tuple[JudgedLine, ...]:
    if len(dossier.facts.costs or ()) != len(dossier.judgement.costs):
        return ()
    return judged_lines(dossier.facts, dossier.judgement, dossier.terms)


def _kept(dossier: Dossier) -> dict[str, Any]:
    labels = {entry.key: say(entry.label, dossier.terms) for entry in dossier.terms.attachments}
    enclosed = {(file.purpose, file.part) for file in dossier.files}
    needed = documents_for(dossier.facts, dossier.terms, dossier.line_keys)
    lines = {key: number for number, key in enumerate(dossier.line_keys, start=1)}
    return {
        "files": [
            _file(file, labels.get(file.purpose, file.purpose), lines.get(file.part, 0)) for file in dossier.files
        ],
        "missing": [
            f"明細{each.line} {each.label}" if each.line else each.label
            for each in needed
            if each.is_required and (each.key, each.part) not in enclosed
        ],
        "papers": [_paper(each) for each in dossier.papers],
        "mails": [_mail(each) for each in dossier.messages],
        "history": dossier.history,
    }


def _file(file: Attachment, label: str, line: int) -> ShownFile:
    return ShownFile(
        name=file.original_name,
        what=f"明細{line} {label}" if line else label,
        size=filesizeformat(file.size),
        hash=file.sha256[:12],
        uploaded=f"{moment_word(file.uploaded_at)} {file.uploaded_by_label}",
        url=reverse("records:attachment", args=[file.pk]),
        scan=_SCAN_CHIPS.get(ScanState(file.scan_state)),
    )


def _paper(kept: FilePaper) -> dict[str, Any]:
    paper = kept.paper
    is_ready = paper.state == PaperState.READY
    return {
        "title": " ".join(filter(None, (paper.number, paper.title))),
        "chip": _PAPER_CHIPS[PaperState(paper.state)],
        "made": moment_word(paper.ready_at or paper.created_at),
        "url": reverse("records:paper_file", args=[paper.pk]) if is_ready else "",
        "because": "差し替え済みの通知書です。" if hasattr(paper, "superseded_by") else paper.failed_because,
    }


def _mail(message: Message) -> dict[str, Any]:
    return {
        "subject": message.subject,
        "to": message.to,
        "body": message.body,
        "chip": MAIL_CHIPS[MessageState(message.state)],
        "when": moment_word(message.sent_at or message.created_at),
        "because": message.failed_because,
        "url": reverse("applications:office_mail", args=[message.pk]) if message.state in ENDED_BADLY else "",
    }
