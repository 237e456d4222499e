from django.db import migrations

from complaints.loading import load_complaint_data


def load(apps, schema_editor):
    load_complaint_data(
        category_model=apps.get_model("complaints", "Category"),
        rule_model=apps.get_model("complaints", "RoutingRule"),
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
