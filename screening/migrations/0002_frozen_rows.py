"""What was declared, scored, decided and minuted refuses every change from now on."""

from django.db import migrations

from records.audit.frozen import Frozen

FROZEN = Frozen(
    (
        "screening_conflictdeclaration",
        "screening_conflictoverride",
        "screening_scoresheet",
        "screening_bonusdecision",
        "screening_minutes",
    )
)


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_screening")]

    operations = [migrations.RunPython(FROZEN.keep, FROZEN.let_go)]
