"""What a person may see of calls and applications."""

from applications.selectors.applications import applications_visible_to
from applications.selectors.calls import current_revisions, look_again, open_first, terms_in_force, terms_shown
from applications.selectors.drafts import Picture, files_of, picture_of

__all__ = [
    "Picture",
    "applications_visible_to",
    "current_revisions",
    "files_of",
    "look_again",
    "open_first",
    "picture_of",
    "terms_in_force",
    "terms_shown",
]
