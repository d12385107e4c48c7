"""What sight asks of a file stands in one index, so that the office's list is counted in it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("applications", "0004_no_version_of_an_application"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["status", "channel", "organisation"], name="applications_in_sight"),
        ),
    ]
