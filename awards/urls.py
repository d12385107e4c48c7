"""The addresses of awards: one's own, one of them, and the public list of a call."""

from django.urls import URLPattern, path

from awards.views import pages

app_name = "awards"
urlpatterns: list[URLPattern] = [
    path("awards/", pages.mine, name="mine"),
    path("awards/<uuid:award_id>/", pages.award, name="award"),
    path("calls/<slug:call>/awards/", pages.published, name="published"),
]
