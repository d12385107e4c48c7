"""The Django app of everything after a grant decision."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """交付決定後の事業。"""

    name = "awards"
    verbose_name = "交付決定後の事業"

    def ready(self) -> None:
        """Make this app's papers and acts known to the house, and the ways from a file and a call to its awards."""
        from accounts.services.merging import register_merging
        from applications.selectors.ways_on import register_ways_on
        from awards.papers.kinds import KINDS
        from awards.rules.acts import ACTS
        from awards.selectors.ways_on import ways_from_call, ways_from_file
        from awards.services.merging import awards_mover
        from records.papers.registry import register
        from records.rules.acts import name_acts

        for kind in KINDS:
            register(kind)
        name_acts(ACTS)
        register_ways_on("awards", from_file=ways_from_file, from_call=ways_from_call)
        register_merging(self.name, awards_mover())
