"""The words for acts: the trail keeps verbs, and people read sentences. Each app names its own acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

# Acts that only looked. A history of changes leaves them out; a question about privacy asks for them alone.
VIEW, EXPORT = "view_personal_data", "export_list"
DOWNLOAD, DOWNLOAD_PAPER = "download_attachment", "download_paper"
VIEW_FILE = "view_attachment"
LOOKS = frozenset({VIEW, VIEW_FILE, EXPORT, DOWNLOAD, DOWNLOAD_PAPER})

_names: dict[str, str] = {
    "upload_attachment": "ファイルを登録",
    "withdraw_attachment": "ファイルを取り下げ",
    "restore_attachment": "ファイルの取り下げを元に戻す",
    "send_again": "メールをもう一度送信",
    "close_message": "メールを送らずに済みにした",
    VIEW: "個人情報を含む画面を閲覧",
    VIEW_FILE: "ファイルを画面で閲覧",
    DOWNLOAD: "ファイルをダウンロード",
    DOWNLOAD_PAPER: "書類をダウンロード",
    EXPORT: "一覧を書き出し",
}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act as a page shows it."""

    at: datetime
    who: str
    what: str
    because: str
    about: str


class ActNamedTwiceError(RuntimeError):
    """Two apps use one verb for different acts."""


def name_acts(names: Mapping[str, str]) -> None:
    """Say how an app's acts are called, from `AppConfig.ready`."""
    for verb, name in names.items():
        if _names.setdefault(verb, name) != name:
            raise ActNamedTwiceError(verb)


def name_of_act(verb: str) -> str:
    """Return what people call an act; one that nobody named is shown as it is kept."""
    return _names.get(verb, verb)


def is_named(verb: str) -> bool:
    """Whether people have a word for this act."""
    return verb in _names
