"""Why a file is not taken, and what the person does about it."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Reasons for which a file is refused."""

    NAME_MISSING = "name_missing"
    NAME_LIKE_A_PATH = "name_like_a_path"
    NAME_TOO_LONG = "name_too_long"
    NAME_UNREADABLE = "name_unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND_NOT_TAKEN = "kind_not_taken"
    OLD_OFFICE_FILE = "old_office_file"
    CONTENT_DISAGREES = "content_disagrees"
    TWO_KINDS_AT_ONCE = "two_kinds_at_once"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    RUNS_SOMETHING = "runs_something"
    DAMAGED = "damaged"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_FILES = "too_many_files"


_SENTENCES = {
    Why.NAME_MISSING: "ファイル名がありません。内容の分かる名前を付けて、もう一度選んでください。",
    Why.NAME_LIKE_A_PATH: (
        "ファイル名に「/」「\\」「..」などフォルダーの場所を表す文字が入っています。取り除いて、もう一度選んでください。"
    ),
    Why.NAME_TOO_LONG: "ファイル名が長すぎます。{name_limit}文字までに短くして、もう一度選んでください。",
    Why.NAME_UNREADABLE: "ファイル名に表示できない文字が入っています。名前を付け直して、もう一度選んでください。",
    Why.EMPTY: "ファイルの中身が空(0バイト)です。元のファイルを開いて内容を確かめ、保存し直してから選んでください。",
    Why.TOO_LARGE: "ファイルが大きすぎます。{size_limit}までにしてください(画質を下げて保存するか、分けて登録します)。",
    Why.KIND_NOT_TAKEN: "この種類のファイルは受け取れません。{kinds}のいずれかにして、もう一度選んでください。",
    Why.OLD_OFFICE_FILE: (
        "古い形式のOfficeファイルは受け取れません。xlsx・docx・pptxかPDFで保存し直して、もう一度選んでください。"
    ),
    Why.CONTENT_DISAGREES: (
        "ファイル名の末尾と中身の種類が違います。元のソフトで開き、正しい種類で保存し直してから選んでください。"
    ),
    Why.TWO_KINDS_AT_ONCE: (
        "一つのファイルに別の種類のファイルが混ざっています。元のソフトで開き、PDFで保存し直してから選んでください。"
    ),
    Why.ENCRYPTED: (
        "パスワードや編集の制限がかかっています。制限を外すか、「PDFとして印刷」で保存し直してから選んでください。"
    ),
    Why.MACROS: "マクロが入っています。マクロを含まない形式(xlsx・docxなど)かPDFで保存し直してから選んでください。",
    Why.RUNS_SOMETHING: ("開くと自動で動く仕掛けが入っています。「PDFとして印刷」で保存し直してから選んでください。"),
    Why.DAMAGED: (
        "ファイルが壊れているか、途中で切れています。元のソフトで開けることを確かめ、保存し直してから選んでください。"
    ),
    Why.UNPACKS_TOO_LARGE: "ファイルを展開すると大きくなりすぎます。PDFで保存し直してから選んでください。",
    Why.TOO_MANY_FILES: (
        "登録できるファイルは{count_limit}件までです。不要なファイルを取り下げるか、一つのPDFにまとめてください。"
    ),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, as the settings say."""

    size: int
    count: int


def sentence_of(why: Why, *, limits: Limits, name_limit: int, kinds: str) -> str:
    """Say in one breath why the file stays outside and what to do."""
    return _SENTENCES[why].format(
        name_limit=name_limit, size_limit=_readable(limits.size), count_limit=limits.count, kinds=kinds
    )


def _readable(size: int) -> str:
    megabytes = size // 1_048_576
    return f"{megabytes}MB" if megabytes else f"{size:,}バイト"
