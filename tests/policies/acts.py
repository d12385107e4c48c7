"""What the matrix asks of every person at every status: to look, to write, to decide, and each move of the table."""

from collections.abc import Callable, Mapping
from functools import partial

from accounts.actor import Actor
from applications.models import Application
from applications.policies import may_edit, may_move, may_resolve, may_send_again, may_view
from applications.rules.workflow import Move, Status
from kernel.ruling import Ruling

Policy = Callable[[Actor, Application], Ruling]
ACTS: Mapping[str, Policy] = {
    "view": may_view,
    "edit": may_edit,
    **{move.value: partial(may_move, move=move) for move in Move},
    "resolve": may_resolve,
    "send_again": may_send_again,
}
# A file that came by post is typed in by the office: its draft is another office's affair than the applicant's own.
BY_POST = "draft_by_post"
SUBJECTS = (*(status.value for status in Status), BY_POST)


def said(ruling: Ruling) -> str:
    """A ruling as the matrix spells it."""
    return "allowed" if ruling.refused is None else ruling.refused.value
