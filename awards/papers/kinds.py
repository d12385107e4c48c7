"""The kinds of paper this app registers when Django is ready."""

from awards.papers.abandonment_request import AbandonmentRequestPaper
from awards.papers.asset_register import AssetRegisterPaper
from awards.papers.change_approval_notice import ChangeApprovalNoticePaper
from awards.papers.change_request import ChangeRequestPaper
from awards.papers.finalization_notice import FinalizationNoticePaper
from awards.papers.payment_claim import PaymentClaimPaper
from awards.papers.performance_report import PerformanceReportPaper
from awards.papers.samples import sample_named
from records.papers.registry import PaperKind

PERFORMANCE_REPORT = PaperKind(
    kind="performance_report",
    view_model=PerformanceReportPaper,
    template="papers/performance_report.html",
    sample=sample_named("performance_report"),
)
PAYMENT_CLAIM = PaperKind(
    kind="payment_claim",
    view_model=PaymentClaimPaper,
    template="papers/payment_claim.html",
    sample=sample_named("payment_claim"),
)
CHANGE_REQUEST = PaperKind(
    kind="change_request",
    view_model=ChangeRequestPaper,
    template="papers/change_request.html",
    sample=sample_named("change_request"),
)
ABANDONMENT_REQUEST = PaperKind(
    kind="abandonment_request",
    view_model=AbandonmentRequestPaper,
    template="papers/abandonment_request.html",
    sample=sample_named("abandonment_request"),
)
ASSET_REGISTER = PaperKind(
    kind="asset_register",
    view_model=AssetRegisterPaper,
    template="papers/asset_register.html",
    sample=sample_named("asset_register"),
)
FINALIZATION_NOTICE = PaperKind(
    kind="finalization_notice",
    view_model=FinalizationNoticePaper,
    template="papers/finalization_notice.html",
    sample=sample_named("finalization_notice"),
)
CHANGE_APPROVAL_NOTICE = PaperKind(
    kind="change_approval_notice",
    view_model=ChangeApprovalNoticePaper,
    template="papers/change_approval_notice.html",
    sample=sample_named("change_approval_notice"),
)
KINDS = (
    PERFORMANCE_REPORT,
    PAYMENT_CLAIM,
    CHANGE_REQUEST,
    ABANDONMENT_REQUEST,
    ASSET_REGISTER,
    FINALIZATION_NOTICE,
    CHANGE_APPROVAL_NOTICE,
)
