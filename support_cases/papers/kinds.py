"""The kinds of paper this app registers when Django is ready."""

from records.papers.registry import PaperKind
from support_cases.papers.dx_plan import DxPlanPaper
from support_cases.papers.samples import dx_plan_sample

DX_PLAN = PaperKind(kind="dx_plan", view_model=DxPlanPaper, template="papers/dx_plan.html", sample=dx_plan_sample)
KINDS = (DX_PLAN,)
