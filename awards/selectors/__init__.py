"""What a person sees of awards."""

from awards.selectors.awards import award_of, awards_visible_to, terms_of_award
from awards.selectors.published import PublishedAward, has_published_awards, published_awards

__all__ = [
    "PublishedAward",
    "award_of",
    "awards_visible_to",
    "has_published_awards",
    "published_awards",
    "terms_of_award",
]
