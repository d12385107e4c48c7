"""The addresses of the screening: the office's under /office/screening/, the reviewers' under /review/."""

from django.urls import URLPattern, path

from screening.views import cases, conflict_gate, review, rounds

app_name = "screening"
urlpatterns: list[URLPattern] = [
    path("office/screening/", rounds.rounds, name="rounds"),
    path("office/screening/<slug:call>/", rounds.desk, name="desk"),
    path("office/screening/cases/<uuid:case_id>/", cases.case, name="case"),
    path("office/screening/cases/<uuid:case_id>/<slug:move>/", cases.move_case, name="move_case"),
    path("office/screening/cases/<uuid:case_id>/bonuses/<slug:bonus>/", cases.decide_bonus, name="decide_bonus"),
    path("review/", review.my_files, name="my_files"),
    path("review/<uuid:assignment_id>/", review.score_file, name="score_file"),
    path("review/<uuid:assignment_id>/scores/<slug:criterion>/", review.save_score, name="save_score"),
    # Before a file opens its reviewer comes here; `review/<uuid>/` itself sends a reviewer who has not declared.
    path("review/<uuid:assignment_id>/conflict/", conflict_gate.gate, name="gate"),
    path("office/screening/<slug:call>/releases/", releases.releases, name="releases"),
    path("office/screening/<slug:call>/releases/<uuid:release_id>/", releases.release, name="release"),
    path("office/screening/<slug:call>/releases/<uuid:release_id>/send/", releases.send, name="send"),
    path("office/screening/<slug:call>/decisions/<uuid:decision_id>/", decisions.decision, name="decision"),
    path(
        "office/screening/<slug:call>/decisions/<uuid:decision_id>/pages/<int:number>/<slug:size>/",
        decisions.picture,
        name="letter_picture",
    ),
]
