"""Words and places that the office's pages share."""

from collections.abc import Mapping

from django.urls import reverse

from applications.forms.office_filters import STATUS_WORDS
from applications.models import Application
from applications.rules.workflow import Status
from kernel.parts import Chip, Crumb
from kernel.verdict import Outcome
from records.models import MessageState

STATUS_CHIPS: Mapping[Status, Chip] = {
    Status.DRAFT: Chip(STATUS_WORDS[Status.DRAFT], "key", "open"),
    Status.SUBMITTED: Chip(STATUS_WORDS[Status.SUBMITTED], "key", "info"),
    Status.ACCEPTED: Chip(STATUS_WORDS[Status.ACCEPTED], "good", "good"),
    Status.DISMISSED: Chip(STATUS_WORDS[Status.DISMISSED], "bad", "bad"),
    Status.WITHDRAWN: Chip(STATUS_WORDS[Status.WITHDRAWN], "quiet", "open"),
    Status.GRANTED: Chip(STATUS_WORDS[Status.GRANTED], "good", "good"),
    Status.REFUSED: Chip(STATUS_WORDS[Status.REFUSED], "quiet", "info"),
}
JUDGED_CHIPS: Mapping[Outcome, Chip] = {
    Outcome.MET: Chip("満たす", "good", "good"),
    Outcome.REVIEW: Chip("要確認", "care", "ask"),
    Outcome.WARNING: Chip("注意", "care", "care"),
    Outcome.UNKNOWN: Chip("回答不足", "quiet", "open"),
    Outcome.UNMET: Chip("満たさない", "bad", "bad"),
}
MAIL_CHIPS: Mapping[MessageState, Chip] = {
    MessageState.QUEUED: Chip("送信待ち", "quiet", "open"),
    MessageState.SENDING: Chip("送信中", "key", "forward"),
    MessageState.SENT: Chip("送信済み", "good", "good"),
    MessageState.FAILED: Chip("送信できず", "bad", "bad"),
    MessageState.UNCERTAIN: Chip("届いたか不明", "care", "care"),
}
NUMBERLESS = "(番号はまだありません)"
NAMELESS = "(名称はまだありません)"


def inbox_crumb() -> Crumb:
    """Where the office begins."""
    return Crumb("受付箱", reverse("applications:office"))


def list_crumb() -> Crumb:
    """The list of files."""
    return Crumb("申請の一覧", reverse("applications:office_list"))


def url_of(application: Application) -> str:
    """The page of a file."""
    return reverse("applications:office_file", args=[application.pk])
