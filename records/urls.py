"""The addresses of issued papers, attached files and the demonstration's mails."""

from django.urls import URLPattern, path

from records import views

app_name = "records"
urlpatterns: list[URLPattern] = [
    path("papers/<uuid:paper_id>/", views.paper, name="paper"),
    path("papers/<uuid:paper_id>/file/", views.paper_file, name="paper_file"),
    path("attachments/<uuid:attachment_id>/", views.attachment, name="attachment"),
    path("attachments/<uuid:attachment_id>/view/", views.attachment_in_page, name="attachment_in_page"),
    path("demonstration/mail/", views.demonstration_mail, name="demonstration_mail"),
]
