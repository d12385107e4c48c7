"""The public addresses of the calls and the pre-check, and those of the applicant's files."""

from django.urls import URLPattern, path, re_path

from applications.views import (
    cost_lines,
    draft,
    letters,
    precheck,
    public,
    sections,
    sections_files,
    sending,
    withdrawing,
)
from applications.views.office import bulk as office_bulk
from applications.views.office import entry as office_entry
from applications.views.office import files as office_files
from applications.views.office import lists as office_lists
from applications.views.office import mails as office_mails

app_name = "applications"
urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("calls/<slug:call>/", public.call_page, name="call"),
    path("calls/<slug:call>/precheck/", precheck.start, name="precheck"),
    path("calls/<slug:call>/precheck/result/", precheck.result, name="precheck_result"),
    path("calls/<slug:call>/precheck/result/papers/", precheck.issue, name="precheck_papers"),
    path("calls/<slug:call>/precheck/<slug:key>/", precheck.step, name="precheck_step"),
    path("applications/", draft.mine, name="mine"),
    path("applications/new/<slug:call>/", draft.start, name="start"),
    path("applications/<uuid:application_id>/", draft.home, name="application"),
    path("applications/<uuid:application_id>/sections/<slug:key>/", sections.section, name="section"),
    path(
        "applications/<uuid:application_id>/sections/<slug:key>/give-up/", sections.give_up_typed, name="give_up_typed"
    ),
    path("applications/<uuid:application_id>/costs/add/", cost_lines.add, name="add_cost_line"),
    path("applications/<uuid:application_id>/costs/<uuid:line_id>/", cost_lines.cost_line, name="cost_line"),
    path("applications/<uuid:application_id>/costs/<uuid:line_id>/remove/", cost_lines.remove, name="remove_cost_line"),
    path("applications/<uuid:application_id>/costs/<uuid:line_id>/move/", cost_lines.move, name="move_cost_line"),
    path("applications/<uuid:application_id>/files/", sections_files.upload, name="upload"),
    path(
        "applications/<uuid:application_id>/files/<uuid:attachment_id>/withdraw/",
        sections_files.withdraw,
        name="withdraw_file",
    ),
    path(
        "applications/<uuid:application_id>/files/<uuid:attachment_id>/restore/",
        sections_files.restore,
        name="restore_file",
    ),
    path("applications/<uuid:application_id>/confirm/", sending.confirm, name="confirm"),
    path("applications/<uuid:application_id>/receipt/", sending.receipt, name="receipt"),
    path("applications/<uuid:application_id>/withdraw/", withdrawing.withdraw, name="withdraw"),
    path("applications/<uuid:application_id>/letters/", letters.letters, name="letters"),
    path("applications/<uuid:application_id>/letters/<uuid:message_id>/", letters.letter, name="letter"),
    path("office/", office_lists.inbox, name="office"),
    path("office/mails/", office_mails.mails, name="office_mails"),
    path("office/mails/<uuid:message_id>/", office_mails.mail, name="office_mail"),
    path("office/applications/", office_lists.file_list, name="office_list"),
    re_path(r"^office/applications/export\.(?P<kind>csv|xlsx)$", office_lists.export, name="office_export"),
    path("office/applications/accept/", office_bulk.accept_several, name="office_bulk_accept"),
    path("office/applications/accept/result/", office_bulk.bulk_result, name="office_bulk_result"),
    path("office/applications/new/", office_entry.enter, name="office_entry"),
    path("office/applications/<uuid:application_id>/", office_files.file, name="office_file"),
    path("office/applications/<uuid:application_id>/resolve/", office_files.resolve, name="office_resolve"),
    path("office/applications/<uuid:application_id>/<slug:move>/", office_files.make_move, name="office_move"),
]
