"""The pages of awards."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from applications.selectors import terms_shown
from awards.selectors import awards_visible_to
from awards.views.in_words import award_page, is_office, mine_page, published_page

# The same page in the grantee's frame and in the office's.
_TEMPLATES = {
    "mine": ("awards/mine.html", "awards/office_mine.html"),
    "award": ("awards/award.html", "awards/office_award.html"),
}


@require_safe
@never_cache
def mine(request: ActorRequest) -> HttpResponse:
    """Show the awards in sight: one's own for a grantee, all of them for the office."""
    if request.actor.is_nobody:
        return redirect_to_login(request.get_full_path())
    page = mine_page(list(awards_visible_to(request.actor)), at=timezone.now())
    return render(request, _framed("mine", request), page)


@require_safe
@never_cache
def award(request: ActorRequest, award_id: UUID) -> HttpResponse:
    """Show one award: what was decided, under which conditions, and which days follow."""
    if request.actor.is_nobody:
        return redirect_to_login(request.get_full_path())
    found = get_object_or_404(awards_visible_to(request.actor), pk=award_id)
    return render(request, _framed("award", request), award_page(found, request.actor, at=timezone.now()))


@require_safe
def published(request: HttpRequest, call: str) -> HttpResponse:
    """Show everybody which projects a call supports."""
    terms = terms_shown(call)
    if terms is None:
        raise Http404
    return render(request, "awards/published.html", published_page(terms))


def _framed(name: str, request: ActorRequest) -> str:
    return _TEMPLATES[name][is_office(request.actor)]
