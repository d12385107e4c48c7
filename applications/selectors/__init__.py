"""What a person may see of calls and applications."""

from applications.selectors.applications import applications_visible_to
from applications.selectors.calls import current_revisions, open_first, terms_in_force

__all__ = ["applications_visible_to", "current_revisions", "open_first", "terms_in_force"]
