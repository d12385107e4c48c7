"""Articles are found in Japanese however it is typed, name nobody, and reach exactly their circle."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.case_library import published_stories
from support_cases.models import CatalogueService, Closing, KnowledgeArticle, SupportCase
from support_cases.rules.anonymity import company_secrets, number_secrets, people_secrets, places_found
from support_cases.rules.searching import fold, grams_of, pieces_of, rank, words_of
from support_cases.selectors.knowledge import articles_visible_to, found_articles
from support_cases.services.knowledge import save_article
from tests.case_worlds import AT, opened_case
from tests.people import NAMES, People, signed_in

TEXTS = {
    "title": "受注をクラウドで一つにまとめた事例",
    "challenge": "FAXの受注を手で入力していた。",
    "approach": "クラウドの受注管理を選んだ。",
    "effect": "入力の時間が半分になった。",
    "lesson": "現場の一人が決めると続く。",
}


def _values(**changes: Any) -> dict[str, Any]:
    given = {"kind": "story", "industry": "E", "size": "6–20人", "tags": ["受注", "ﾃﾞｰﾀ"], "circle": "own"}
    return {**TEXTS, **given, **changes}


def _saved(people: People, case: SupportCase | None = None, name: str = "goto", **changes: Any) -> KnowledgeArticle:
    home = people.lead_institution if name == "goto" else people.other_institution
    return save_article(
        article_id=None,
        institution_id=home.pk,
        case_id=case.pk if case else None,
        version=0,
        values=_values(**changes),
        actor=people.actor(name),
        at=AT,
    )


def _closed(case: SupportCase, **changes: Any) -> None:
    told = {"reason": "goal_reached", "achieved": "できた", "may_become_story": True, **changes}
    Closing.objects.create(case=case, closed_at=AT, closed_by_label="後藤", **told)


@pytest.mark.parametrize(
    "query",
    [
        "受注",
        "クラウド",
        "くらうど",
        "ｸﾗｳﾄﾞ",
        "fax",
        "ＦＡＸ",
        "データ",
        "ﾃﾞｰﾀ",
        "受注 クラウド",
        "受注　半分",
        "受",
        "続",
        "一つ",
    ],
)
def test_words_are_found_in_every_width_and_kana(people: People, query: str) -> None:
    row = _saved(people)
    assert [each.pk for each in found_articles(articles_visible_to(people.actor("goto")), query)] == [row.pk]


@pytest.mark.parametrize("query", ["在庫", "受注 在庫", "注受", "理管", "%", "_", "受注理"])
def test_what_is_not_there_is_not_found(people: People, query: str) -> None:
    _saved(people)
    assert found_articles(articles_visible_to(people.actor("goto")), query) == []


def test_the_title_counts_most_then_the_tags_then_the_text(people: People) -> None:
    text = _saved(people, title="三", tags=[], challenge="在庫、在庫、在庫")
    tagged = _saved(people, title="二", tags=["在庫"])
    titled = _saved(people, title="在庫の見える化", tags=[])
    found = found_articles(articles_visible_to(people.actor("goto")), "在庫")
    assert [each.pk for each in found] == [titled.pk, tagged.pk, text.pk]


@given(st.text(max_size=40), st.integers(0, 39), st.integers(1, 10))
def test_the_pieces_of_a_part_stand_in_the_grams_of_the_whole(text: str, start: int, length: int) -> None:
    grams = grams_of([text])
    for word in words_of(fold(text)[start : start + length]):
        assert all(piece in grams for piece in pieces_of(word))
        assert rank((word,), title="", tags=(), text=text) > 0


@pytest.mark.parametrize(
    ("field", "text", "what"),
    [
        ("challenge", "青木製作所では", "企業の名前"),
        ("title", "（株）青木製作所の事例", "企業の名前"),
        ("lesson", "青 木 社長が決めた", "人の名前"),
        ("approach", "佐土原町の工場", "所在地"),
        ("effect", "電話は０９８５－００－０００１", "電話番号"),
        ("effect", "法人番号 6999900000011", "法人番号"),
        ("challenge", "ケースc00001の", "ケースの番号"),
        ("tags", ["青木"], "人の名前"),
    ],
)
def test_what_tells_whose_story_it_is_is_refused_with_its_place(
    people: People, field: str, text: Any, what: str
) -> None:
    case = opened_case(people)
    _closed(case)
    posted = _values(**{field: text}, circle="public")
    posted["tags"] = "、".join(posted["tags"])
    answer = signed_in(people.goto).post(f"/support/knowledge/new/?case={case.pk}", posted)
    assert answer.status_code == 409
    assert f"({what})" in answer.content.decode()
    assert not KnowledgeArticle.objects.exists()


def test_ordinary_words_and_figures_pass() -> None:
    secrets = [
        *company_secrets("株式会社青木製作所", "カブシキガイシャアオキセイサクショ", "宮崎県宮崎市佐土原町0-0-0"),
        *people_secrets(["青木 花子"]),
        *number_secrets({"120000000": "決算の数字", "12": "決算の数字", "": "法人番号"}),
    ]
    assert places_found({"効果": "宮崎市の製造業。12時間が6時間に。売上は1億円台。"}, secrets) == []
    found = places_found({"効果": "売上120,000,000円"}, secrets)
    assert [(each.field, each.what) for each in found] == [("効果", "決算の数字")]


@pytest.mark.parametrize(
    "closing", [None, {"may_become_story": False}, {"company_answer": "disagreed", "answered_at": AT}]
)
def test_without_the_companys_leave_a_story_stays_inside(people: People, closing: Any) -> None:
    case = opened_case(people)
    if closing is not None:
        _closed(case, **closing)
    address = f"/support/knowledge/new/?case={case.pk}"
    posted = {**_values(circle="institutions"), "tags": ""}
    assert signed_in(people.goto).post(address, posted).status_code == 409
    assert signed_in(people.goto).post(address, {**posted, "circle": "own"}).status_code == 302
    assert KnowledgeArticle.objects.get().published_on is None


def test_a_company_that_says_otherwise_takes_its_story_back_at_once(people: People) -> None:
    case = opened_case(people)
    _closed(case)
    row = _saved(people, case, circle="public")
    assert [each.id for each in published_stories("")] == [str(row.pk)]
    Closing.objects.update(company_answer="disagreed", answered_at=AT)
    assert published_stories("") == []
    assert not articles_visible_to(people.actor("hara")).exists()
    assert articles_visible_to(people.actor("goto")).exists()


@pytest.mark.parametrize(
    ("circle", "readers"),
    [("own", {"goto"}), ("institutions", {"goto", "hara"}), ("public", {"goto", "hara"})],
)
def test_an_article_reaches_its_circle(people: People, circle: str, readers: set[str]) -> None:
    row = _saved(people, circle=circle)
    assert {name for name in NAMES if articles_visible_to(people.actor(name)).exists()} == readers
    for name in NAMES:
        status = signed_in(people.user(name)).get(f"/support/knowledge/{row.pk}/").status_code
        assert (status == 200) is (name in readers), name


def test_other_floors_get_published_stories_alone_and_nothing_of_the_case(people: People) -> None:
    case = opened_case(people)
    _closed(case)
    _saved(people, circle="institutions", title="機関どうしの受注")
    _saved(people, kind="tool", circle="public", title="受注の道具")
    _saved(people, case, circle="public")
    stories = published_stories("じゅちゅう") or published_stories("受注")
    assert [each.title for each in stories] == [TEXTS["title"]]
    assert not hasattr(stories[0], "case")
    assert people.company.name not in repr(stories)
    assert published_stories("") == stories


def test_who_saved_in_between_is_shown_and_not_overwritten(people: People) -> None:
    row = _saved(people)
    goto, address = signed_in(people.goto), f"/support/knowledge/{row.pk}/change/"
    posted = {**_values(title="一人目の題名"), "tags": "", "version": 1}
    assert goto.post(address, posted).status_code == 302
    answer = goto.post(address, {**posted, "title": "二人目の題名"})
    assert answer.status_code == 409
    assert "一人目の題名" in answer.content.decode()
    assert "二人目の題名" in answer.content.decode()
    assert KnowledgeArticle.objects.get().title == "一人目の題名"


def test_only_the_author_changes_an_article_and_the_search_follows(people: People) -> None:
    row = _saved(people, circle="public")
    posted = {**_values(title="在庫"), "tags": "", "version": 1, "circle": "public"}
    assert signed_in(people.hara).post(f"/support/knowledge/{row.pk}/change/", posted).status_code == 409
    assert signed_in(people.goto).post(f"/support/knowledge/{row.pk}/change/", posted).status_code == 302
    page = signed_in(people.hara).get("/support/knowledge/", {"q": "在庫", "industry": "E", "size": "6–20人"})
    assert "在庫" in page.content.decode().split("1件")[1]
    assert (
        "この条件に合う知見はありません"
        in signed_in(people.hara).get("/support/knowledge/?industry=A").content.decode()
    )
    assert signed_in(people.hara).get("/support/knowledge/?industry=ZZ").status_code == 422


def test_the_catalogue_is_everybodys_to_read_and_its_authors_to_change(people: People) -> None:
    posted = {"name": "記帳の代行", "provider": "見本社", "relieves": "経理", "is_offered": "on"}
    assert signed_in(people.goto).post("/support/catalogue/new/", posted).status_code == 302
    row = CatalogueService.objects.get()
    assert "記帳の代行" in signed_in(people.hara).get("/support/catalogue/").content.decode()
    assert signed_in(people.hara).get(f"/support/catalogue/{row.pk}/").status_code == 404
    assert signed_in(people.goto).post(f"/support/catalogue/{row.pk}/", {**posted, "name": ""}).status_code == 422
    assert signed_in(people.goto).post(f"/support/catalogue/{row.pk}/", {**posted, "is_offered": ""}).status_code == 302
    assert "記帳の代行" not in signed_in(people.hara).get("/support/catalogue/").content.decode()
    assert signed_in(people.aoki).get("/support/catalogue/").status_code == 404
