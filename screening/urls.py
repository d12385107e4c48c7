"""The addresses of the screening: the office's under /office/screening/, the reviewers' under /review/."""

from django.urls import URLPattern, path, re_path

from screening.views import (
    allocation,
    assigning,
    calibration,
    cases,
    conflict_gate,
    decisions,
    minutes,
    release_export,
    releases,
    results,
    review,
    reviewers,
    rounds,
    stories,
)

app_name = "screening"
urlpatterns: list[URLPattern] = [
    path("office/screening/", rounds.rounds, name="rounds"),
    # Places of the whole house come before those of a call, which is named in the same place of the address.
    path("office/screening/reviewers/", reviewers.panel, name="panel"),
    path("office/screening/reviewers/<uuid:user_id>/", reviewers.reviewer, name="reviewer"),
    path(
        "office/screening/assignments/<uuid:assignment_id>/<slug:move>/",
        assigning.move_assignment,
        name="move_assignment",
    ),
    path("office/screening/cases/<uuid:case_id>/override/<uuid:reviewer_id>/", assigning.override, name="override"),
    path("office/screening/<slug:call>/", rounds.desk, name="desk"),
    re_path(r"^office/screening/(?P<call>[-\w]+)/export\.(?P<kind>csv|xlsx)$", rounds.export, name="export"),
    path("office/screening/<slug:call>/begin/", rounds.begin, name="begin"),
    path("office/screening/<slug:call>/change/", rounds.change, name="change_round"),
    path("office/screening/<slug:call>/files/", rounds.take_in, name="take_in"),
    path("office/screening/<slug:call>/assignments/", assigning.assignments, name="assignments"),
    path("office/screening/<slug:call>/assignments/proposal/", assigning.proposal, name="proposal"),
    path("office/screening/cases/<uuid:case_id>/", cases.case, name="case"),
    path("office/screening/cases/<uuid:case_id>/<slug:move>/", cases.move_case, name="move_case"),
    path("office/screening/cases/<uuid:case_id>/bonuses/<slug:bonus>/", cases.decide_bonus, name="decide_bonus"),
    path("office/screening/<slug:call>/results/", results.results, name="results"),
    re_path(
        r"^office/screening/(?P<call>[-\w]+)/results/export\.(?P<kind>csv|xlsx)$", results.export, name="results_export"
    ),
    path("office/screening/<slug:call>/calibration/", calibration.calibration, name="calibration"),
    path("office/screening/<slug:call>/allocation/", allocation.allocation, name="allocation"),
    path("office/screening/<slug:call>/allocation/comparison/", allocation.comparison, name="comparison"),
    path("office/screening/<slug:call>/minutes/", minutes.minutes, name="minutes"),
    path("review/", review.my_files, name="my_files"),
    path("review/profile/", reviewers.own_profile, name="own_profile"),
    path("review/<uuid:assignment_id>/", review.score_file, name="score_file"),
    path("review/<uuid:assignment_id>/scores/<slug:criterion>/", review.save_score, name="save_score"),
    # Before a file opens its reviewer comes here; `review/<uuid>/` itself sends a reviewer who has not declared.
    path("review/<uuid:assignment_id>/conflict/", conflict_gate.gate, name="gate"),
    path("review/<uuid:assignment_id>/stories/", stories.stories, name="stories"),
    path("office/screening/<slug:call>/releases/", releases.releases, name="releases"),
    path("office/screening/<slug:call>/releases/<uuid:release_id>/", releases.release, name="release"),
    re_path(
        r"^office/screening/(?P<call>[-\w]+)/releases/(?P<release_id>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/export\.(?P<kind>csv|xlsx)$",
        release_export.export,
        name="release_export",
    ),
    path("office/screening/<slug:call>/releases/<uuid:release_id>/send/", releases.send, name="send"),
    path("office/screening/<slug:call>/decisions/<uuid:decision_id>/", decisions.decision, name="decision"),
    path(
        "office/screening/<slug:call>/decisions/<uuid:decision_id>/pages/<int:number>/<slug:size>/",
        decisions.picture,
        name="letter_picture",
    ),
]
