"""A sent mail is not deleted either."""

from django.db import migrations

from records.audit.lasting import keep_anew


class Migration(migrations.Migration):
    dependencies = [("records", "0005_messages_sent_again")]

    operations = [migrations.RunPython(keep_anew, migrations.RunPython.noop)]
