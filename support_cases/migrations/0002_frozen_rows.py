"""A reading of a scale and a version of a record are never edited; what is new is a new row."""

from django.db import migrations

from records.audit.frozen import Frozen

FROZEN = Frozen(("support_cases_scalereading", "support_cases_recordversion"))


class Migration(migrations.Migration):
    dependencies = [("support_cases", "0001_support_cases")]

    operations = [migrations.RunPython(FROZEN.keep, FROZEN.let_go)]
