"""What a person who waits for a paper is told: calm, true, and only as often as it helps."""

from dataclasses import dataclass
from datetime import timedelta

# From here on the wait is unusual, and a page that still said "a few seconds" would be lying.
UNUSUAL_WAIT = timedelta(seconds=15)
QUICK_LOOK = 2
PATIENT_LOOK = 10


@dataclass(frozen=True)
class Progress:
    """One answer to "where is my paper?"; `look_again_after` is in seconds, None where nothing more will change."""

    title: str
    body: str
    tone: str
    icon: str
    look_again_after: int | None
    is_ready: bool = False


def progress_of(*, state: str, waited: timedelta, failed_because: str = "") -> Progress:
    """Say where a paper stands. States are those of the row: queued, rendering, ready, failed."""
    if state == "ready":
        return Progress("書類ができました", "下のボタンから受け取ってください。", "good", "good", None, is_ready=True)
    if state == "failed":
        return _failed(failed_because)
    if waited > UNUSUAL_WAIT:
        return _waiting(waited)
    return Progress(
        "書類を作成しています",
        "数秒で出来上がります。この画面は自動で新しくなりますので、そのままお待ちください。",
        "key",
        "info",
        QUICK_LOOK,
    )


def _failed(because: str) -> Progress:
    return Progress(
        "書類を作成できませんでした",
        f"{because}。入力した内容を見直してから、もう一度作成してください。",
        "bad",
        "bad",
        None,
    )


def _waiting(waited: timedelta) -> Progress:
    minutes, seconds = divmod(int(waited.total_seconds()), 60)
    length = f"{minutes}分{seconds}秒" if minutes else f"{seconds}秒"
    return Progress(
        "順番をお待ちいただいています",
        f"ご依頼から{length}たちました。書類を作る仕組みが混み合っているか、一時的に止まっています。"
        "お預かりした内容は失われていません。動き始めしだい作成しますので、このままお待ちいただくか、"
        "しばらくしてからこの画面を開き直してください。",
        "care",
        "care",
        PATIENT_LOOK,
    )
