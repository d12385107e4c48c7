"""What was sent, how it was judged and what a person decided refuse every change from now on."""

from django.db import migrations

from records.audit.frozen import Frozen

FROZEN = Frozen(("applications_submission", "applications_assessment", "applications_resolution"))


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_applications")]

    operations = [migrations.RunPython(FROZEN.keep, FROZEN.let_go)]
