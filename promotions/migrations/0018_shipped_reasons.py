"""The first canned reasons; afterwards the head of the Division keeps them."""

from django.db import migrations

from promotions.law.rules import shipped

VERBS = {"ask_for_changes", "receive", "refuse", "suspend", "resume"}


def load(apps, schema_editor):
    model = apps.get_model("promotions", "CannedReason")
    model.objects.bulk_create(
        model(verb=row["verb"], title=row["title"], text=row["text"].strip())
        for row in shipped("canned_reasons")["reason"]
        if row["verb"] in VERBS
    )


class Migration(migrations.Migration):
    dependencies = [("promotions", "0017_canned_reasons")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
