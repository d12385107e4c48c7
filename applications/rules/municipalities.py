"""The municipalities of the prefecture by their code (全国地方公共団体コード, check digit included)."""

from collections.abc import Mapping
from typing import Final

MUNICIPALITIES: Final[Mapping[str, str]] = {
    "452017": "宮崎市",
    "452025": "都城市",
    "452033": "延岡市",
    "452041": "日南市",
    "452050": "小林市",
    "452068": "日向市",
    "452076": "串間市",
    "452084": "西都市",
    "452092": "えびの市",
    "453412": "三股町",
    "453617": "高原町",
    "453820": "国富町",
    "453838": "綾町",
    "454010": "高鍋町",
    "454028": "新富町",
    "454036": "西米良村",
    "454044": "木城町",
    "454052": "川南町",
    "454061": "都農町",
    "454214": "門川町",
    "454290": "諸塚村",
    "454303": "椎葉村",
    "454311": "美郷町",
    "454419": "高千穂町",
    "454427": "日之影町",
    "454435": "五ヶ瀬町",
}

_WITHOUT_CHECK_DIGIT = 5


def full_code(code: str) -> str:
    """The code with its check digit, where it was written without; any other text as it is."""
    if len(code) != _WITHOUT_CHECK_DIGIT:
        return code
    return next((full for full in MUNICIPALITIES if full.startswith(code)), code)
