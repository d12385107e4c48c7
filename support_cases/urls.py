"""The addresses of the accompaniment: the institutions' under /support/, the company's under /support/company/."""

from django.urls import URLPattern, path, re_path

from support_cases.views import (
    cases,
    challenges,
    closing,
    diagnoses,
    effects,
    finances,
    plan,
    plan_entries,
    plan_moves,
    portfolio,
    records,
    sharing,
    statistics,
)

app_name = "support_cases"
urlpatterns: list[URLPattern] = [
    path("support/", portfolio.portfolio, name="portfolio"),
    path("support/portfolio/", statistics.statistics, name="statistics"),
    re_path(r"^support/portfolio\.(?P<kind>csv|xlsx)$", statistics.export, name="statistics_export"),
    path("support/cases/<uuid:case_id>/", cases.case, name="case"),
    path("support/cases/<uuid:case_id>/records/new/", records.record_new, name="record_new"),
    path("support/cases/<uuid:case_id>/homework/<uuid:homework_id>/", records.homework_done, name="homework_done"),
    path("support/records/<uuid:record_id>/", records.record, name="record"),
    path("support/records/<uuid:record_id>/change/", records.record_change, name="record_change"),
    path("support/records/<uuid:record_id>/approve/", records.approve, name="record_approve"),
    path("support/cases/<uuid:case_id>/sharing/", sharing.case_tab, name="case_sharing"),
    path("support/company/sharing/", sharing.sharing, name="sharing"),
    path("support/company/sharing/give/", sharing.give, name="give"),
    path("support/company/sharing/<uuid:consent_id>/withdraw/", sharing.withdraw, name="withdraw"),
    path("support/company/log/", sharing.log, name="look_log"),
    re_path(r"^support/company/log\.(?P<kind>csv|xlsx)$", sharing.log_export, name="look_log_export"),
    path("support/cases/<uuid:case_id>/challenges/", challenges.challenges, name="challenges"),
    path("support/cases/<uuid:case_id>/plan/", plan.plan, name="plan"),
    path("support/cases/<uuid:case_id>/plan/purpose/", plan_moves.purpose, name="purpose"),
    path("support/cases/<uuid:case_id>/plan/way/", plan_moves.begin, name="begin_path"),
    path("support/cases/<uuid:case_id>/plan/way/<int:template_id>/", plan_moves.change, name="change_path"),
    path("support/cases/<uuid:case_id>/plan/phases/<slug:phase>/", plan_moves.enter, name="enter_phase"),
    path("support/cases/<uuid:case_id>/effects/", effects.effects, name="effects"),
    path("support/cases/<uuid:case_id>/effects/<uuid:goal_id>/", effects.measured, name="measure"),
    path("support/cases/<uuid:case_id>/closing/", closing.closing, name="closing"),
    path("support/company/cases/<uuid:case_id>/closing/", closing.confirmation, name="confirmation"),
    *(
        path(f"support/cases/<uuid:case_id>/{kind}s/{rest}", plan_entries.entry, {"kind": kind}, name=f"{kind}{suffix}")
        for kind in plan_entries.ENTRIES
        for rest, suffix in (("new/", "_new"), ("<uuid:row_id>/", ""))
    ),
    path("support/cases/<uuid:case_id>/diagnoses/", diagnoses.diagnoses, name="case_diagnoses"),
    path("support/cases/<uuid:case_id>/diagnoses/begin/", diagnoses.begin, name="begin_diagnosis"),
    path("support/cases/<uuid:case_id>/diagnoses/compare/", diagnoses.compare, name="compare_diagnoses"),
    path("support/cases/<uuid:case_id>/diagnoses/<uuid:diagnosis_id>/", diagnoses.diagnosis, name="diagnosis"),
    path(
        "support/cases/<uuid:case_id>/diagnoses/<uuid:diagnosis_id>/finish/", diagnoses.finish, name="finish_diagnosis"
    ),
    path("support/cases/<uuid:case_id>/finances/", finances.finances, name="case_finances"),
    path("support/cases/<uuid:case_id>/finances/new/", finances.year, name="new_financial_year"),
    path("support/cases/<uuid:case_id>/finances/<slug:settled_on>/", finances.year, name="financial_year"),
]
