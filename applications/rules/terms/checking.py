"""What a schema cannot say of a call's terms: names that must agree, clauses that must be cited, days in order."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from applications.rules.eligibility import declared_facts
from applications.rules.rubric import names_of_parts
from applications.rules.sentences import places_of
from applications.rules.terms import CallTerms
from applications.rules.terms.coded import (
    OF_DEBIT,
    OF_KPI,
    OF_SECURITY_ACTION,
    OF_TREATMENT,
    PRINTED_ANNEXES,
    SITUATIONS,
)
from applications.rules.terms.decisions import GrantWords, RefusalWords
from applications.rules.words import CALL_WORDS
from kernel.clause import Clause, ClauseBook

Problem = tuple[str, str]


def problems_of(terms: CallTerms) -> list[Problem]:
    """Every (key, reason) for which these terms are refused; empty when they are sound."""
    checks = (
        *(_duplicates, _clauses, _days, _figures, _screening, _rubric, _spending, _payment_methods),
        *(_eligibility, _coded, _questions, _attachments, _papers, _texts, _decisions),
    )
    return [problem for check in checks for problem in check(terms)]


def _duplicates(terms: CallTerms) -> Iterator[Problem]:
    named: dict[str, Iterable[object]] = {
        "eligibility.id": (rule.id for rule in terms.eligibility),
        "channels.key": (channel.key for channel in terms.channels),
        "entities.type": (entity.type for entity in terms.entities),
        "sizes.number": (size.number for size in terms.sizes),
        "small_scale.key": (row.key for row in terms.small_scale),
        "questions.key": (question.key for question in terms.questions),
        "cost_categories.number": (category.number for category in terms.cost_categories),
        "evidence_kinds.key": (kind.key for kind in terms.evidence_kinds),
        "payment_methods.key": (method.key for method in terms.payment_methods),
        "attachments.key": (attachment.key for attachment in terms.attachments),
        "screening.criteria.key": (criterion.key for criterion in terms.screening.criteria),
        "screening.bonuses.key": (bonus.key for bonus in terms.screening.bonuses),
        "decisions.granted.conditions.key": (condition.key for condition in terms.decisions.granted.conditions),
        "published_fields": terms.published_fields,
    }
    for key, names in named.items():
        yield from ((key, f"{name} が二度あります") for name, times in Counter(names).items() if times > 1)


def citations(value: object) -> Iterator[str]:
    """Every clause number cited anywhere below `value`."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key.endswith("clause") and isinstance(item, str):
                yield item
            elif key != "clauses":
                yield from citations(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from citations(item)


def _clauses(terms: CallTerms) -> Iterator[Problem]:
    book = ClauseBook(Clause(number, summary) for number, summary in terms.clauses.items())
    cited = list(citations(terms.model_dump()))
    for number in book.missing(cited):
        yield "clauses", f"{number} を引いていますが、条項の一覧にありません"
    for number in book.uncited(cited):
        yield f"clauses.{number}", "どの規定からも引かれていません"


def _days(terms: CallTerms) -> Iterator[Problem]:
    line = (
        ("window.opens_on", terms.window.opens_on),
        ("window.closes_on", terms.window.closes_on),
        ("period.decision_expected_on", terms.period.decision_expected_on),
        ("period.ends_by", terms.period.ends_by),
        ("report.latest_on", terms.report.latest_on),
    )
    for (earlier, before), (later, after) in pairwise(line):
        if after < before:
            yield later, f"{after} は {earlier} の {before} より前です"


def _figures(terms: CallTerms) -> Iterator[Problem]:
    amounts = terms.amounts
    if not 0 < amounts.rate <= 1:
        yield "amounts.rate", "補助率は0より大きく1以下です"
    if amounts.floor > amounts.cap:
        yield "amounts.floor", "下限が上限を超えています"
    if amounts.floor % amounts.round_down_to or amounts.cap % amounts.round_down_to:
        yield "amounts.round_down_to", "上限と下限は切捨ての単位の倍数にします"
    if not 0 < terms.kpi.reduction < 1:
        yield "kpi.reduction", "削減率は0より大きく1未満です"
    named = (
        ("kpi.rule", terms.kpi.rule, OF_KPI),
        ("security_action.rule", terms.security_action.rule, OF_SECURITY_ACTION),
    )
    for key, rule, situations in named:
        if not set(situations) <= SITUATIONS.get(rule, {}).keys():
            yield key, f"{rule} はこの値についての規定ではありません"


def _screening(terms: CallTerms) -> Iterator[Problem]:
    screening = terms.screening
    keys = {criterion.key for criterion in screening.criteria}
    if not 0 <= screening.cutoff.ratio <= 1:
        yield "screening.cutoff.ratio", "足切りの割合は0以上1以下です"
    if screening.novelty_criterion not in keys:
        yield "screening.novelty_criterion", f"{screening.novelty_criterion} という審査項目はありません"
    for name in screening.tie_break:
        if name not in keys | {"base", "received"}:
            yield "screening.tie_break", f"{name} という審査項目はありません"
    novelty = next((c.points for c in screening.criteria if c.key == screening.novelty_criterion), 0)
    if terms.readings.prior_award_points > novelty:
        yield "readings.prior_award_points", "新規性の配点を超えています"


def _rubric(terms: CallTerms) -> Iterator[Problem]:
    known = names_of_parts(attachment.key for attachment in terms.attachments)
    criteria = ((f"screening.criteria.{item.key}", item.judged_from) for item in terms.screening.criteria)
    bonuses = ((f"screening.bonuses.{item.key}", item.judged_from) for item in terms.screening.bonuses)
    for key, names in (*criteria, *bonuses):
        for name, times in Counter(names).items():
            if name not in known:
                yield key, f"judged_from の {name} という箇所は申請書にありません"
            elif times > 1:
                yield key, f"judged_from に {name} が二度あります"


def _spending(terms: CallTerms) -> Iterator[Problem]:
    kinds = {kind.key for kind in terms.evidence_kinds}
    asked = {key for category in terms.cost_categories for evidence in category.evidence for key in evidence.any_of}
    yield from (("cost_categories.evidence", f"{key} という証拠書類はありません") for key in sorted(asked - kinds))
    if terms.quotes.single_required > terms.quotes.required:
        yield "quotes.single_required", "少額の場合の社数が原則の社数を超えています"


def _payment_methods(terms: CallTerms) -> Iterator[Problem]:
    for method in terms.payment_methods:
        said = {OF_TREATMENT[method.treatment]} if method.treatment in OF_TREATMENT else set()
        said |= {OF_DEBIT} if method.settled_by == "debited_on" else set()
        if not said <= SITUATIONS.get(method.rule, {}).keys():
            yield f"payment_methods.{method.key}", f"{method.rule} はこの支払方法についての規定ではありません"


def _eligibility(terms: CallTerms) -> Iterator[Problem]:
    declared = declared_facts(terms.question_facts)
    call_words = set(CALL_WORDS)
    for rule in terms.eligibility:
        key = f"eligibility.{rule.id}"
        if rule.review_if is not None and rule.review is None:
            yield key, "review_if がありますが、review の文がありません"
        if rule.warning_if is not None and rule.warning is None:
            yield key, "warning_if がありますが、warning の文がありません"
        said = _places(rule.met, rule.unmet, rule.review, rule.warning, rule.not_applicable)
        for place in sorted(said - declared.keys() - call_words):
            yield key, f"文の中の {{{place}}} は知らない事実です"
        # A label and an advice are also shown before anything is answered.
        for place in sorted(_places(rule.label, rule.advice) - call_words):
            yield key, f"見出しと助言の中の {{{place}}} は知らない言葉です"


def _places(*sentences: str | None) -> set[str]:
    return {place for sentence in sentences if sentence for place in places_of(sentence)}


def _coded(terms: CallTerms) -> Iterator[Problem]:
    call_words = set(CALL_WORDS)
    for rule in sorted(SITUATIONS.keys() - terms.rules.keys()):
        yield f"rules.{rule}", "この規定がありません"
    for rule in sorted(terms.rules.keys() - SITUATIONS.keys()):
        yield f"rules.{rule}", "知らない規定です"
    for rule in sorted(SITUATIONS.keys() & terms.rules.keys()):
        texts, situations = terms.rules[rule].texts, SITUATIONS[rule]
        for place in sorted(_places(terms.rules[rule].label, terms.rules[rule].advice) - call_words):
            yield f"rules.{rule}", f"見出しと助言の中の {{{place}}} は知らない言葉です"
        if differing := texts.keys() ^ situations.keys():
            yield f"rules.{rule}.texts", f"場面が合いません: {'・'.join(sorted(differing))}"
            continue
        for situation, sentence in texts.items():
            for place in sorted(places_of(sentence) - {*situations[situation], *call_words}):
                yield f"rules.{rule}.texts.{situation}", f"{{{place}}} はこの文では使えません"


def _questions(terms: CallTerms) -> Iterator[Problem]:
    for question in terms.questions:
        if (question.kind == "choice") != bool(question.choices):
            yield f"questions.{question.key}", 'kind = "choice" と choices は一緒に書きます'


def _attachments(terms: CallTerms) -> Iterator[Problem]:
    for attachment in terms.attachments:
        if (attachment.required == "when") != (attachment.when is not None):
            yield f"attachments.{attachment.key}", 'required = "when" と when は一緒に書きます'


def _papers(terms: CallTerms) -> Iterator[Problem]:
    for key, annexes in PRINTED_ANNEXES.items():
        if key not in terms.papers:
            yield f"papers.{key}", "この様式がありません"
        elif missing := set(annexes) - terms.papers[key].annexes.keys():
            yield f"papers.{key}.annexes", f"別紙がありません: {'・'.join(sorted(missing))}"


def _texts(terms: CallTerms) -> Iterator[Problem]:
    words = set(CALL_WORDS)
    general = {
        "title": (terms.title,),
        "purpose": (terms.purpose,),
        "summary": terms.summary,
        "conditions_of_use": terms.conditions_of_use,
        "examples": terms.examples,
        "period.starts": (terms.period.starts,),
        "plain_questions": terms.plain_questions,
        "pledges": terms.pledges,
        "consents": terms.consents,
        "clauses": tuple(terms.clauses.values()),
        "channels": tuple(channel.note for channel in terms.channels),
        "attachments": tuple(text for each in terms.attachments for text in (each.label, each.condition_label)),
        "decisions.granted": tuple(_said_of_a_grant(terms.decisions.granted)),
        "decisions.refused": tuple(_said_of_a_refusal(terms.decisions.refused)),
    }
    for key, texts in general.items():
        for place in sorted({place for text in texts for place in places_of(text)} - words):
            yield key, f"{{{place}}} は知らない言葉です"


def _said_of_a_grant(granted: GrantWords) -> Iterator[str]:
    yield from (granted.content, granted.content_changed, granted.starts, granted.report_due)
    yield from (*granted.enclosures, *granted.reductions.values())
    yield from (condition.sentence for condition in granted.conditions)


def _said_of_a_refusal(refused: RefusalWords) -> Iterator[str]:
    yield from (refused.ruling, refused.sentence)
    yield from refused.reasons.model_dump().values()


def _decisions(terms: CallTerms) -> Iterator[Problem]:
    decisions = terms.decisions
    numbers = {
        "award_number": decisions.award_number,
        "granted.number": decisions.granted.number,
        "refused.number": decisions.refused.number,
    }
    for key, number in numbers.items():
        if number.pattern.count("{sequence}") != 1 or places_of(number.pattern) != {"sequence"}:
            yield f"decisions.{key}.pattern", "{sequence} を一度だけ書きます"
    letters = decisions.granted.number, decisions.refused.number
    if letters[0].pattern == letters[1].pattern and letters[0].book != letters[1].book:
        yield "decisions.refused.number.book", "同じ番号の形には、同じ帳簿を使います"
    if missing := {"budget", "cost_assessment", "both"} - decisions.granted.reductions.keys():
        yield "decisions.granted.reductions", f"減額の文がありません: {'・'.join(sorted(missing))}"
