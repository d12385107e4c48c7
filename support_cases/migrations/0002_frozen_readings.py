"""A reading of a scale is never edited; a new one is a new row."""

from django.db import migrations

from records.audit.frozen import Frozen

FROZEN = Frozen(("support_cases_scalereading",))


class Migration(migrations.Migration):
    dependencies = [("support_cases", "0001_support_cases")]

    operations = [migrations.RunPython(FROZEN.keep, FROZEN.let_go)]
