"""What a decision granted refuses every change from now on."""

from django.db import migrations

from records.audit.frozen import Frozen

FROZEN = Frozen(("awards_awardterms",))


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_awards")]

    operations = [migrations.RunPython(FROZEN.keep, FROZEN.let_go)]
