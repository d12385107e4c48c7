"""The letters of a file in words: the latest of them on its home, all of them on a page, and one to read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from applications.models import Application
from applications.selectors import terms_in_force
from applications.selectors.letters import letters_of
from applications.views.draft_in_words import LIST, moment_in_words, title_of
from kernel.parts import Crumb, moment_word
from records.models import Message
from records.models.message import ENDED_BADLY

_SHOWN_AT_HOME = 4
_TITLE = "お知らせ"


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as a line: what it is about, when it was written, and where it is read."""

    subject: str
    when: str
    url: str


def letters_panel(application: Application, *, at: datetime) -> dict[str, Any]:
    """The latest letters beside the task list, and the way to all of them where there are more."""
    found = list(letters_of(application)[: _SHOWN_AT_HOME + 1])
    return {
        "letters": [_line(application, each, at=at) for each in found[:_SHOWN_AT_HOME]],
        "letters_url": _all_of(application) if len(found) > _SHOWN_AT_HOME else "",
    }


def letters_page(application: Application, *, at: datetime) -> dict[str, Any]:
    """All letters of a file."""
    return {
        **_frame(application, Crumb(_TITLE)),
        "title": _TITLE,
        "letters": [_line(application, each, at=at) for each in letters_of(application)],
    }


def letter_page(application: Application, letter: Message) -> dict[str, Any]:
    """One letter, word for word as it was mailed."""
    return {
        **_frame(application, Crumb(_TITLE, _all_of(application)), Crumb(letter.subject)),
        "title": letter.subject,
        "to": letter.to,
        "when": moment_word(letter.created_at),
        "body": letter.body,
        "did_not_arrive": letter.state in ENDED_BADLY,
        "letters_url": _all_of(application),
    }


def _line(application: Application, letter: Message, *, at: datetime) -> ShownLetter:
    url = reverse("applications:letter", args=[application.pk, letter.pk])
    return ShownLetter(letter.subject, moment_in_words(letter.created_at, now=at), url)


def _all_of(application: Application) -> str:
    return reverse("applications:letters", args=[application.pk])


def _frame(application: Application, *last: Crumb) -> dict[str, Any]:
    home = reverse("applications:application", args=[application.pk])
    return {
        "over": title_of(application),
        "demonstration": terms_in_force(application.revision).demonstration,
        "crumbs": (LIST, Crumb(title_of(application), home), *last),
        "home_url": home,
    }
