"""Numbers that others issue: 法人番号, 登録番号, 郵便番号, 電話番号. Read in either width, kept in one form."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from stdnum.exceptions import ValidationError
from stdnum.jp import cn

from kernel.entry import EntryError
from kernel.width import fold_code

CorporateNumber = NewType("CorporateNumber", str)
PostalCode = NewType("PostalCode", str)


class IdentifierWhy(StrEnum):
    """Why a number was refused, or what it warns of."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    TWELVE_DIGITS = "twelve_digits"
    CHECK_DIGIT = "check_digit"
    NO_T = "no_t"
    NOT_A_PHONE = "not_a_phone"
    FOREIGN_PHONE = "foreign_phone"


class IdentifierError(EntryError):
    """A number cannot be the kind of number that was asked for."""

    why: IdentifierWhy


# No number of these kinds is longer, however generously it is spaced.
_LONGEST = 60
_LOOSE = str.maketrans("", "", " -")
_CORPORATE_DIGITS = 13
_TWELVE_DIGITS = 12
_POSTAL_DIGITS = 7


def parse_corporate_number(text: str) -> CorporateNumber:
    """法人番号: 13 digits, the first of which checks the other twelve (法人番号の指定等に関する省令).

    Weights 1 and 2 alternate from the last digit; the check digit is 9 less the remainder by 9. Twelve digits
    get their own refusal, since they may be the register's number or a personal number, which we never collect.
    """
    digits = _digits_of(text, "法人番号を入力してください。")
    if not _is_digits(digits):
        raise IdentifierError(IdentifierWhy.NOT_DIGITS, "法人番号は13桁の数字で入力してください。")
    if len(digits) == _TWELVE_DIGITS:
        raise IdentifierError(IdentifierWhy.TWELVE_DIGITS, _TWELVE_SENTENCE)
    if len(digits) != _CORPORATE_DIGITS:
        raise IdentifierError(IdentifierWhy.WRONG_LENGTH, f"法人番号は13桁です。入力された数字は{len(digits)}桁です。")
    if not has_check_digit(digits):
        raise IdentifierError(
            IdentifierWhy.CHECK_DIGIT, "法人番号に誤りがあります。数字の打ち間違いがないか確かめてください。"
        )
    return CorporateNumber(digits)


_TWELVE_SENTENCE = (
    "法人番号は13桁です。12桁の会社法人等番号ではなく、法人番号を入力してください。"
    "個人番号(マイナンバー)は入力しないでください。"
)


def has_check_digit(digits: str) -> bool:
    """Whether thirteen digits satisfy the check digit of 法人番号."""
    try:
        cn.validate(digits)
    except ValidationError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """登録番号 of a qualified invoice issuer (適格請求書発行事業者): T and thirteen digits.

    A corporation's digits are its 法人番号. A person's digits come from elsewhere and follow no published check,
    so a failing check digit is a warning that a human reads, never a refusal.
    """

    text: str

    @property
    def warning(self) -> IdentifierWhy | None:
        """CHECK_DIGIT where the digits can be no 法人番号, so that the holder must be a person or a slip."""
        return None if has_check_digit(self.text[1:]) else IdentifierWhy.CHECK_DIGIT

    @property
    def warning_sentence(self) -> str:
        """The warning as shown beside the field, empty when there is none."""
        return _REGISTRATION_WARNING if self.warning else ""

    def is_of(self, corporate_number: CorporateNumber) -> bool:
        """Whether the number is the one that this corporation's registration must have."""
        return self.text == f"T{corporate_number}"


_REGISTRATION_WARNING = (
    "法人の登録番号としては数字が合いません。個人事業者の番号であれば問題ありません。念のため確かめてください。"
)


def parse_registration_number(text: str) -> RegistrationNumber:
    """登録番号 in either width and case; what the check digit says is on the value that comes back."""
    code = _digits_of(text, "登録番号を入力してください。").upper()
    if not code.startswith("T"):
        raise IdentifierError(IdentifierWhy.NO_T, "登録番号は「T」と13桁の数字で入力してください(例: T1234567890123)。")
    digits = code[1:]
    if not _is_digits(digits):
        raise IdentifierError(IdentifierWhy.NOT_DIGITS, "登録番号の「T」の後は13桁の数字で入力してください。")
    if len(digits) != _CORPORATE_DIGITS:
        raise IdentifierError(
            IdentifierWhy.WRONG_LENGTH, f"登録番号の数字は13桁です。入力された数字は{len(digits)}桁です。"
        )
    return RegistrationNumber(code)


def parse_postal_code(text: str) -> PostalCode:
    """郵便番号 as 880-0303, from seven digits with 〒, blanks and any kind of hyphen.

    Whether the code is in use is not asked: one code may span towns, and new ones appear every month.
    """
    digits = _digits_of(text, "郵便番号を入力してください。").removeprefix("〒")
    if not _is_digits(digits):
        raise IdentifierError(IdentifierWhy.NOT_DIGITS, "郵便番号は7桁の数字で入力してください(例: 880-0303)。")
    if len(digits) != _POSTAL_DIGITS:
        raise IdentifierError(IdentifierWhy.WRONG_LENGTH, f"郵便番号は7桁です。入力された数字は{len(digits)}桁です。")
    return PostalCode(f"{digits[:3]}-{digits[3:]}")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A telephone number in Japan. `digits` is the number; `text` is how it is shown and does not tell two apart."""

    digits: str
    text: str = field(compare=False)


_FROM_ABROAD = re.compile(r"^\(?\+81\)?[-. ]*(?:\(0\)|0)?[-. ]*")
_PHONE = re.compile(r"\(?0[0-9().\- ]*")
_NO_DIGITS = re.compile(r"[^0-9]+")
# 050, 060, 070, 080, 090 and the free 0800 have eleven digits; every other number has ten, and 00 leads abroad.
_ELEVEN_DIGITS = re.compile(r"0[5-9]0[0-9]{8}")
_TEN_DIGITS = re.compile(r"0[1-9][1-9][0-9]{7}")
# How a number is divided where its beginning tells. Area codes have two to five digits (the numbering plan of the
# Ministry of Internal Affairs and Communications); besides the two shortest only those of Miyazaki are known here.
_DIVISIONS = (
    re.compile(r"(0800)([0-9]{3})([0-9]{4})"),
    re.compile(r"(0[5-9]0)([0-9]{4})([0-9]{4})"),
    re.compile(r"(0120|0570)([0-9]{3})([0-9]{3})"),
    re.compile(r"(0[36])([0-9]{4})([0-9]{4})"),
    re.compile(r"(098[2-7])([0-9]{2})([0-9]{4})"),
)
_DIVIDED_BY_HAND = re.compile(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}")


def parse_phone(text: str) -> PhoneNumber:
    """電話番号 in Japan: ten digits, or eleven for mobile, IP and free numbers; +81 becomes the leading 0.

    Shown as its beginning divides it, else as the person divided it, else undivided: a guessed area code would
    be wrong for someone.
    """
    written = _code(text, "電話番号を入力してください。")
    domestic = _FROM_ABROAD.sub("0", written)
    if "+" in domestic:
        raise IdentifierError(IdentifierWhy.FOREIGN_PHONE, "日本の電話番号を入力してください。")
    if not _PHONE.fullmatch(domestic):
        raise IdentifierError(IdentifierWhy.NOT_A_PHONE, _PHONE_SENTENCE)
    digits = _NO_DIGITS.sub("", domestic)
    if not (_ELEVEN_DIGITS.fullmatch(digits) or _TEN_DIGITS.fullmatch(digits)):
        raise IdentifierError(IdentifierWhy.WRONG_LENGTH, "電話番号の桁数が合いません。市外局番から入力してください。")
    return PhoneNumber(digits, _divided(digits, domestic))


_PHONE_SENTENCE = "電話番号は市外局番から数字で入力してください(例: 0985-12-3456)。内線番号は含めません。"


def _divided(digits: str, domestic: str) -> str:
    for pattern in _DIVISIONS:
        if found := pattern.fullmatch(digits):
            return "-".join(found.groups())
    by_hand = _NO_DIGITS.sub("-", domestic).strip("-")
    return by_hand if _DIVIDED_BY_HAND.fullmatch(by_hand) else digits


def _digits_of(text: str, when_empty: str) -> str:
    """The code without blanks and hyphens, which people set as they like."""
    return _code(text, when_empty).translate(_LOOSE)


def _code(text: str, when_empty: str) -> str:
    bare = text.strip()
    if not bare:
        raise IdentifierError(IdentifierWhy.EMPTY, when_empty)
    if len(bare) > _LONGEST:
        raise IdentifierError(IdentifierWhy.TOO_LONG, "入力が長すぎます。番号だけを入力してください。")
    return fold_code(bare)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
