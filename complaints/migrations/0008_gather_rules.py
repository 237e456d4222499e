from django.db import migrations
from django.utils import timezone

from complaints.loading import gather_rules


def gather(apps, schema_editor):
    gather_rules(
        rule_model=apps.get_model("complaints", "RoutingRule"),
        set_model=apps.get_model("complaints", "RoutingSet"),
        at=timezone.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0007_routing_sets")]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
