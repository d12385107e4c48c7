"""The addresses of the accompaniment: the institutions' under /support/, the company's under /support/company/."""

from django.urls import URLPattern, path, re_path

from support_cases.views import cases, portfolio, records, sharing

app_name = "support_cases"
urlpatterns: list[URLPattern] = [
    path("support/", portfolio.portfolio, name="portfolio"),
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
]
