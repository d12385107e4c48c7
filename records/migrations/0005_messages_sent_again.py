"""A mail that ended badly may be sent again by a person, once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_lasting_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="sends_again",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sent_again",
                to="records.message",
                verbose_name="送り直すメール",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sends_again__isnull", False)),
                fields=("sends_again",),
                name="message_is_sent_again_once",
            ),
        ),
    ]
