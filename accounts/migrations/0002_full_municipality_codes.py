"""The register writes municipalities with their check digit, as the application forms always have."""

from typing import Any

from django.db import migrations

from kernel.municipalities import full_code


def complete(apps: Any, _schema_editor: Any) -> None:
    organisations = apps.get_model("accounts", "Organisation").objects.exclude(municipality_code="")
    for organisation in organisations:
        full = full_code(organisation.municipality_code)
        organisation.municipality_code = full if len(full) == 6 else ""
        organisation.save(update_fields=["municipality_code"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
