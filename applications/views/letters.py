"""The letters of a file, for everybody who sees the file: all of them, and one to read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from applications.selectors.letters import letters_of
from applications.views.draft_sight import shown_or_404, signed_in
from applications.views.letters_in_words import letter_page, letters_page


@require_safe
@never_cache
@signed_in
def letters(request: ActorRequest, application_id: UUID) -> HttpResponse:
    """Show what was written to the applicant about a file."""
    application = shown_or_404(request, application_id)
    return render(request, "applications/draft/letters.html", letters_page(application, at=timezone.now()))


@require_safe
@never_cache
@signed_in
def letter(request: ActorRequest, application_id: UUID, message_id: UUID) -> HttpResponse:
    """Show one letter of a file."""
    application = shown_or_404(request, application_id)
    found = get_object_or_404(letters_of(application), pk=message_id)
    return render(request, "applications/draft/letter.html", letter_page(application, found))
