"""Ties held against parties: what is one and the same, and what only looks like it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.rules.conflicts import (
    TIE_WORDS,
    Party,
    Shape,
    Tie,
    TieKind,
    Ties,
    find_conflicts,
    folded_organisation,
    folded_person,
)

SAME = [
    ("株式会社県内システム", "県内システム"),
    ("県内システム株式会社", "(株)県内システム"),
    ("㈱県内システム", "県内システム(株)"),
    ("有限会社 山田 商店", "㈲山田商店"),
    ("一般社団法人見本協会", "見本協会"),
    ("ＡＢＣシステム", "abcｼｽﾃﾑ"),
    ("エー・ビー・シー", "エービーシー"),
    ("髙﨑製作所", "高崎製作所"),
    ("株式会社見本銀行", "見本銀行 本店営業部"),
    ("見本大学", "国立大学法人見本大学 工学部"),
    ("見本商工会議所 経営支援課", "見本商工会議所"),
]
DIFFERENT = [
    ("県内システム", "県内システムズ"),
    ("見本銀行", "第二見本銀行"),
    ("宮崎 太郎商店", "宮崎"),
    ("株式会社", "有限会社"),
    ("", ""),
]


def _found(tie: Tie, *parties: Party) -> list[str]:
    return [each.because for each in find_conflicts([tie], parties)]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_one_organisation_written_in_two_ways(ours: str, theirs: str) -> None:
    assert _found(Tie(TieKind.EMPLOYER, ours), Party("発注先", theirs))
    assert _found(Tie(TieKind.EMPLOYER, theirs), Party("発注先", ours))


@pytest.mark.parametrize(("ours", "theirs"), DIFFERENT)
def test_two_organisations(ours: str, theirs: str) -> None:
    assert not _found(Tie(TieKind.EMPLOYER, ours), Party("発注先", theirs))


def test_a_number_settles_it_either_way() -> None:
    tie = Tie(TieKind.OTHER_POST, "見本工業", "7000012050002")
    assert _found(tie, Party("申請者", "まったく別の名前", "7000012050002"))
    assert not _found(tie, Party("申請者", "見本工業", "6999900000011"))
    assert _found(tie, Party("発注先", "見本工業"))


def test_an_entry_of_our_own_register_settles_it_where_numbers_do_not() -> None:
    here, elsewhere = UUID(int=1), UUID(int=2)
    tie = Tie(TieKind.MEMBERSHIP, "山田商店", organisation_id=here)
    assert _found(tie, Party("申請者", "山田商店 改め ヤマダ", organisation_id=here))[0].endswith("登録が同じです。")
    assert not _found(tie, Party("申請者", "山田商店", organisation_id=elsewhere))
    assert _found(tie, Party("発注先", "山田商店"))[0].endswith("名称が同じです。")
    numbered = Tie(TieKind.MEMBERSHIP, "山田商店", "7000012050002", here)
    assert _found(numbered, Party("申請者", "別の名前", "7000012050002", organisation_id=elsewhere))
    assert not _found(numbered, Party("申請者", "山田商店", "6999900000011", organisation_id=here))


@pytest.mark.parametrize("kind", [TieKind.ACCOMPANIED, TieKind.MET])
def test_an_accompanied_company_is_met_by_entry_number_or_name_and_not_in_texts(kind: TieKind) -> None:
    tie = Tie(kind, "株式会社 見本工業", "7000012050002", UUID(int=1))
    assert _found(tie, Party("申請者", "別の名前", organisation_id=UUID(int=1)))
    assert _found(tie, Party("申請者", "別の名前", "7000012050002"))
    assert _found(tie, Party("発注先", "見本工業(株)")) == [
        f"{TIE_WORDS[kind]}「株式会社 見本工業」と、申請の発注先「見本工業(株)」の名称が同じです。"
    ]
    assert not _found(tie, Party("資金計画", "見本工業から借りる", shape=Shape.TEXT))
    assert not _found(tie, Party("役員", "見本工業", shape=Shape.PERSON))
    assert not _found(tie, Party("発注先", "見本工業", "6999900000011"))


def test_thousands_of_accompanied_companies_are_looked_up() -> None:
    ties = Ties(Tie(TieKind.ACCOMPANIED, f"見本{n}商店", organisation_id=UUID(int=n)) for n in range(5000))
    parties = [Party("申請者", "見本7商店", organisation_id=UUID(int=4321)), Party("発注先", "見本9商店")]
    assert [(each.theirs, each.ours) for each in ties.against(parties)] == [
        ("見本4321商店", "見本7商店"),
        ("見本9商店", "見本9商店"),
    ]


def test_old_forms_of_kanji_tell_families_apart() -> None:
    oneself = Tie(TieKind.ONESELF, "髙﨑 一郎")
    assert _found(oneself, Party("役員", "髙﨑　一郎", shape=Shape.PERSON))
    assert not _found(oneself, Party("役員", "高崎 一郎", shape=Shape.PERSON))
    # One that Unicode would fold: U+FA19 is the old form of 神.
    assert not _found(Tie(TieKind.ONESELF, "\ufa19田 千秋"), Party("役員", "神田 千秋", shape=Shape.PERSON))


def test_a_person_is_found_in_the_name_of_a_practice_and_in_a_text() -> None:
    oneself = Tie(TieKind.ONESELF, "馬場 次郎")
    assert _found(oneself, Party("発注先", "中小企業診断士 馬場次郎"))
    assert _found(oneself, Party("実施体制", "助言 馬場 次郎 月1回", shape=Shape.TEXT))
    assert not _found(oneself, Party("発注先", "中小企業診断士 馬場"))


def test_a_bank_is_found_where_it_is_mentioned() -> None:
    bank = Tie(TieKind.EMPLOYER, "株式会社見本銀行")
    assert _found(bank, Party("資金の借入先など", "見本銀行から500万円を借り入れる", shape=Shape.TEXT))
    assert not _found(bank, Party("資金の借入先など", "預金", shape=Shape.TEXT))
    branch = Tie(TieKind.EMPLOYER, "見本銀行 地域振興部")
    assert _found(branch, Party("資金計画", "つなぎ資金は株式会社見本銀行の宮崎支店から借りる。", shape=Shape.TEXT))


def test_an_employer_is_no_person_and_a_person_no_employer() -> None:
    assert not _found(Tie(TieKind.EMPLOYER, "山田 太郎"), Party("役員", "山田 太郎", shape=Shape.PERSON))
    assert not _found(Tie(TieKind.ONESELF, "山田"), Party("役員", "山田", shape=Shape.PERSON))


def test_the_finding_says_who_and_where_and_how() -> None:
    finding = find_conflicts([Tie(TieKind.PAST_EMPLOYER, "(株)見本")], [Party("発注先", "見本株式会社")])[0]
    assert (finding.kind, finding.source, finding.theirs, finding.ours) == (
        TieKind.PAST_EMPLOYER, "発注先", "(株)見本", "見本株式会社",
    )  # fmt: skip
    assert finding.because == "過去の勤務先「(株)見本」と、申請の発注先「見本株式会社」の名称が同じです。"


def test_a_long_text_is_not_quoted_whole() -> None:
    party = Party("つなぎ資金", "見本銀行" + "から借りる。" * 50, shape=Shape.TEXT)
    assert len(_found(Tie(TieKind.EMPLOYER, "見本銀行"), party)[0]) < 120


def test_every_kind_of_tie_has_its_word() -> None:
    assert set(TIE_WORDS) == set(TieKind)


_NAME = st.text(st.sampled_from("株式会社()㈱ 　・高髙abＡ銀行大学見本"), max_size=12)


@given(_NAME)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded_organisation(folded_organisation(name)) == folded_organisation(name)
    assert folded_person(folded_person(name)) == folded_person(name)


@given(_NAME, _NAME)
def test_being_the_same_is_mutual(ours: str, theirs: str) -> None:
    there = _found(Tie(TieKind.EMPLOYER, ours), Party("発注先", theirs))
    back = _found(Tie(TieKind.EMPLOYER, theirs), Party("発注先", ours))
    assert bool(there) is bool(back)
