"""The papers of the procedure: everything said is printed, nothing else can be said, and blanks stay blanks."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from records.papers.registry import kind_named
from records.papers.rendering import render
from tests.papers.conftest import OF_PROCEDURE, sample_of, sample_pdf
from tests.papers.reading import page_sizes, page_texts

BOXES = ("□", "■")
REQUESTS = ("performance_report", "payment_claim", "change_request", "abandonment_request")
NOTICES = ("receipt_notice", "grant_notice", "refusal_notice", "finalization_notice", "change_approval_notice")
# The title of the document, its only clock, and the mark at the head stand elsewhere than in the text.
METADATA = ("issued_at", "document_title", "mark")
REQUIRED = ("issued_at", "issued_label", "document_title", "subsidy_name", "heading", "received_at", "matter", "ruling")


def _rare_letters() -> Iterator[str]:
    """Yield letters that no template and no sample holds: the second level of the Japanese standard."""
    for row in range(0xD0, 0xF4):
        for cell in range(0xA1, 0xFF):
            yield bytes((row, cell)).decode("euc_jp")


def _lettered(value: Any, letters: Iterator[str]) -> Any:
    """Replace every text by a letter of its own."""
    if isinstance(value, dict):
        return {key: _lettered(inner, letters) for key, inner in value.items()}
    if isinstance(value, list):
        return [_lettered(inner, letters) for inner in value]
    return next(letters) if value not in ("", *BOXES) else value


def _leaves(value: Any) -> Iterator[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, str):
        yield value
    for each in inner:
        yield from _leaves(each)


def _blank(name: str) -> str:
    """Return a kind with nothing but what it needs, as text."""
    sample = sample_of(name)
    fields = kind_named(name).view_model.model_fields
    needed = {key: sample[key] for key in (*REQUIRED, "number") if key in fields and key in sample}
    return _text(name, needed)


def _text(name: str, data: dict[str, Any]) -> str:
    kind = kind_named(name)
    return "".join(page_texts(render(kind, kind.view_model.model_validate_json(json.dumps(data))).data))


@pytest.mark.parametrize("name", OF_PROCEDURE)
def test_the_sample_names_every_field(name: str) -> None:
    """The sample is the golden of its view-model: a field added without an example is noticed."""
    paper = kind_named(name).view_model.model_validate_json(kind_named(name).sample())
    assert json.loads(paper.canonical()) == sample_of(name)


@pytest.mark.parametrize("name", OF_PROCEDURE)
def test_every_value_of_a_view_model_stands_on_its_paper(name: str) -> None:
    data = sample_of(name)
    said = {key: value for key, value in data.items() if key not in METADATA}
    lettered = _lettered(said, _rare_letters())
    text = _text(name, lettered | {key: data[key] for key in METADATA})
    missing = [leaf for leaf in _leaves(lettered) if leaf not in ("", *BOXES) and leaf not in text]
    assert missing == []


@pytest.mark.parametrize("name", [*REQUESTS, *NOTICES])
def test_a_letter_has_its_frame(name: str) -> None:
    text = "".join(page_texts(sample_pdf(name)))
    sample = sample_of(name)
    assert sample["subsidy_name"].replace(" ", "") + sample["heading"] in text
    assert "記" in text
    assert "以上" in text
    assert "".join(sample["addressee"]["lines"]).replace(" ", "").replace("㈱", "(株)") in text


@pytest.mark.parametrize("name", REQUESTS)
def test_a_blank_request_is_a_sheet_to_write_on(name: str) -> None:
    text = _blank(name)
    assert "令和年月日付け第号で交付決定の通知を受けた" in text
    assert "(1)(2)(3)" in text
    assert "所在地名称代表者法人番号" in text
    assert "「」" not in text


@pytest.mark.parametrize("name", NOTICES)
def test_a_blank_notice_promises_nothing(name: str) -> None:
    text = _blank(name)
    assert "「」" not in text
    assert "お問い合わせ先" not in text
    assert "教示" not in text


def test_amounts_without_a_value_are_blanks() -> None:
    assert "請求する額金円" in _blank("payment_claim")
    assert "補助金の確定額金円" in _blank("finalization_notice")


@pytest.mark.parametrize("name", NOTICES)
def test_seal_and_appeal_are_printed_only_where_the_grantor_wants_them(
    name: str, changed: Callable[..., bytes]
) -> None:
    assert "教示" not in "".join(page_texts(sample_pdf(name)))
    issuer = sample_of(name)["issuer"] | {"seal": "印", "note": "(公印を省略)"}
    text = "".join(page_texts(changed(name, issuer=issuer, appeal="不服のあるときの申出の方法")))
    assert "(公印を省略)印" in text
    assert "教示不服のあるときの申出の方法" in text


def test_a_sender_gets_a_place_for_a_seal_only_when_asked_for(changed: Callable[..., bytes]) -> None:
    sender = sample_of("payment_claim")["sender"] | {"seal": "㊞"}
    assert "髙﨑𠮷彦印" in "".join(page_texts(changed("payment_claim", sender=sender))).replace("(印)", "印")


@pytest.mark.parametrize("secret", ["score", "rank", "reason_code", "comment", "cutoff", "total"])
@pytest.mark.parametrize("name", ["grant_notice", "refusal_notice"])
def test_a_decision_has_no_place_for_what_the_screening_knows(name: str, secret: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        kind_named(name).view_model.model_validate_json(json.dumps(sample_of(name) | {secret: "58"}))


def test_a_refusal_without_a_public_reason_has_no_item_for_it(changed: Callable[..., bytes]) -> None:
    text = "".join(page_texts(changed("refusal_notice", public_reason="")))
    assert "2決定の内容補助金を交付しない。以上" in text


def test_the_register_lies_on_its_side_and_the_letters_stand() -> None:
    assert all(width > height for width, height in page_sizes(sample_pdf("asset_register")))
    for name in (*REQUESTS, *NOTICES):
        texts = page_texts(sample_pdf(name))
        for text, (width, height) in zip(texts, page_sizes(sample_pdf(name)), strict=True):
            is_wide_table = "決定時の補助対象経費" in text or "証拠書類No.見積日" in text or "発注(契約)日" in text
            assert (width > height) is is_wide_table


def test_the_register_has_eighteen_columns_on_every_page(changed: Callable[..., bytes]) -> None:
    heads = (
        "No.",
        "財産の区分",
        "財産名",
        "規格・型番・製造番号",
        "数量",
        "単価(税抜)",
        "取得価格(税抜)",
        "うち補助対象経費",
    )
    more = ("補助率", "補助金充当額", "取得(検収)年月日", "支払年月日", "設置・保管場所", "耐用年数", "取得先", "備考")
    assets = sample_of("asset_register")["assets"] * 20
    numbered = [asset | {"number": str(number)} for number, asset in enumerate(assets, 1)]
    texts = page_texts(changed("asset_register", assets=numbered))
    pages = [text for text in texts if "業務用サーバー" in text]
    assert len(pages) >= 5
    assert all(head in text for text in pages for head in (*heads, *more, "処分制限期間の終了日", "処分の状況"))
    assert "".join(texts).count("業務用サーバー") == 20
    assert sum("合計" in text for text in texts) == 1


def test_a_receipt_prints_every_hash_whole(changed: Callable[..., bytes]) -> None:
    name = "㈱日向ソフトウェア_" + "見積書" * 95 + ".pdf"
    files = [
        {"number": str(number), "purpose": "見積書", "name": name, "size": "412 KB", "sha256": f"{number:064x}"}
        for number in range(1, 61)
    ]
    texts = page_texts(changed("receipt_notice", files=files))
    assert all(f"{number:064x}" in "".join(texts) for number in range(1, 61))
    assert all("ファイル名とSHA-256" in text for text in texts[1:])


def test_digits_of_an_account_stand_one_to_a_box(changed: Callable[..., bytes]) -> None:
    text = "".join(page_texts(sample_pdf("payment_claim")))
    account = sample_of("payment_claim")["account"]
    assert f"金融機関コード{account['bank_code']}" in text
    assert f"口座番号{account['account_number']}" in text
    account = account | {"account_number": "123"}
    assert re.search(r"口座番号123口座名義\(カナ\)", "".join(page_texts(changed("payment_claim", account=account))))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("grant_notice", ("conditions", 2, "sentence")),
        ("grant_notice", ("assessment", "lines", 2, "reason")),
        ("refusal_notice", ("public_reason",)),
        ("performance_report", ("outcome", "summary")),
        ("performance_report", ("settlement", "lines", 3, "description")),
        ("change_request", ("reason",)),
        ("change_request", ("changes", 0, "after")),
        ("abandonment_request", ("progress",)),
        ("asset_register", ("assets", 1, "disposal")),
        ("finalization_notice", ("claim",)),
        ("change_approval_notice", ("changes", 0, "after")),
    ],
)
def test_the_longest_text_flows_on_and_no_sentence_is_lost(name: str, path: tuple[Any, ...]) -> None:
    sentences = 280
    data = sample_of(name)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = "\n".join(f"倉庫の棚番号{number:03}の確認を終えた{'の' * 12}畢。" for number in range(sentences))
    text = _text(name, data)
    assert text.count("畢") >= sentences
    assert all(f"棚番号{number:03}" in text for number in range(sentences))
