"""The addresses of the accompaniment: the institutions' under /support/, the company's under /support/company/."""

from django.urls import URLPattern, path

from support_cases.views import cases, portfolio

app_name = "support_cases"
urlpatterns: list[URLPattern] = [
    path("support/", portfolio.portfolio, name="portfolio"),
    path("support/cases/<uuid:case_id>/", cases.case, name="case"),
]
