"""The Django app of the calls and of the applications that answer them."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """公募と交付申請。"""

    name = "applications"
    verbose_name = "公募・交付申請"

    def ready(self) -> None:
        """Make this app's papers and acts known to the house, and who sees the files of an application."""
        from accounts.services.merging import register_merging
        from applications.papers.kinds import KINDS
        from applications.rules.acts import ACTS
        from applications.selectors.sight import sees_file, sees_paper
        from applications.services.merging import files_mover
        from records.papers.registry import register
        from records.policies.attachments_sight import has_sight, register_sight
        from records.policies.papers_sight import register_paper_sight
        from records.rules.acts import name_acts

        for kind in KINDS:
            register(kind)
        name_acts(ACTS)
        register_merging(self.name, files_mover())
        if not has_sight("applications.application"):
            register_sight("applications.application", sees_file)
        register_paper_sight("applications", sees_paper)
