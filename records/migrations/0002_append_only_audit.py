"""The audit trail refuses UPDATE and DELETE from now on."""

from django.db import migrations

from records.audit.append_only import allow_changes, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("records", "0001_records")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
