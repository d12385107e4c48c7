"""What follows a grant: the award of one application, and the terms it stands under."""

from awards.models.award import Award, AwardTerms

__all__ = ["Award", "AwardTerms"]
