"""The kinds of paper this app registers when Django is ready."""

from applications.papers.application import ApplicationPaper
from applications.papers.precheck_result import PrecheckResultPaper
from applications.papers.samples import application_sample, precheck_result_sample
from records.papers.registry import PaperKind

APPLICATION = PaperKind(
    kind="application",
    view_model=ApplicationPaper,
    template="papers/application.html",
    sample=application_sample,
)
PRECHECK_RESULT = PaperKind(
    kind="precheck_result",
    view_model=PrecheckResultPaper,
    template="papers/precheck_result.html",
    sample=precheck_result_sample,
)
KINDS = (APPLICATION, PRECHECK_RESULT)
