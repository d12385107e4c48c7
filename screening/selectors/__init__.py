"""What a person sees of the screening."""

from screening.selectors.sight import assignments_visible_to, cases_visible_to, rounds_visible_to

__all__ = ["assignments_visible_to", "cases_visible_to", "rounds_visible_to"]
