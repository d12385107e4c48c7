"""The Django app of the accompaniment by support institutions. It cannot reach a score."""

from django.apps import AppConfig


class SupportCasesConfig(AppConfig):
    """伴走支援。"""

    name = "support_cases"
    verbose_name = "伴走支援"

    def ready(self) -> None:
        """Make this app's acts known to the house, and put its cases under their law."""
        from records.policies.attachments_sight import has_sight, register_sight
        from records.rules.acts import name_acts
        from support_cases.rules.acts import ACTS
        from support_cases.selectors.records import sees_record_file
        from support_cases.services.laws import govern_all

        name_acts(ACTS)
        govern_all()
        if not has_sight("support_cases.supportrecord"):
            register_sight("support_cases.supportrecord", sees_record_file)
