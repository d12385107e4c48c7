"""Numbers that others issue: real ones are read however they are typed, slips are answered in Japanese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.identifiers import (
    CorporateNumber,
    IdentifierError,
    IdentifierWhy,
    PhoneNumber,
    RegistrationNumber,
    has_check_digit,
    parse_corporate_number,
    parse_phone,
    parse_postal_code,
    parse_registration_number,
)
from tests.kernel.reading import value_or_refusal

REAL_CORPORATE_NUMBERS = ["7000012050002", "7010001008844", "1180301018771", "3010001205734", "4000012090001"]
HYPHENS = "-‐‑‒–—―−－ー"
WIDE = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
)
PARSERS = [parse_corporate_number, parse_registration_number, parse_postal_code, parse_phone]
TWELVE = st.text(alphabet="0123456789", min_size=12, max_size=12)
THIRTEEN = st.text(alphabet="0123456789", min_size=13, max_size=13)


def why_refused(parse: object, text: str) -> IdentifierWhy:
    assert callable(parse)
    with pytest.raises(IdentifierError) as caught:
        parse(text)
    assert caught.value.sentence.endswith("。")
    return caught.value.why


def check_digit_by_the_ordinance(twelve: str) -> int:
    """The formula as the ordinance prints it, written out once more, by hand and apart from the library."""
    total = sum(int(twelve[12 - n]) * (1 if n % 2 else 2) for n in range(1, 13))
    return 9 - total % 9


# 法人番号


@pytest.mark.parametrize("number", REAL_CORPORATE_NUMBERS)
def test_real_corporate_numbers_are_read(number: str) -> None:
    assert parse_corporate_number(number) == number
    assert parse_corporate_number(number.translate(WIDE)) == number
    assert parse_corporate_number(f"\u3000{number[0]}－{number[1:5]}ー{number[5:9]} {number[9:]}\n") == number


@pytest.mark.parametrize("number", REAL_CORPORATE_NUMBERS)
def test_weights_the_other_way_round_would_refuse_real_numbers(number: str) -> None:
    reversed_weights = sum(int(number[13 - n]) * (2 if n % 2 else 1) for n in range(1, 13))
    assert int(number[0]) == check_digit_by_the_ordinance(number[1:])
    assert int(number[0]) != 9 - reversed_weights % 9


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1234567890123", IdentifierWhy.CHECK_DIGIT),  # 9 would be right
        ("0000000000000", IdentifierWhy.CHECK_DIGIT),
        ("7000012050020", IdentifierWhy.CHECK_DIGIT),
        ("700001205000", IdentifierWhy.TWELVE_DIGITS),
        ("0000-1205-0002", IdentifierWhy.TWELVE_DIGITS),
        ("70000120500021", IdentifierWhy.WRONG_LENGTH),
        ("7", IdentifierWhy.WRONG_LENGTH),
        ("T7000012050002", IdentifierWhy.NOT_DIGITS),
        ("7000012050OO2", IdentifierWhy.NOT_DIGITS),
        ("７00001205000②", IdentifierWhy.NOT_DIGITS),
        ("7000012050002\x00", IdentifierWhy.NOT_DIGITS),
        ("٧٠٠٠٠١٢٠٥٠٠٠٢", IdentifierWhy.NOT_DIGITS),
        ("ー", IdentifierWhy.NOT_DIGITS),
    ],
)
def test_what_is_no_corporate_number_is_refused_for_its_reason(text: str, why: IdentifierWhy) -> None:
    assert why_refused(parse_corporate_number, text) is why


def test_twelve_digits_may_be_a_personal_number_which_is_never_collected() -> None:
    with pytest.raises(IdentifierError, match="マイナンバー"):
        parse_corporate_number("123456789018")


@given(TWELVE)
def test_the_library_follows_the_ordinance(twelve: str) -> None:
    right = check_digit_by_the_ordinance(twelve)
    assert 1 <= right <= 9
    assert [digit for digit in range(10) if has_check_digit(f"{digit}{twelve}")] == [right]


@given(TWELVE, st.integers(1, 12), st.integers(1, 8))
def test_one_mistyped_digit_is_noticed_save_where_nine_hides_it(twelve: str, place: int, step: int) -> None:
    number = f"{check_digit_by_the_ordinance(twelve)}{twelve}"
    slip = str((int(number[place]) + step) % 10)
    mistyped = number[:place] + slip + number[place + 1 :]
    # The check counts by nine, so 0 for 9 is the one slip of a digit it cannot see.
    assert has_check_digit(mistyped) is ({number[place], slip} == {"0", "9"})


# 登録番号


@pytest.mark.parametrize("number", REAL_CORPORATE_NUMBERS)
@pytest.mark.parametrize("shape", ["T{}", "t{}", "Ｔ{}", "ｔ{}", " T-{} ", "T {}"])
def test_a_corporations_registration_number_is_its_corporate_number(number: str, shape: str) -> None:
    registration = parse_registration_number(shape.format(number))
    assert registration == RegistrationNumber(f"T{number}")
    assert registration.warning is None
    assert registration.warning_sentence == ""
    assert registration.is_of(parse_corporate_number(number))


def test_another_corporations_registration_number_is_told_apart() -> None:
    registration = parse_registration_number("T7000012050002")
    assert not registration.is_of(parse_corporate_number("7010001008844"))


def test_a_persons_registration_number_fails_the_check_and_is_only_warned_of() -> None:
    registration = parse_registration_number("Ｔ１２３４５６７８９０１２３")
    assert registration.text == "T1234567890123"
    assert registration.warning is IdentifierWhy.CHECK_DIGIT
    assert "個人事業者の番号であれば問題ありません" in registration.warning_sentence
    assert not registration.is_of(CorporateNumber("9234567890123"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("7000012050002", IdentifierWhy.NO_T),
        ("X7000012050002", IdentifierWhy.NO_T),
        ("T", IdentifierWhy.NOT_DIGITS),
        ("TT700001205000", IdentifierWhy.NOT_DIGITS),
        ("T70000120500O2", IdentifierWhy.NOT_DIGITS),
        ("T700001205000", IdentifierWhy.WRONG_LENGTH),
        ("T70000120500022", IdentifierWhy.WRONG_LENGTH),
    ],
)
def test_what_is_no_registration_number_is_refused_for_its_reason(text: str, why: IdentifierWhy) -> None:
    assert why_refused(parse_registration_number, text) is why


@given(THIRTEEN)
def test_any_thirteen_digits_may_be_a_persons_number(digits: str) -> None:
    registration = parse_registration_number(f"T{digits}")
    assert (registration.warning is None) is has_check_digit(digits)
    assert bool(registration.warning_sentence) is bool(registration.warning)


# 郵便番号


@pytest.mark.parametrize("hyphen", [*HYPHENS, "", " ", "\u3000", " − "])
def test_a_postal_code_is_read_with_any_hyphen(hyphen: str) -> None:
    assert parse_postal_code(f"880{hyphen}0303") == "880-0303"
    assert parse_postal_code(f"〒８８０{hyphen}０３０３") == "880-0303"


def test_the_guides_own_postal_code_is_read() -> None:
    assert parse_postal_code("〒880 − 0303") == "880-0303"
    assert parse_postal_code(" 〒 880-0303 ") == "880-0303"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("880-030", IdentifierWhy.WRONG_LENGTH),
        ("880-03030", IdentifierWhy.WRONG_LENGTH),
        ("880", IdentifierWhy.WRONG_LENGTH),
        ("88o-0303", IdentifierWhy.NOT_DIGITS),
        ("880/0303", IdentifierWhy.NOT_DIGITS),
        ("〒", IdentifierWhy.NOT_DIGITS),
        ("〒〒8800303", IdentifierWhy.NOT_DIGITS),
    ],
)
def test_what_is_no_postal_code_is_refused_for_its_reason(text: str, why: IdentifierWhy) -> None:
    assert why_refused(parse_postal_code, text) is why


@given(st.text(alphabet="0123456789", min_size=7, max_size=7), st.sampled_from(HYPHENS))
def test_a_postal_code_reads_back(digits: str, hyphen: str) -> None:
    code = parse_postal_code(digits)
    assert code == f"{digits[:3]}-{digits[3:]}"
    assert parse_postal_code(code) == code
    assert parse_postal_code(code.replace("-", hyphen).translate(WIDE)) == code


# 電話番号


@pytest.mark.parametrize(
    "text",
    [
        "0985-12-3456",
        "0985123456",
        "0985(12)3456",
        "(0985)12-3456",
        "（０９８５）１２−３４５６",
        "０９８５ー１２ー３４５６",
        "0985 12 3456",
        "0985.12.3456",
        "09-8512-3456",
        "+81-985-12-3456",
        "+81 985 12 3456",
        "＋８１９８５１２３４５６",
        "+81 (0)985-12-3456",
        "+81-0985-12-3456",
        "(+81)985-12-3456",
    ],
)
def test_one_number_however_it_is_typed(text: str) -> None:
    phone = parse_phone(text)
    assert phone == PhoneNumber("0985123456", "")
    assert phone.text == "0985-12-3456"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("09012345678", "090-1234-5678"),
        ("090-12345678", "090-1234-5678"),
        ("08012345678", "080-1234-5678"),
        ("07012345678", "070-1234-5678"),
        ("06012345678", "060-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("0120444444", "0120-444-444"),
        ("0570000123", "0570-000-123"),
        ("08001234567", "0800-123-4567"),
        ("0312345678", "03-1234-5678"),
        ("0612345678", "06-1234-5678"),
        ("0982331234", "0982-33-1234"),
        ("0987221234", "0987-22-1234"),
        ("092-123-4567", "092-123-4567"),
        ("(092)123-4567", "092-123-4567"),
        ("01267-1-2345", "01267-1-2345"),
        ("0921234567", "0921234567"),
        ("0-9-2-1-2-3-4-5-6-7", "0921234567"),
        ("+81 92 123 4567", "092-123-4567"),
    ],
)
def test_a_number_is_divided_as_its_beginning_or_its_writer_divides_it(text: str, shown: str) -> None:
    assert parse_phone(text).text == shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("098512345", IdentifierWhy.WRONG_LENGTH),
        ("09851234567", IdentifierWhy.WRONG_LENGTH),
        ("0901234567", IdentifierWhy.WRONG_LENGTH),
        ("090123456789", IdentifierWhy.WRONG_LENGTH),
        ("0012345678", IdentifierWhy.WRONG_LENGTH),
        ("02012345678", IdentifierWhy.WRONG_LENGTH),
        ("01012345678", IdentifierWhy.WRONG_LENGTH),
        ("0", IdentifierWhy.WRONG_LENGTH),
        ("12-3456", IdentifierWhy.NOT_A_PHONE),
        ("110", IdentifierWhy.NOT_A_PHONE),
        ("0985-12-3456 内線12", IdentifierWhy.NOT_A_PHONE),
        ("0985-12-3456#12", IdentifierWhy.NOT_A_PHONE),
        ("0985-12-34五6", IdentifierWhy.NOT_A_PHONE),
        ("0985-12-3456\x00", IdentifierWhy.NOT_A_PHONE),
        ("なし", IdentifierWhy.NOT_A_PHONE),
        ("-", IdentifierWhy.NOT_A_PHONE),
        ("+1-202-555-0143", IdentifierWhy.FOREIGN_PHONE),
        ("+86 10 1234 5678", IdentifierWhy.FOREIGN_PHONE),
    ],
)
def test_what_is_no_telephone_number_is_refused_for_its_reason(text: str, why: IdentifierWhy) -> None:
    assert why_refused(parse_phone, text) is why


@given(st.from_regex(r"0[1-9][1-9][0-9]{7}|0[5-9]0[0-9]{8}", fullmatch=True))
def test_what_is_shown_reads_back_as_the_same_number(digits: str) -> None:
    phone = parse_phone(digits)
    assert phone.digits == digits
    assert phone.text.replace("-", "") == digits
    assert parse_phone(phone.text) == phone
    assert parse_phone(phone.text.translate(WIDE)).text == phone.text
    assert parse_phone(f"+81{digits[1:]}") == phone


# All of them


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n"])
def test_an_empty_field_is_asked_for(parse: object, text: str) -> None:
    assert why_refused(parse, text) is IdentifierWhy.EMPTY


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("text", ["7" * 61, "7000012050002" + " " * 60 + "x", "0" * 10_000_000])
def test_an_endless_paste_is_refused_before_it_is_read(parse: object, text: str) -> None:
    assert why_refused(parse, text) is IdentifierWhy.TOO_LONG


@pytest.mark.parametrize("parse", PARSERS)
@given(text=st.text(max_size=70))
def test_any_text_is_a_number_or_a_reasoned_refusal(parse: object, text: str) -> None:
    assert callable(parse)
    value = value_or_refusal(parse, text)
    if isinstance(value, IdentifierError):
        assert isinstance(value.why, IdentifierWhy)
        assert value.sentence
    else:
        assert isinstance(value, str | RegistrationNumber | PhoneNumber)
