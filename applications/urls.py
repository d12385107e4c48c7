"""The public addresses: the calls and the pre-check."""

from django.urls import URLPattern, path

from applications.views import precheck, public

app_name = "applications"
urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("calls/<slug:call>/", public.call_page, name="call"),
    path("calls/<slug:call>/precheck/", precheck.start, name="precheck"),
    path("calls/<slug:call>/precheck/result/", precheck.result, name="precheck_result"),
    path("calls/<slug:call>/precheck/result/papers/", precheck.issue, name="precheck_papers"),
    path("calls/<slug:call>/precheck/<slug:key>/", precheck.step, name="precheck_step"),
]
