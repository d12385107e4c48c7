"""Names are kept as their bearers write them; only what nothing can hold or print is refused."""

import ast
import inspect
import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kernel.entry
from kernel.entry import EntryError, TextError, TextWhy, clean_name, clean_prose
from kernel.identifiers import IdentifierError
from kernel.wareki import WarekiError, WarekiWhy
from kernel.width import NumberError
from tests.kernel.reading import value_or_refusal

PRINTABLE = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cf"])
BLANKS = st.text(alphabet=" \t\r\n\u00a0\u2003\u200b\u3000\ufeff", max_size=5)
CONTROL = st.characters(categories=["Cc", "Cs"]).filter(lambda character: character not in "\t\r\n")


@pytest.mark.parametrize(
    "name",
    [
        "髙﨑𠮷㈱",
        "髙橋 﨑子",
        "\ufa19田神社",  # 神 as a compatibility ideograph, which every normal form would replace
        "\ufa10本",  # 塚 likewise
        "𠮷野家",
        "葛\U000e0100城",  # a variation selector is part of the name
        "邊\U000e0103",
        "ＡＢＣ商事（株）",
        "ﾐﾔｻﾞｷｿﾌﾄ",
        "㈲サトウ・ｶ゛ス",
        "か\u3099まだ",  # a combining mark that composing would swallow
        "五ヶ瀬ワイナリー",
        "ソニー・テクノ−ル",
        "株式会社\u3000宮崎ソフト",
        "Ⅲ工業№１㍻",
        "O'Brien & Söhne",
    ],
)
def test_a_name_is_untouched(name: str) -> None:
    assert clean_name(name) == name
    assert clean_prose(name) == name


@pytest.mark.parametrize("code", [0x9, 0xA, 0xD, 0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF])
def test_every_blank_is_dropped_at_the_edges_and_nowhere_else(code: int) -> None:
    blank = chr(code)
    assert clean_name(f"{blank}髙﨑{blank}{blank}") == "髙﨑"
    if code not in (0x9, 0xA, 0xD):
        assert clean_name(f"髙{blank}﨑") == f"髙{blank}﨑"


@given(BLANKS, st.text(alphabet=st.one_of(PRINTABLE, st.sampled_from(" \u3000\u200d")), max_size=60), BLANKS)
def test_only_outer_blanks_go(before: str, name: str, after: str) -> None:
    cleaned = clean_name(before + name + after)
    assert cleaned == name.strip(" \u3000")
    assert clean_name(cleaned) == cleaned


@given(st.characters(categories=["Lo", "Lm", "Ll", "Lu", "Mn", "Nd", "No", "Nl", "Po", "So", "Sm", "Co"]))
def test_no_character_of_a_name_is_ever_replaced(character: str) -> None:
    assert clean_name(f"髙{character}﨑") == f"髙{character}﨑"


def test_the_module_of_names_knows_no_folding() -> None:
    tree = ast.parse(inspect.getsource(kernel.entry))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert "jaconv" not in imported
    assert not attributes & {"normalize", "translate", "casefold", "upper", "lower"}


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\t", "\x0b", "\x1b", "\x1f", "\x7f", "\x85", "\ud842"], ids=ascii
)
def test_a_control_character_within_a_name_is_refused(character: str) -> None:
    with pytest.raises(TextError) as caught:
        clean_name(f"宮崎{character}ソフト")
    assert caught.value.why is TextWhy.CONTROL_CHARACTER


@pytest.mark.parametrize("character", ["\x00", "\x1c", "\x1f", "\x85"])
def test_a_control_character_at_the_edge_is_no_blank(character: str) -> None:
    for name in (f"宮崎{character}", f"{character}宮崎", f" {character} "):
        with pytest.raises(TextError):
            clean_name(name)


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c"])
def test_a_mark_of_direction_is_refused(mark: str) -> None:
    for clean in (clean_name, clean_prose):
        with pytest.raises(TextError) as caught:
            clean(f"金1,000{mark}円")
        assert caught.value.why is TextWhy.CONTROL_CHARACTER


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\u2028", "\u2029"])
def test_a_name_is_one_line(line_break: str) -> None:
    with pytest.raises(TextError) as caught:
        clean_name(f"宮崎{line_break}ソフト")
    assert caught.value.why is TextWhy.LINE_BREAK
    assert str(caught.value) == "改行は使えません。1行で入力してください。"


@given(st.text(alphabet=PRINTABLE, max_size=20), CONTROL, st.text(alphabet=PRINTABLE, max_size=20))
def test_control_characters_are_refused_wherever_they_stand(before: str, control: str, after: str) -> None:
    for clean in (clean_name, clean_prose):
        with pytest.raises(TextError):
            clean(before + control + after)


def test_prose_keeps_its_lines_and_loses_the_carriage_returns() -> None:
    assert clean_prose("\u3000現状\r\n\r\n・手作業\t多い\r髙﨑 \n") == "現状\n\n・手作業\t多い\n髙﨑"


@given(st.text(alphabet=st.one_of(PRINTABLE, st.sampled_from("\r\n\t \u3000"))))
def test_prose_is_stable_and_every_visible_character_stays(text: str) -> None:
    cleaned = clean_prose(text)
    assert clean_prose(cleaned) == cleaned
    assert "\r" not in cleaned
    assert "".join(cleaned.split()) == "".join(text.split())


@given(st.text())
def test_any_text_is_kept_or_refused_and_what_is_kept_can_be_stored(text: str) -> None:
    cleaned = value_or_refusal(clean_prose, text)
    if isinstance(cleaned, EntryError):
        assert isinstance(cleaned, TextError)
    else:
        cleaned.encode()
        assert "\x00" not in cleaned
        assert not {unicodedata.category(character) for character in cleaned if character not in "\n\t"} & {"Cc", "Cs"}


def test_a_long_paste_is_read_once() -> None:
    paste = "髙﨑" * 3_000_000
    assert clean_prose(paste) == clean_name(paste) == paste


@pytest.mark.parametrize("kind", [TextError, WarekiError, NumberError, IdentifierError])
def test_one_class_catches_every_refusal(kind: type[EntryError]) -> None:
    assert issubclass(kind, EntryError)
    assert issubclass(kind, ValueError)


def test_a_refusal_survives_a_journey_between_processes() -> None:
    refusal = WarekiError(WarekiWhy.EMPTY, "日付を入力してください。")
    copy = pickle.loads(pickle.dumps(refusal))
    assert (type(copy), copy.why, str(copy)) == (WarekiError, WarekiWhy.EMPTY, "日付を入力してください。")
