from django.db import migrations

from complaints.retention.rules import load_rules


def load(apps, schema_editor):
    load_rules(rule_model=apps.get_model("complaints", "RetentionRule"))


class Migration(migrations.Migration):
    dependencies = [("complaints", "0021_retention")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
