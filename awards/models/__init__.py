"""What follows a grant: the award of one application, and the terms it stands under."""

from awards.models.award import FROZEN_TERMS, Award, AwardTerms

__all__ = ["FROZEN_TERMS", "Award", "AwardTerms"]
