"""The kinds of paper this app registers when Django is ready."""

from applications.papers.application import ApplicationPaper
from applications.papers.precheck_result import PrecheckResultPaper
from applications.papers.receipt_notice import ReceiptNoticePaper
from applications.papers.samples import application_sample, precheck_result_sample, receipt_notice_sample
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
RECEIPT_NOTICE = PaperKind(
    kind="receipt_notice",
    view_model=ReceiptNoticePaper,
    template="papers/receipt_notice.html",
    sample=receipt_notice_sample,
)
KINDS = (APPLICATION, PRECHECK_RESULT, RECEIPT_NOTICE)
