"""The public addresses: the calls and the pre-check."""

from django.urls import URLPattern

app_name = "applications"
urlpatterns: list[URLPattern] = []
