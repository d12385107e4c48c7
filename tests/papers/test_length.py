"""Nothing is ever cut: every letter of every input, however long, stands inside the printable area of some page."""

from collections.abc import Callable
from typing import Any

from tests.papers.conftest import sample_of, sample_pdf
from tests.papers.reading import letters, page_sizes, page_texts

MARGIN = 20
LEFT_MARGIN = 25
# A letter's ink may touch the edge of the area that its line box keeps.
SLACK = 0.5
# Counted, because it stands in no template and in no other text.
TALLY = "畢"
# Metadata; bars of a chart; what stands there only instead of something else; a number that this paper has not.
NOT_TEXT_OF_A_PAGE = ("issued_at", "document_title", ".cells", ".groups.empty")
LONG_NAME = "髙﨑𠮷㈱" * 15


def _outside(pdf: bytes) -> list[str]:
    """Return the letters of the body and the margins that leave the paper's edges or its sides."""
    sizes = page_sizes(pdf)
    found = []
    for letter in letters(pdf):
        width, height = sizes[letter.page]
        left = LEFT_MARGIN if height > width else MARGIN
        inside = letter.left >= left - SLACK and letter.right <= width - MARGIN + SLACK
        on_paper = letter.top > 5 and letter.bottom < height - 5
        if not (inside and on_paper):
            found.append(f"p.{letter.page + 1} {letter.text} {letter.left:.1f}-{letter.right:.1f} {letter.bottom:.1f}")
    return found


def _lengthened(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _lengthened(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_lengthened(inner, text) for inner in value]
    return text if value not in ("□", "■", "") else value


def test_samples_keep_their_margins(pdf: bytes) -> None:
    assert _outside(pdf) == []


def test_sixty_letter_names_everywhere_keep_their_margins(kind_name: str, changed: Callable[..., bytes]) -> None:
    data = sample_of(kind_name)
    parts = {key: value for key, value in data.items() if isinstance(value, dict | list)}
    parts = {key: _lengthened(value, LONG_NAME) for key, value in parts.items()}
    if "plan" in parts:
        parts["plan"]["schedule"] = data["plan"]["schedule"]
        parts["plan"]["months"] = data["plan"]["months"]
    made = changed(kind_name, **parts)
    assert _outside(made) == []
    expected = str(parts).count(LONG_NAME)
    assert "".join(page_texts(made)).count("𠮷") >= expected * 15


def test_long_text_flows_over_pages_and_no_sentence_is_lost(changed: Callable[..., bytes]) -> None:
    sentences = 180
    text = "\n".join(f"受注の入力に月{number}時間を使っている{TALLY}。" for number in range(sentences))
    data = sample_of("application")
    data["plan"]["company_profile"] = text
    data["plan"]["challenges"][1]["present"] = text
    data["plan"]["solutions"][0]["effect"] = text
    data["budget"]["lines"][3]["subscription"] = text
    data["project"]["exclusive_use"] = text
    made = changed("application", plan=data["plan"], budget=data["budget"], project=data["project"])
    assert "".join(page_texts(made)).count(TALLY) == sentences * 5
    assert _outside(made) == []
    assert len(page_sizes(made)) > len(page_sizes(sample_pdf("application"))) + 5


def test_a_head_is_repeated_on_every_page_of_its_table(changed: Callable[..., bytes]) -> None:
    budget = sample_of("application")["budget"]
    budget["lines"] = budget["lines"] * 5
    texts = page_texts(changed("application", budget=budget))
    pages = [text for text in texts if "無線LAN設置工事" in text and "(税込)" in text and "費目別の集計" not in text]
    assert len(pages) >= 4
    assert all("品名・内容・仕様" in text and "消費税額" in text for text in pages)


def test_a_word_without_spaces_stays_in_its_column(changed: Callable[..., bytes]) -> None:
    requirements = sample_of("application")["requirements"] | {"partnership_address": "https://example.jp/" + "a" * 400}
    assert _outside(changed("application", requirements=requirements)) == []


def _numbered(value: Any, tokens: list[str], path: str = "$") -> Any:
    """Return the value with a token of its own in every text, noting the tokens."""
    if isinstance(value, dict):
        return {key: _numbered(inner, tokens, f"{path}.{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbered(inner, tokens, path) for inner in value]
    if value in ("□", "■") or path.endswith(NOT_TEXT_OF_A_PAGE):
        return value
    tokens.append(f"T{len(tokens):04}")
    return tokens[-1]


def test_every_field_of_a_view_model_is_printed(kind_name: str, changed: Callable[..., bytes]) -> None:
    tokens: list[str] = []
    sample = sample_of(kind_name)
    if not sample["number"]:
        del sample["number"]
    text = "".join(page_texts(changed(kind_name, **_numbered(sample, tokens))))
    assert len(tokens) > 20
    assert [token for token in tokens if token not in text] == []
