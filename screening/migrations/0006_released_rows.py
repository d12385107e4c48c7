"""What went out refuses every change from now on: the release, and each decision of it."""

from django.db import migrations

from records.audit.frozen import Frozen

RELEASES = Frozen(("screening_release",), once="OLD.status = 'released'")
DECISIONS = Frozen(
    ("screening_grantdecision",),
    once="EXISTS (SELECT 1 FROM screening_release WHERE id = OLD.release_id AND status = 'released')",
)


class Migration(migrations.Migration):
    dependencies = [("screening", "0005_announcements")]

    operations = [
        migrations.RunPython(RELEASES.keep, RELEASES.let_go),
        migrations.RunPython(DECISIONS.keep, DECISIONS.let_go),
    ]
