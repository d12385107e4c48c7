"""Every address of the house. Each app owns its own; the order is the order of the floors."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("support_cases.urls")),
    path("", include("applications.urls")),
    path("", include("awards.urls")),
    path("", include("screening.urls")),
    path("", include("records.urls")),
    path("", include("accounts.urls")),
]

# A request that is too large is told as such, in our own words.
handler400 = "applications.views.refusals.bad_request"
# The sign-in library asks for it when somebody comes too often.
handler429 = "accounts.views.sign_in.too_many"
