"""Look at the old rows without holding anybody up; add the reason that is shipped."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

from promotions.law.rules import shipped


def load(apps, schema_editor):
    model = apps.get_model("promotions", "CannedReason")
    model.objects.bulk_create(
        model(verb=row["verb"], title=row["title"], text=row["text"].strip())
        for row in shipped("canned_reasons")["reason"]
        if row["verb"] == "delist"
    )


class Migration(migrations.Migration):
    dependencies = [("promotions", "0019_delisting")]

    operations = [
        ValidateConstraint("promotion", "promotions_promotion_published_has_times"),
        ValidateConstraint("promotion", "promotions_promotion_closed_has_time"),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
