"""Conflicts of interest that our own data shows: a reviewer's ties held against the parties of a file.

A conflict missed is worse than one too many, since the head of the secretariat can let a reviewer in and nobody can
take a look back. So organisations are compared loosely (kinds of company, widths, blanks, old forms of characters,
departments behind an institution's name), and persons strictly: 髙 and 高 are two families. A number or the house's
own register settles it either way: companies of one name are many.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from uuid import UUID


class TieKind(StrEnum):
    """What an organisation is to a reviewer."""

    EMPLOYER = "employer"
    PAST_EMPLOYER = "past_employer"
    OTHER_POST = "other_post"
    MEMBERSHIP = "membership"
    ACCOMPANIED = "accompanied"
    MET = "met"
    ONESELF = "oneself"


class Shape(StrEnum):
    """How a party is written down: an organisation's name, a person's name, or a text that may name somebody."""

    ORGANISATION = "organisation"
    PERSON = "person"
    TEXT = "text"


TIE_WORDS: Mapping[TieKind, str] = {
    TieKind.EMPLOYER: "現在の勤務先",
    TieKind.PAST_EMPLOYER: "過去の勤務先",
    TieKind.OTHER_POST: "兼職・役員などの所属",
    TieKind.MEMBERSHIP: "この窓口での所属",
    TieKind.ACCOMPANIED: "本人か所属機関が伴走支援をしている・していた企業",
    TieKind.MET: "同じ氏名の人が支援の面談に出ていた企業",
    TieKind.ONESELF: "本人の氏名",
}
# An institution accompanies thousands of companies: these are looked up, and not sought in texts, where so many names
# would be found by chance.
_LOOKED_UP = frozenset({TieKind.ACCOMPANIED, TieKind.MET})


@dataclass(frozen=True, slots=True)
class Tie:
    """One name on the reviewer's side; `organisation_id` where it stands in the house's register."""

    kind: TieKind
    name: str
    corporate_number: str = ""
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One name on the file's side. `source` says where it stands in the file, in a word that pages show."""

    source: str
    name: str
    corporate_number: str = ""
    shape: Shape = Shape.ORGANISATION
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A tie that meets a party, and the sentence that says how."""

    kind: TieKind
    source: str
    theirs: str
    ours: str
    because: str


class Ties:
    """Everything one reviewer is tied to, made once and held against many files."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        known = tuple(dict.fromkeys(ties))
        self._each = tuple(tie for tie in known if tie.kind not in _LOOKED_UP)
        self._by_key: dict[UUID | str, dict[Tie, None]] = {}
        for tie in known:
            if tie.kind in _LOOKED_UP:
                for key in _keys(tie):
                    self._by_key.setdefault(key, {})[tie] = None

    def against(self, parties: Sequence[Party]) -> tuple[Finding, ...]:
        """Every tie that meets a party of a file, once for each pair of names."""
        named = (party for party in parties if party.shape is Shape.ORGANISATION)
        near = {tie: None for party in named for key in _keys(party) for tie in self._by_key.get(key, ())}
        pairs = ((tie, party) for tie in (*self._each, *near) for party in parties)
        return tuple(dict.fromkeys(_finding(tie, party, how) for tie, party in pairs if (how := _meets(tie, party))))


def find_conflicts(ties: Iterable[Tie], parties: Sequence[Party]) -> tuple[Finding, ...]:
    """Every tie that meets a party, once for each pair of names."""
    return Ties(ties).against(parties)


def _keys(named: Tie | Party) -> Iterator[UUID | str]:
    """Whatever two mentions of one organisation have at least one of in common, in an order that never changes."""
    if named.organisation_id:
        yield named.organisation_id
    if named.corporate_number:
        yield named.corporate_number
    yield from sorted(_names(named.name))


def _finding(tie: Tie, party: Party, how: str) -> Finding:
    because = f"{TIE_WORDS[tie.kind]}「{tie.name}」と、申請の{party.source}「{_quoted(party.name)}」の{how}"
    return Finding(tie.kind, party.source, tie.name, party.name, because)


_SAME_NUMBER = "法人番号が同じです。"
_SAME_ENTRY = "登録が同じです。"
_SAME_NAME = "名称が同じです。"
_SAME_PERSON = "氏名が同じです。"
_NAMED = "中に名前があります。"


def _meets(tie: Tie, party: Party) -> str:
    if tie.kind is TieKind.ONESELF:
        return _meets_person(tie, party)
    if party.shape is Shape.PERSON:
        return ""
    if tie.corporate_number and party.corporate_number:
        return _SAME_NUMBER if tie.corporate_number == party.corporate_number else ""
    if tie.organisation_id and party.organisation_id:
        # Most sole proprietors have no number.
        return _SAME_ENTRY if tie.organisation_id == party.organisation_id else ""
    if party.shape is Shape.TEXT:
        return _meets_text(tie, party)
    return _SAME_NAME if _names(tie.name) & _names(party.name) else ""


def _meets_text(tie: Tie, party: Party) -> str:
    if tie.kind in _LOOKED_UP:
        return ""
    # Of a department, the house is sought as well: a plan names the bank, not who works there in which office.
    ours, text = _names(tie.name), folded_organisation(party.name)
    return _NAMED if any(len(name) >= _LEAST_IN_TEXT and name in text for name in ours) else ""


def _meets_person(tie: Tie, party: Party) -> str:
    ours, theirs = folded_person(tie.name), folded_person(party.name)
    if len(ours) < _LEAST_OF_A_PERSON:
        return ""
    if party.shape is Shape.PERSON:
        return _SAME_PERSON if ours == theirs else ""
    return _NAMED if ours in theirs else ""


# Shorter names stand in too many texts by chance.
_LEAST_IN_TEXT = 3
_LEAST_OF_A_PERSON = 3
_LONGEST_QUOTED = 60


def _quoted(name: str) -> str:
    return name if len(name) <= _LONGEST_QUOTED else f"{name[: _LONGEST_QUOTED - 1]}…"


_SPACES = re.compile(r"\s+")
_FORMS = (
    "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|"
    "(?:一般|公益)(?:社団|財団)法人|(?:特定非営利活動|社会福祉|学校|医療|宗教|国立大学|公立大学|独立行政|監査|税理士|弁護士)法人|"
    "[((](?:株|有|同|資|名|一社|一財|公社|公財|特非|福|学|医|独)[))]"
)
_LEADING_FORM = re.compile(rf"^(?:{_FORMS})")
_TRAILING_FORM = re.compile(rf"(?:{_FORMS})$")
_MARKS = re.compile(r"[・･.,、。'’`\"“”&＆\-‐‑‒–—―−ｰー~〜]")
_OLD_FORMS = str.maketrans("髙﨑𠮷德濵濱邊邉齋齊澤國廣眞櫻惠榮瀧嶋", "高崎吉徳浜浜辺辺斎斉沢国広真桜恵栄滝島")
# What has departments, branches and faculties, which people write behind its name after a blank.
_INSTITUTIONS = re.compile(
    r"^\S+?(?:銀行|信用金庫|信用組合|大学|高等専門学校|商工会議所|商工会連合会|商工会|中央会|協同組合|協会|機構|公社|財団|センター|県庁|市役所)(?=\s)"
)
# Characters that Unicode folds into the new form of a kanji; a family's name keeps its own.
_COMPATIBLE_KANJI = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


@lru_cache(maxsize=65_536)
def folded_organisation(name: str) -> str:
    """A name without width, blanks, marks, kind of company and old forms of characters."""
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", name).translate(_OLD_FORMS))
    return _bare(_MARKS.sub("", plain)).casefold()


@lru_cache(maxsize=65_536)
def folded_person(name: str) -> str:
    """A person's name without width and blanks; every kanji stays what it is."""
    return _SPACES.sub("", "".join(_narrowed(name))).casefold()


@lru_cache(maxsize=65_536)
def _names(name: str) -> frozenset[str]:
    """The whole name, and the institution's own name where a department stands behind it."""
    bare = _bare(unicodedata.normalize("NFKC", name).translate(_OLD_FORMS)).strip()
    house = _INSTITUTIONS.match(bare)
    return frozenset({folded_organisation(name), folded_organisation(house[0] if house else name)} - {""})


def _bare(name: str) -> str:
    """Without the kind of company, before or behind, as often as it stands there."""
    bare = name.strip()
    while (shorter := _TRAILING_FORM.sub("", _LEADING_FORM.sub("", bare)).strip()) != bare:
        bare = shorter
    return bare


def _narrowed(name: str) -> Iterator[str]:
    for character in name:
        is_kept = any(ord(character) in block for block in _COMPATIBLE_KANJI)
        yield character if is_kept else unicodedata.normalize("NFKC", character)
