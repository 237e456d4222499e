"""What one person was told; built while the old code writes, so not in a transaction."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("notifications", "0003_alarm_text")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(name="notice_recipient", fields=["recipient", "-id"]),
        ),
    ]
