"""The kinds of support institution, and which of them can lead a company through (主治医)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of institution."""

    label: str
    may_lead: bool = False
    facilitates: bool = False


KINDS: Mapping[str, Kind] = {
    "regional_bank": Kind("地方銀行・第二地方銀行", may_lead=True),
    "shinkin": Kind("信用金庫・信用組合", may_lead=True),
    "it_vendor": Kind("地域のITベンダー", may_lead=True),
    "consultant": Kind("地域のコンサルタント(ITコーディネータ・診断士)", may_lead=True),
    "professional": Kind("士業(税理士・会計士・社労士・情報処理安全確保支援士)"),
    "saas": Kind("クラウドサービス事業者"),
    "large_vendor": Kind("大手ITベンダー"),
    "chamber": Kind("商工会・商工会議所・中央会"),
    "public_body": Kind("公益財団・一般社団・地方公共団体"),
    "trade_body": Kind("業界団体"),
    "school": Kind("大学・教育機関"),
    "dx_lab": Kind("地域DX推進ラボ", facilitates=True),
}
