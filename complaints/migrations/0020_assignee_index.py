"""What an officer's own queue is read by; built while the old code writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("complaints", "0019_assignee")]

    operations = [
        AddIndexConcurrently(
            model_name="referral",
            index=models.Index(
                name="referral_of_assignee",
                fields=["assignee", "due_at", "id"],
                condition=Q(state__in=["sent", "accepted"], assignee__isnull=False)
                & ~Q(role="informed"),
            ),
        ),
    ]
