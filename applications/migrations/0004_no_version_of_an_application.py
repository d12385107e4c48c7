"""An application needs no version of its own: its sections, lines and submissions have theirs."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0003_frozen_rows'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='application',
            name='application_versions_count_from_one',
        ),
        migrations.RemoveField(
            model_name='application',
            name='version',
        ),
    ]
