"""Awards in words: the list, the page of one, and the public list."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.rules.roles import Role
from applications.rules.sentences import word_of
from applications.rules.terms import CallTerms
from applications.selectors import terms_in_force
from awards.models import Award, AwardTerms
from awards.rules.due_days import DueDay, due_days
from awards.selectors import published_awards, terms_of_award
from awards.selectors.published import FIELD_LABELS
from kernel.calendar import days_left, tokyo_day
from kernel.money import format_yen
from kernel.parts import Crumb, Fact, Figure, NextStep, Offer
from records.selectors import history_of

_DUE_LABELS: Mapping[str, str] = {
    "withdrawal": "申請を取り下げられる最後の日",
    "completion": "事業を終え、支払いを済ませる期限",
    "report": "実績報告の期限",
    "retention": "帳簿と証拠書類を保存する期間の終わり",
}
# What somebody has to do by a day; the others are told beside it.
_TO_DO = ("completion", "report")
_DUE_NOTES: Mapping[str, str] = {
    "withdrawal": "通知を受けた日から数えます。決定日に受けたものとして示しています。",
    "completion": "納入と支払いがこの日までに終わった経費だけが対象です。",
    "report": "早く完了したときは、その日から数えるので、もっと早くなります。",
    "retention": "早く完了したときは、その年度から数えます。",
}


def is_office(actor: Actor) -> bool:
    """Whether the page stands in the office's frame."""
    return actor.is_secretariat or actor.has(Role.AUDITOR)


def mine_page(awards: Sequence[Award], *, at: datetime) -> dict[str, Any]:
    """The list of awards, each with its money and the day that comes next."""
    return {
        "crumbs": (Crumb("公募の一覧", "/"), Crumb("交付決定後の事業")),
        "awards": [_row(each, tokyo_day(at)) for each in awards],
    }


def _row(award: Award, today: date) -> dict[str, Any]:
    terms, call = terms_of_award(award), terms_in_force(award.application.revision)
    coming = _next_due(_due(terms, call), today)
    return {
        "number": award.number,
        "title": award.application.title,
        "url": reverse("awards:award", args=[award.pk]),
        "company": award.application.organisation.name,
        "call": call.title,
        "amount": format_yen(terms.decided_amount),
        "next": f"{_DUE_LABELS[coming.key]} {word_of(coming.on)}" if coming else "",
    }


def award_page(award: Award, actor: Actor, *, at: datetime) -> dict[str, Any]:
    """Everything on the page of one award."""
    terms, call = terms_of_award(award), terms_in_force(award.application.revision)
    days, today = _due(terms, call), tokyo_day(at)
    return {
        "crumbs": (Crumb("交付決定後の事業", reverse("awards:mine")), Crumb(award.number)),
        "demonstration": call.demonstration,
        "number": award.number,
        "title": award.application.title,
        "call": call.title,
        "company": award.application.organisation.name,
        "figures": _figures(terms),
        "facts": _facts(award, terms),
        "next_step": _next_step(award, terms, days, actor, today),
        "days": [_day(each, today) for each in days],
        "conditions": terms.conditions,
        "letters": [_letter(each, award) for each in award.terms.all()],
        "steps": _steps(call),
        "grantor": call.grantor,
        "history": history_of(award) if is_office(actor) else [],
    }


def _due(terms: AwardTerms, call: CallTerms) -> tuple[DueDay, ...]:
    return due_days(decided_on=terms.decided_on, completion_limit=terms.completion_limit, terms=call)


def _next_due(days: Sequence[DueDay], today: date) -> DueDay | None:
    return next((each for each in days if each.key in _TO_DO and each.on >= today), None)


def _figures(terms: AwardTerms) -> tuple[Figure, ...]:
    note = (
        f"申請額 {format_yen(terms.applied_amount)}"
        if terms.decided_amount < terms.applied_amount
        else "申請額のとおり"
    )
    return (
        Figure("交付決定額", format_yen(terms.decided_amount), note),
        Figure("補助対象経費(税抜)", format_yen(terms.decided_cost), f"{word_of(terms.completion_limit)}までに完了"),
    )


def _facts(award: Award, terms: AwardTerms) -> list[Fact]:
    return [
        Fact("交付決定番号", award.number),
        Fact("受付番号", award.application.receipt_number),
        Fact("決定の通知", f"{terms.decision_number}({word_of(terms.decided_on)})"),
        Fact("補助事業者", award.application.organisation.name),
    ]


def _next_step(award: Award, terms: AwardTerms, days: Sequence[DueDay], actor: Actor, today: date) -> NextStep:
    coming = _next_due(days, today)
    until = f"{_DUE_LABELS[coming.key]}は{word_of(coming.on)}({_left(coming.on, today)})です。" if coming else ""
    letter = Offer("交付決定通知書を開く", reverse("records:paper", args=[terms.letter_id]))
    if is_office(actor):
        return NextStep("いまは補助事業者が事業を進める番です。", until, (letter, _file(award)))
    sentence = "補助事業者の番です。決定日の翌日以降に発注し、証拠の書類を残しながら事業を進めてください。"
    return NextStep(sentence, until, (letter, _receipt(award)))


def _file(award: Award) -> Offer:
    return Offer("申請の詳細を見る", reverse("applications:office_file", args=[award.application_id]), weight="second")


def _receipt(award: Award) -> Offer:
    return Offer("申請のページへ", reverse("applications:application", args=[award.application_id]), weight="second")


def _left(on: date, today: date) -> str:
    left = days_left(on, today)
    return f"あと{left}日" if left else "きょう"


def _day(due: DueDay, today: date) -> dict[str, str]:
    latest = "遅くとも" if due.is_at_latest else ""
    return {
        "label": _DUE_LABELS[due.key],
        "when": f"{latest}{word_of(due.on)}",
        "note": _DUE_NOTES[due.key],
        "clause": due.clause,
        "state": "past" if due.on < today else "coming",
    }


def _letter(terms: AwardTerms, award: Award) -> dict[str, str]:
    is_in_force = terms.version == terms_of_award(award).version
    return {
        "label": terms.letter.title,
        "number": f"{terms.decision_number} {word_of(terms.decided_on)}",
        "url": reverse("records:paper", args=[terms.letter_id]),
        "note": "" if is_in_force else "新しい通知書に差し替えました。この通知書は効力がありません。",
        "because": terms.because,
    }


def _steps(call: CallTerms) -> list[Fact]:
    """What comes after the decision, in its order."""
    papers = call.papers
    named = {key: f"{papers[key].number or papers[key].title}" for key in ("change_request", "performance_report")}
    return [
        Fact(
            "発注・納入・支払い", "決定日の翌日以降に発注します。見積・発注・納品・請求・支払いの書類を残してください。"
        ),
        Fact("内容を変えるとき", f"先に{named['change_request']}で申請し、承認を受けてください。"),
        Fact(
            "完了したとき", f"{named['performance_report']}と証拠書類で報告します。検査の後に額が確定し、支払われます。"
        ),
    ]


def published_page(terms: CallTerms) -> dict[str, Any]:
    """The public list. It names the fields of the terms and nothing else."""
    rows = published_awards(terms)
    return {
        "title": terms.title,
        "demonstration": terms.demonstration,
        "crumbs": (
            Crumb("公募の一覧", "/"),
            Crumb(terms.title, reverse("applications:call", args=[terms.id])),
            Crumb("採択された事業"),
        ),
        "heads": [FIELD_LABELS[field] for field in terms.published_fields],
        "rows": rows,
        "total": len(rows),
    }
