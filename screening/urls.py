"""The addresses of the screening: the office's under /office/screening/, the reviewers' under /review/."""

from django.urls import URLPattern, path

from screening.views import rounds

app_name = "screening"
urlpatterns: list[URLPattern] = [
    path("office/screening/", rounds.rounds, name="rounds"),
    path("office/screening/<slug:call>/", rounds.desk, name="desk"),
]
