"""The kinds of paper this app registers when Django is ready."""

from records.papers.registry import PaperKind
from screening.papers.grant_notice import GrantNoticePaper
from screening.papers.minutes import MinutesPaper
from screening.papers.refusal_notice import RefusalNoticePaper
from screening.papers.samples import sample_named

GRANT_NOTICE = PaperKind(
    kind="grant_notice",
    view_model=GrantNoticePaper,
    template="papers/grant_notice.html",
    sample=sample_named("grant_notice"),
)
REFUSAL_NOTICE = PaperKind(
    kind="refusal_notice",
    view_model=RefusalNoticePaper,
    template="papers/refusal_notice.html",
    sample=sample_named("refusal_notice"),
)
MINUTES = PaperKind(
    kind="minutes",
    view_model=MinutesPaper,
    template="papers/minutes.html",
    sample=sample_named("minutes"),
)
KINDS = (GRANT_NOTICE, REFUSAL_NOTICE, MINUTES)
