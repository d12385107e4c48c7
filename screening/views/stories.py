"""The published stories beside the criterion that asks for novelty: how far a thing has spread already.

A story is anonymous. Which institution wrote it is not shown: with the industry beside it, it would tell too much.
"""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.actor import ActorRequest
from applications.rules.case_library import Story, published_stories
from applications.rules.jsic import DIVISIONS
from applications.rules.terms.spending import Criterion
from applications.selectors.calls import terms_in_force
from kernel.parts import Crumb, Fact
from kernel.wareki import format_wareki
from screening.forms.stories import StorySearch
from screening.models import Assignment
from screening.views.gate import in_review, own_assignment_or_404
from screening.views.review_words import my_files_crumb, url_of

_UNREADABLE, _A_PAGE = 422, 20
_BODY = (("challenge", "課題"), ("approach", "取組"), ("effect", "効果"), ("lesson", "学んだこと"))


@dataclass(frozen=True, slots=True)
class ShownStory:
    """One story: its heading, what it begins with, and the rest to unfold."""

    title: str
    marks: str
    published: str
    begins: str
    body: list[Fact]
    tags: tuple[str, ...]


@require_safe
@in_review
def stories(request: ActorRequest, assignment_id: UUID) -> HttpResponse:
    """List the stories that the address asks for; nothing of the file is shown but its number."""
    assignment, form = own_assignment_or_404(request, assignment_id), StorySearch(request.GET)
    is_read = form.is_valid()
    query = form.cleaned_data["q"].strip() if is_read else ""
    found = published_stories(query) if is_read else ()
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page", "1"))
    shown = {
        "crumbs": (
            my_files_crumb(),
            Crumb(assignment.case.application.receipt_number, url_of(assignment.pk)),
            Crumb("公開された事例"),
        ),
        "number": assignment.case.application.receipt_number,
        "criterion": _novelty(assignment),
        "form": form,
        "query": query,
        "is_read": is_read,
        "total": f"{len(found):,}",
        "stories": [_shown(each) for each in page.object_list],
        "page": page,
        "page_query": urlencode({"q": query}),
        "back_url": url_of(assignment.pk),
    }
    return render(request, "screening/review/stories.html", shown, status=200 if is_read else _UNREADABLE)


def _novelty(assignment: Assignment) -> Criterion:
    """The criterion that the call's terms name as the one for novelty."""
    screening = terms_in_force(assignment.case.application.revision).screening
    return next(each for each in screening.criteria if each.key == screening.novelty_criterion)


def _shown(story: Story) -> ShownStory:
    texts = [(label, getattr(story, name)) for name, label in _BODY]
    marks = (DIVISIONS.get(story.industry, ""), f"従業員 {story.size}" if story.size else "")
    return ShownStory(
        title=story.title,
        marks=" / ".join(each for each in marks if each),
        published=format_wareki(story.published_on) if story.published_on else "",
        begins=next((text for _, text in texts if text), ""),
        body=[Fact(label, text) for label, text in texts if text],
        tags=story.tags,
    )
