"""The addresses of the screening: the office's under /office/screening/, the reviewers' under /review/."""

from django.urls import URLPattern, path

from screening.views import conflict_gate, review, rounds

app_name = "screening"
urlpatterns: list[URLPattern] = [
    path("office/screening/", rounds.rounds, name="rounds"),
    path("office/screening/<slug:call>/", rounds.desk, name="desk"),
    path("review/", review.my_files, name="my_files"),
    path("review/<uuid:assignment_id>/", review.score_file, name="score_file"),
    path("review/<uuid:assignment_id>/scores/<slug:criterion>/", review.save_score, name="save_score"),
    # Before a file opens its reviewer comes here; `review/<uuid>/` itself sends a reviewer who has not declared.
    path("review/<uuid:assignment_id>/conflict/", conflict_gate.gate, name="gate"),
]
