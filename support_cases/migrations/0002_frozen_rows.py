"""What was read, measured, entered, handed over or kept as a version is never edited; what is new is a new row."""

from django.db import migrations

from records.audit.frozen import Frozen

FROZEN = Frozen(
    (
        "support_cases_scalereading",
        "support_cases_recordversion",
        "support_cases_casetemplate",
        "support_cases_phaseentry",
        "support_cases_measurement",
        "support_cases_handover",
        "support_cases_skillassessment",
    )
)


class Migration(migrations.Migration):
    dependencies = [("support_cases", "0001_support_cases")]

    operations = [migrations.RunPython(FROZEN.keep, FROZEN.let_go)]
