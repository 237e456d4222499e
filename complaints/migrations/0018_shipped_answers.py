"""The first canned answers; afterwards the head of the Division keeps them."""

from django.db import migrations

from complaints.loading import shipped


def load(apps, schema_editor):
    model = apps.get_model("complaints", "CannedAnswer")
    model.objects.bulk_create(
        model(step=row["step"], title=row["title"], text=row["text"].strip())
        for row in shipped("canned_answers.toml", "answer")
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0017_canned_answers")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
