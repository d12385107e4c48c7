"""The Django app of the accompaniment by support institutions. It cannot reach a score."""

from django.apps import AppConfig


class SupportCasesConfig(AppConfig):
    """伴走支援。"""

    name = "support_cases"
    verbose_name = "伴走支援"

    def ready(self) -> None:
        """Make this app's acts known to the house, and put its cases under their law."""
        from accounts.services.merging import register_merging
        from applications.rules.case_library import offer_library
        from applications.selectors.consultations import register_consultations
        from applications.selectors.ways_on import register_ways_on
        from applications.services.after_award import register_award_listener
        from records.papers.registry import register
        from records.policies.attachments_sight import has_sight, register_sight
        from records.policies.papers_sight import register_paper_sight
        from records.rules.acts import name_acts
        from support_cases.papers.kinds import KINDS
        from support_cases.rules.acts import ACTS
        from support_cases.selectors.bridge import consultations_of
        from support_cases.selectors.knowledge import public_stories
        from support_cases.selectors.ways_on import ways_from_call, ways_from_file
        from support_cases.services.bridge import hear_of_award
        from support_cases.services.laws import govern_all
        from support_cases.services.merging import support_mover
        from support_cases.views.sights import sees_case_paper, sees_record_file

        name_acts(ACTS)
        govern_all()
        register_merging(self.name, support_mover())
        offer_library(public_stories)
        for kind in KINDS:
            register(kind)
        register_paper_sight(self.name, sees_case_paper)
        register_ways_on(self.name, from_file=ways_from_file, from_call=ways_from_call)
        register_consultations(self.name, consultations_of)
        register_award_listener(self.name, hear_of_award)
        if not has_sight("support_cases.supportrecord"):
            register_sight("support_cases.supportrecord", sees_record_file)
