"""What one request to the pre-check knows: the call, the answers, the pages that are asked, and the moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from applications.forms.catalogue import AskedStep, asked_steps
from applications.forms.questions import Asking
from applications.rules.facts import Facts
from applications.rules.terms import CallTerms
from applications.selectors import terms_shown
from applications.services.precheck import Precheck, facts_known, read_precheck
from kernel.calendar import tokyo_day


def terms_or_404(call: str) -> CallTerms:
    """The terms of a published call; any other does not exist for a visitor."""
    terms = terms_shown(call)
    if terms is None:
        raise Http404
    return terms


@dataclass(frozen=True)
class Visit:
    """A visitor on the way through the questions of one call."""

    terms: CallTerms
    precheck: Precheck
    at: datetime

    @cached_property
    def facts(self) -> Facts:
        """What is known so far."""
        return facts_known(self.precheck, self.terms)

    @cached_property
    def asked(self) -> tuple[AskedStep, ...]:
        """The pages that are asked of this visitor, in order."""
        return asked_steps(self.facts, self.terms)

    @property
    def asking(self) -> Asking:
        """What a page is asked with."""
        return Asking(self.terms, self.facts, tokyo_day(self.at), self.precheck.known, self.precheck.industry)

    def page_or_404(self, key: str) -> AskedStep:
        """The page of that name; one that is not asked of this visitor does not exist."""
        page = next((page for page in self.asked if page.step.key == key), None)
        if page is None:
            raise Http404
        return page

    def number_of(self, page: AskedStep) -> int:
        """Which page it is, counted from 1."""
        return [each.step.key for each in self.asked].index(page.step.key) + 1

    @property
    def first_open(self) -> AskedStep | None:
        """The first page that was neither answered nor passed over."""
        return next((page for page in self.asked if page.step.key not in self.precheck.done), None)

    def url_of(self, page: AskedStep) -> str:
        """The address of a page."""
        return _step_address(self.terms.id, page.step.key)

    def url_before(self, page: AskedStep) -> str:
        """The page before, or the entrance."""
        number = self.number_of(page)
        return self.url_of(self.asked[number - 2]) if number > 1 else self.url_named("precheck")

    def url_after(self, page: AskedStep) -> str:
        """The page after, or the result."""
        number = self.number_of(page)
        return self.url_of(self.asked[number]) if number < len(self.asked) else self.url_named("precheck_result")

    def url_named(self, name: str) -> str:
        """The address of one of the call's own pages."""
        return reverse(f"applications:{name}", args=[self.terms.id])


@lru_cache(maxsize=1024)
def _step_address(call: str, key: str) -> str:
    """One page names a good thirty of these."""
    return reverse("applications:precheck_step", args=[call, key])


def visit_of(request: HttpRequest, call: str) -> Visit:
    """The visit that a request continues."""
    return Visit(terms_or_404(call), read_precheck(request.session, call=call), timezone.now())
