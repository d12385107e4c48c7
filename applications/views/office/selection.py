"""What was ticked in the list of files, read back: only files in sight, each once, in the order of their arrival."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from accounts.actor import Actor
from applications.models import Application
from applications.selectors.office import office_files
from records.tables.marking import TICKS


@dataclass(frozen=True, slots=True)
class Selection:
    """The ticked files; `missing` counts those that are not there for this person, `back` is the list's query."""

    files: Sequence[Application]
    missing: int
    back: str

    @property
    def back_url(self) -> str:
        """The list as it was."""
        return list_url(self.back)


def read_selection(actor: Actor, posted: QueryDict) -> Selection:
    """Read the ticks; a file that was ticked twice is one."""
    ticked = list(dict.fromkeys(posted.getlist(TICKS)))
    keys = [key for each in ticked if (key := _key(each)) is not None]
    files = list(office_files(actor).filter(pk__in=keys).order_by("call_id", "receipt_sequence", "id"))
    return Selection(files, len(ticked) - len(files), posted.get("back", ""))


def list_url(back: str) -> str:
    """The list's address with a query that came back from a page: read and written anew, so that it stays a query."""
    read = QueryDict(back)
    return f"{reverse('applications:office_list')}?{urlencode(list(_pairs(read)))}"


def _pairs(query: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in query.lists() for value in values]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
