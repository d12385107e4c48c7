"""The sections of an application in the order of its task list: what each is called and which keys it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from applications.rules.section_shapes.applicant import ApplicantAnswers
from applications.rules.section_shapes.asking import Asked
from applications.rules.section_shapes.funding import FundingAnswers
from applications.rules.section_shapes.ownership import OwnershipAnswers
from applications.rules.section_shapes.plan import PlanAnswers
from applications.rules.section_shapes.pledges import PledgesAnswers
from applications.rules.section_shapes.requirements import RequirementsAnswers
from applications.rules.shapes import Shape


class SectionKey(StrEnum):
    """A section by its place in the address of its page."""

    APPLICANT = "applicant"
    SHAREHOLDERS_OFFICERS = "shareholders_officers"
    PROJECT_PLAN = "project_plan"
    COSTS = "costs"
    REQUIREMENTS_BONUS = "requirements_bonus"
    ATTACHMENTS = "attachments"
    PLEDGES = "pledges"


class AttachmentsAnswers(Shape):
    """The files are rows of their own; the section itself answers nothing."""


@dataclass(frozen=True)
class Section:
    """One section: its key, its label, and the shape of its answers."""

    key: SectionKey
    label: str
    shape: type[Shape]

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """What each key is called and when it is needed, in the order of the paper."""
        return {
            name: next(item for item in field.metadata if isinstance(item, Asked))
            for name, field in self.shape.model_fields.items()
        }

    @cached_property
    def sealed_keys(self) -> frozenset[str]:
        """Keys whose answers are encrypted at rest."""
        return frozenset(name for name, asked in self.asked.items() if asked.is_sealed)


SECTIONS: tuple[Section, ...] = (
    Section(SectionKey.APPLICANT, "申請者", ApplicantAnswers),
    Section(SectionKey.SHAREHOLDERS_OFFICERS, "株主・役員", OwnershipAnswers),
    Section(SectionKey.PROJECT_PLAN, "事業計画", PlanAnswers),
    Section(SectionKey.COSTS, "経費明細・収支予算", FundingAnswers),
    Section(SectionKey.REQUIREMENTS_BONUS, "要件・加点", RequirementsAnswers),
    Section(SectionKey.ATTACHMENTS, "添付書類", AttachmentsAnswers),
    Section(SectionKey.PLEDGES, "誓約・同意", PledgesAnswers),
)
_BY_KEY: Mapping[str, Section] = {section.key: section for section in SECTIONS}


def section_named(key: str) -> Section:
    """The section of that key; KeyError when there is none."""
    return _BY_KEY[key]


@cache
def place_of_fact() -> Mapping[str, tuple[SectionKey, str]]:
    """Where a stated fact is answered: section and key, so that a verdict can lead to its field."""
    return {
        asked.fact: (section.key, name) for section in SECTIONS for name, asked in section.asked.items() if asked.fact
    }
