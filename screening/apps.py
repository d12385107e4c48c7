"""The Django app of the screening. Scores, comments and ranks never leave it."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """審査。"""

    name = "screening"
    verbose_name = "審査"

    def ready(self) -> None:
        """Make this app's papers and acts known to the house, and put its subjects under their laws."""
        from accounts.services.merging import register_merging
        from records.papers.registry import register
        from records.policies.attachments_sight import has_sight, register_sight
        from records.policies.papers_sight import register_paper_sight
        from records.rules.acts import name_acts
        from screening.papers.kinds import KINDS
        from screening.rules.acts import ACTS
        from screening.selectors.releases import sees_paper
        from screening.selectors.sight import sees_document
        from screening.services.laws import govern_all
        from screening.services.merging import screening_mover

        for kind in KINDS:
            register(kind)
        name_acts(ACTS)
        govern_all()
        register_merging(self.name, screening_mover())
        register_paper_sight(self.name, sees_paper)
        # A reviewer reads the documents of the rubric beside the criterion that they belong to.
        if not has_sight("applications.application", owner=self.name):
            register_sight("applications.application", sees_document, owner=self.name)
