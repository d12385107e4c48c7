"""The confirmation page in the order of the paper, and the receipt, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from applications.forms.draft import DraftForm
from applications.forms.draft_declaration import DeclarationForm
from applications.forms.draft_saying import anchor_of, said
from applications.forms.draft_words import GROUPS
from applications.models import Application
from applications.policies import may_edit
from applications.rules.points import Point, PointKind
from applications.rules.refusals import SENTENCES, Why
from applications.rules.section_shapes.cost_line import CostLineAnswers
from applications.rules.sections import SECTIONS, Section, SectionKey
from applications.rules.sentences import word_of
from applications.rules.words import say
from applications.rules.workflow import Move, Status
from applications.selectors import Picture, terms_in_force
from applications.selectors.filed import DECISION_LETTERS, papers_of
from applications.services.offers import offers_for
from applications.views.cost_lines_in_words import costs_page
from applications.views.decided_in_words import DECIDED, decision_facts
from applications.views.draft_in_words import LIST, title_of
from applications.views.sections_files_in_words import files_page, size_in_words
from kernel.calendar import TOKYO, tokyo_day
from kernel.parts import Chip, Crumb, Event, Fact, Offer
from kernel.wareki import format_wareki

_CHIPS: Mapping[PointKind, Chip] = {
    PointKind.MISSING: Chip("入力なし", "bad", "bad"),
    PointKind.UNUSABLE: Chip("くい違い", "bad", "bad"),
    PointKind.UNKNOWN: Chip("判断できません", "care", "ask"),
    PointKind.UNMET: Chip("満たしていません", "bad", "bad"),
    PointKind.REVIEW: Chip("事務局が確認", "care", "ask"),
    PointKind.WARNING: Chip("ご注意", "care", "care"),
    PointKind.DOCUMENT: Chip("書類なし", "care", "care"),
    PointKind.INFECTED: Chip("ウイルス検出", "bad", "bad"),
    PointKind.UNPRINTABLE: Chip("印刷できない文字", "bad", "bad"),
    PointKind.SCANNING: Chip("検査待ち", "quiet", "open"),
}
_HASH_SHOWN = 16


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """An open point with the way to its field."""

    chip: Chip
    label: str
    because: str
    clause: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as it will be sent."""

    key: str
    label: str
    url: str
    groups: tuple[tuple[str, tuple[Fact, ...]], ...]


def confirm_page(picture: Picture, form: DeclarationForm, actor: Actor, *, why: Why | None = None) -> dict[str, Any]:
    """Open points first, then everything in the order of the paper, then the declaration."""
    application = picture.application
    forms = dict(_forms(picture))
    is_edited = may_edit(actor, application).is_allowed
    is_draft = application.status == Status.DRAFT
    paper = picture.terms.papers["application"]
    points = [_point(picture, forms, each) for each in picture.points] if is_draft else []
    blocking = {id(each) for each in picture.blocking}
    pairs = list(zip(picture.points, points, strict=False))
    return {
        "title": title_of(application),
        "paper": paper,
        "demonstration": picture.terms.demonstration,
        "crumbs": (
            LIST,
            Crumb(title_of(application), reverse("applications:application", args=[application.pk])),
            Crumb("確認して提出する" if is_draft else "申請の内容"),
        ),
        "heading": "確認して提出する" if is_draft else "申請の内容",
        "is_draft": is_draft,
        "blocking": [shown for point, shown in pairs if id(point) in blocking],
        "others": [shown for point, shown in pairs if id(point) not in blocking],
        "sections": [
            _section(picture, forms[each.key], each, is_edited=is_edited) for each in SECTIONS if each.key in forms
        ],
        **costs_page(picture),
        **files_page(picture),
        "costs_url": _section_url(picture, SectionKey.COSTS) if is_edited else "",
        "files_url": _section_url(picture, SectionKey.ATTACHMENTS) if is_edited else "",
        "form": form,
        "submission_key": application.submission_key,
        "may_send": any(offer.move is Move.SUBMIT for offer in offers_for(actor, application)),
        "sentence": SENTENCES[why] if why else "",
        "home_url": reverse("applications:application", args=[application.pk]),
        "confirm_url": reverse("applications:confirm", args=[application.pk]),
        "grantor": picture.terms.grantor,
    }


def _forms(picture: Picture) -> Iterator[tuple[SectionKey, DraftForm]]:
    for section in SECTIONS:
        if GROUPS[section.key.value]:
            kept = picture.answers.get(section.key, {})
            yield section.key, DraftForm(section.key.value, section.shape, picture.terms, kept=kept)


def _section(picture: Picture, form: DraftForm, section: Section, *, is_edited: bool) -> ShownSection:
    url = _section_url(picture, section.key) if is_edited else ""
    groups = tuple((group.title, tuple(_facts(form, section, group.keys, url))) for group in GROUPS[section.key.value])
    return ShownSection(section.key.value, section.label, url, tuple(each for each in groups if each[1]))


def _facts(form: DraftForm, section: Section, keys: tuple[str, ...], url: str) -> Iterator[Fact]:
    for key in keys:
        if key == "extra" and not form.places.get("extra"):
            continue
        link = f"{url}#{anchor_of(form, key)}" if url else ""
        yield Fact(section.asked[key].label, "\n".join(said(form, key, form.kept.get(key))), link)


def _section_url(picture: Picture, key: SectionKey) -> str:
    return reverse("applications:section", args=[picture.application.pk, key.value])


def _point(picture: Picture, forms: Mapping[SectionKey, DraftForm], point: Point) -> ShownPoint:
    where = f"明細{point.line} " if point.line and not point.label.startswith("明細") else ""
    return ShownPoint(
        _CHIPS[point.kind], f"{where}{point.label}", point.because, point.clause, _url(picture, forms, point)
    )


def _url(picture: Picture, forms: Mapping[SectionKey, DraftForm], point: Point) -> str:
    if point.section is None:
        return ""
    if point.section is SectionKey.COSTS and point.part:
        place = reverse("applications:cost_line", args=[picture.application.pk, point.part])
        form = DraftForm("cost_line", CostLineAnswers, picture.terms, kept={})
        return f"{place}#{anchor_of(form, point.field) or f'line_{point.part}'}"
    url = _section_url(picture, point.section)
    if point.section is SectionKey.ATTACHMENTS:
        return f"{url}#file_{point.field}_{point.part}"
    anchor = anchor_of(forms[point.section], point.field) or f"list_{point.field}"
    return f"{url}#{anchor}"


def receipt_page(application: Application) -> dict[str, Any]:
    """The receipt: the number, the moment, every stored file, the papers, and what happens next."""
    terms = terms_in_force(application.revision)
    submission = application.submissions.order_by("number")[0]
    labels = {each.key: say(each.label, terms) for each in terms.attachments}
    return {
        "title": title_of(application),
        "call": terms.title,
        "demonstration": terms.demonstration,
        "crumbs": (
            LIST,
            Crumb(title_of(application), reverse("applications:application", args=[application.pk])),
            Crumb("受付の控え"),
        ),
        "number": application.receipt_number,
        "moment": moment_to_the_second(submission.submitted_at),
        "received": word_of(application.received_on or tokyo_day(submission.submitted_at)),
        "files": [
            {
                "name": file["name"],
                "label": labels.get(file["purpose"], ""),
                "size": size_in_words(file["size"]),
                "sha256": file["sha256"][:_HASH_SHOWN],
                "url": reverse("records:attachment", args=[file["id"]]),
            }
            for file in submission.attachments
        ],
        "papers": [
            Offer(f"{terms.papers[each.paper.kind].title}を開く", reverse("records:paper", args=[each.paper_id]))
            for each in papers_of(application)
            if each.paper.kind not in DECISION_LETTERS
        ],
        "decision": decision_facts(application),
        "events": () if application.status in DECIDED else _what_next(application),
        "confirm_url": reverse("applications:confirm", args=[application.pk]),
        "home_url": reverse("applications:application", args=[application.pk]),
        "grantor": terms.grantor,
    }


def _what_next(application: Application) -> list[Event]:
    terms = terms_in_force(application.revision)
    return [
        Event(
            "coming", "受付の後", "事務局が書類を確かめます。足りないものがあれば、この画面とメールでお知らせします。"
        ),
        Event(
            "coming",
            f"{word_of(terms.period.decision_expected_on)}ごろ",
            "審査の結果を文書でお知らせします。決定の前に発注したものは対象になりません。",
        ),
    ]


def moment_to_the_second(at: datetime) -> str:
    """The moment of sending as the receipt quotes it."""
    moment = at.astimezone(TOKYO)
    return f"{format_wareki(moment.date(), weekday=True)} {moment.hour}時{moment:%M}分{moment:%S}秒"
