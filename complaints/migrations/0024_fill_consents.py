from django.db import migrations

BATCH = 2_000


def fill(apps, schema_editor):
    """Write what the columns of older complaints say into rows; again adds nothing."""
    complaint = apps.get_model("complaints", "Complaint")
    consent = apps.get_model("complaints", "Consent")
    asked = complaint.objects.order_by("pk").values_list(
        "pk", "consent_version", "may_share_with_seller", "consented_at"
    )
    last = 0
    while rows := list(asked.filter(pk__gt=last)[:BATCH]):
        consent.objects.bulk_create(
            (
                consent(
                    complaint_id=pk,
                    purpose=purpose,
                    text_version=version,
                    is_given=is_given,
                    asked_at=at,
                )
                for pk, version, may_share, at in rows
                for purpose, is_given in (("handling", True), ("sharing", may_share))
            ),
            ignore_conflicts=True,
        )
        last = rows[-1][0]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [('complaints', '0023_consents')]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)
    ]
