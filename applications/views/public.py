"""What everybody may see: which calls there are, and what each is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.selectors import current_revisions, open_first, terms_in_force
from applications.selectors.ways_on import ways_on_from_call
from applications.views.call_in_words import call_card, call_page_words
from applications.views.visit import terms_or_404


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the calls, open ones first."""
    at = timezone.now()
    calls = open_first([terms_in_force(revision) for revision in current_revisions()], at=at)
    return render(request, "applications/home.html", {"calls": [call_card(terms, at=at) for terms in calls]})


@require_safe
def call_page(request: HttpRequest, call: str) -> HttpResponse:
    """Show one call: what it is, who can apply, until when, with which documents."""
    terms, at = terms_or_404(call), timezone.now()
    # Before its closing a call leads nowhere on, and its page asks for nothing more.
    ways_on = ways_on_from_call(call) if at > terms.closes_at else ()
    return render(request, "applications/call.html", {**call_page_words(terms, at=at), "ways_on": ways_on})
