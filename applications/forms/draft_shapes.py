"""From the typed shape of a section to the fields of its page: the shape says what can be kept, the field asks for it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from django import forms
from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from applications.forms.draft_fields import (
    CheckedLineField,
    CodeField,
    FineQuantityField,
    MomentField,
    MonthField,
    NumberedPickField,
    ProseField,
    SentencesField,
    SeveralField,
)
from applications.forms.draft_words import LABELS, SUPPORTS, UNITS
from applications.forms.fields import ChoiceText, DayField, PickField, WholeNumberField, YesNoField
from applications.rules.choices import CHOICE_LABELS, flag_labels
from applications.rules.jsic import industries_by_division, proposed_industry
from applications.rules.section_shapes.asking import LONGEST_REASON, Prose, Reason
from applications.rules.section_shapes.funding import INCOME_LABELS
from applications.rules.section_shapes.plan import TOOL_LABELS
from applications.rules.shapes import LARGEST_YEN, Shape
from applications.rules.terms import CallTerms
from applications.rules.words import say
from kernel.municipalities import MUNICIPALITIES

Choices = Sequence[tuple[Any, Any]]
NOTHING_CHOSEN: tuple[Any, Any] = ("", "選んでください")
# Up to this many choices stand side by side as buttons; more fold into a list.
_BUTTONS_UP_TO = 5
_DIGITS = {"sa_id": 11}
_MONTHS = frozenset({"begins", "ends"})
_POSTS = {"director": "取締役", "outside_director": "社外取締役", "auditor": "監査役", "other": "そのほか"}
_STATES = {"applied": "申請中", "decided": "決定", "received": "受領"}
_STARS = {0: "宣言していない", 1: "★(一つ星)", 2: "★★(二つ星)"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key holds: its type without the `None` of a draft, and everything that bounds it."""

    holds: Any
    bounds: tuple[Any, ...]

    def bound(self, name: str, default: int) -> int:
        """A bound by its name (`max_length`, `ge`, `le`)."""
        found = (getattr(each, name, None) for each in self.bounds)
        return next((each for each in found if each is not None), default)

    @property
    def row(self) -> type[Shape] | None:
        """The shape of a row, where the key is a list of rows."""
        item = get_args(self.holds)[0] if get_origin(self.holds) is tuple else None
        return item if isinstance(item, type) and issubclass(item, Shape) else None


def kind_of(info: FieldInfo) -> Kind:
    """What a field of a shape holds."""
    holds, bounds = info.annotation, list(info.metadata)
    while True:
        if get_origin(holds) is Annotated:
            holds, *more = get_args(holds)
            bounds += more
        elif NoneType in get_args(holds):
            holds = next(each for each in get_args(holds) if each is not NoneType)
        else:
            flat = [inner for each in bounds for inner in (each.metadata if isinstance(each, FieldInfo) else [each])]
            return Kind(holds, tuple(flat))


def field_of(key: str, info: FieldInfo, terms: CallTerms, *, label: str, fact: str = "") -> forms.Field:
    """The field that asks for a key. None is required: a draft is kept from its first field."""
    kind = kind_of(info)
    worded = {"label": LABELS.get(key, label), "help_text": SUPPORTS.get(key, ""), "required": False}
    if (choices := choices_of(key, terms)) is not None:
        return _picked(key, kind, choices, worded)
    if get_origin(kind.holds) is Literal:
        names = CHOICE_LABELS.get(fact, {})
        return _picked(key, kind, [(each, names.get(each, each)) for each in get_args(kind.holds) if each], worded)
    if kind.holds is bool:
        yes, no = flag_labels(fact)
        return YesNoField(yes=yes, no=no, **worded)
    if kind.holds is str:
        return _text(key, kind, worded)
    return _figure(key, kind, worded)


def _picked(key: str, kind: Kind, choices: Choices, worded: Mapping[str, Any]) -> forms.Field:
    if get_origin(kind.holds) is tuple:
        return SeveralField(choices=choices, **worded)
    made = NumberedPickField if kind.holds is int else PickField
    if key == "industry_jsic" or len(choices) > _BUTTONS_UP_TO:
        return made(choices=[NOTHING_CHOSEN, *choices], widget=forms.Select, **worded)
    return made(choices=choices, **worded)


def _figure(key: str, kind: Kind, worded: Mapping[str, Any]) -> forms.Field:
    if kind.holds is int:
        least, most = kind.bound("ge", 0), min(kind.bound("le", LARGEST_YEN), LARGEST_YEN)
        least = max(least, kind.bound("gt", least - 1) + 1) if least >= 0 else least
        return WholeNumberField(unit=UNITS.get(key, ""), least=least, largest=most, may_be_negative=least < 0, **worded)
    if kind.holds is Decimal:
        return FineQuantityField(must_be_positive=kind.bound("gt", -1) == 0, **worded)
    fields: Mapping[Any, type[forms.Field]] = {date: DayField, datetime: MomentField}
    return fields[kind.holds](**worded)


_PROSE = tuple(each for alias in (Prose, Reason) for each in get_args(alias)[1:] if isinstance(each, AfterValidator))


def _text(key: str, kind: Kind, worded: Mapping[str, Any]) -> forms.Field:
    longest = kind.bound("max_length", LONGEST_REASON)
    if key in _DIGITS:
        return CodeField(digits=_DIGITS[key], **worded)
    if key in _MONTHS:
        return MonthField(**worded)
    if any(each in _PROSE for each in kind.bounds):
        return ProseField(longest=longest, **worded)
    readers: list[Any] = [each.func for each in kind.bounds if isinstance(each, AfterValidator)]
    return CheckedLineField(longest=longest, readers=readers, **worded)


def choices_of(key: str, terms: CallTerms) -> Choices | None:
    """The choices of a key that the call, or a table of ours, names; None for every other key."""
    makers: dict[str, Callable[[], Choices]] = {
        "entity_type": lambda: [(each.type, each.label) for each in terms.entities],
        "pref_base": lambda: list(CHOICE_LABELS["applicant.base_in_prefecture"].items()),
        "hq_muni_code": lambda: list(MUNICIPALITIES.items()),
        "industry_jsic": _industries,
        "sme_class": lambda: [(str(size.number), size.label) for size in terms.sizes],
        "small_business_class": lambda: [(row.key, row.label) for row in terms.small_scale],
        "kind": lambda: list(CHOICE_LABELS["shareholder.kind"].items()),
        "concurrent": lambda: list(CHOICE_LABELS["officer.concurrent"].items()),
        "post": lambda: list(_POSTS.items()),
        "state": lambda: list(_STATES.items()),
        "source": lambda: list(INCOME_LABELS.items()),
        "tool_category": lambda: list(TOOL_LABELS.items()),
        "sa_level": lambda: [(str(stars), text) for stars, text in _STARS.items()],
        "category": lambda: [(str(each.number), f"{each.mark}{each.label}") for each in terms.offered_categories],
        "payment_method": lambda: [(each.key, each.label) for each in terms.payment_methods],
    }
    return makers[key]() if key in makers else None


def _industries() -> Choices:
    return [(division, [(row.code, row.label) for row in rows]) for division, rows in industries_by_division()]


def propose_classes(fields: Mapping[str, forms.Field], industry: str | None) -> None:
    """Mark the classes that fit the industry; none is chosen beforehand."""
    found = proposed_industry(industry)
    if found is None:
        return
    for key, candidate in (
        ("sme_class", str(found.industry_class)),
        ("small_business_class", found.small_business_class),
    ):
        asked = fields.get(key)
        if isinstance(asked, PickField):
            pairs: list[tuple[Any, Any]] = list(cast(Any, asked.choices))
            asked.choices = [(value, _marked(text) if value == candidate else text) for value, text in pairs]


def _marked(text: object) -> ChoiceText:
    return ChoiceText(str(text), "業種から見た候補です")


def sentences_field(key: str, terms: CallTerms) -> SentencesField:
    """The sentences of the call to sign under this key."""
    texts = terms.pledges if key == "pledged" else terms.consents
    named = {hashlib.sha256(text.encode()).hexdigest()[:16]: (text, say(text, terms)) for text in texts}
    return SentencesField(sentences=named, label=LABELS[key], required=False)
