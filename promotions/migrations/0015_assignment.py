"""Who handles a dossier. Old code leaves both columns empty, which is a right state."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("promotions", "0014_form_06"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="promotion",
            name="assigned_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="handled since"
            ),
        ),
        migrations.AddField(
            model_name="promotion",
            name="assigned_to",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="handled by",
            ),
        ),
        AddConstraintNotValid(
            model_name="promotion",
            constraint=models.CheckConstraint(
                name="promotions_promotion_assigned_with_time",
                condition=Q(assigned_to__isnull=True, assigned_at__isnull=True)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
            ),
        ),
    ]
