"""What the queues are read by; built while the old code writes, so not in a transaction."""

from django.contrib.postgres.operations import (
    AddIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.models import Q

OPEN = Q(state__in=["submitted", "received", "needs_changes"])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("promotions", "0015_assignment")]

    operations = [
        ValidateConstraint(
            model_name="promotion", name="promotions_promotion_assigned_with_time"
        ),
        AddIndexConcurrently(
            model_name="promotion",
            index=models.Index(
                name="promotion_open", fields=["submitted_at", "id"], condition=OPEN
            ),
        ),
        AddIndexConcurrently(
            model_name="promotion",
            index=models.Index(
                name="promotion_open_of_officer",
                fields=["assigned_to", "submitted_at"],
                condition=OPEN,
            ),
        ),
    ]
