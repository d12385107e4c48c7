"""What others rely on refuses to change from now on."""

from django.db import migrations

from records.audit.lasting import keep, let_go


class Migration(migrations.Migration):
    dependencies = [("records", "0003_attachments_and_messages")]

    operations = [migrations.RunPython(keep, let_go)]
