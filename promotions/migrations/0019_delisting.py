"""Removal from the register and its review; the constraints only grow wider."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_head_of_unit'),
        ('campaigns', '0002_complaint_escalation'),
        ("promotions", "0018_shipped_reasons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=4000, verbose_name='why the merchant asks')),
                ('filed_at', models.DateTimeField(verbose_name='asked at')),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'The decision stands'), ('reversed', 'Taken back')], max_length=10, verbose_name='outcome')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
            ],
            options={
                'verbose_name': 'request for review',
                'verbose_name_plural': 'requests for review',
                'ordering': ['filed_at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='promotion',
            name='promotions_promotion_published_has_times',
        ),
        migrations.RemoveConstraint(
            model_name='promotion',
            name='promotions_promotion_closed_has_time',
        ),
        migrations.AlterField(
            model_name='cannedreason',
            name='verb',
            field=models.CharField(choices=[('ask_for_changes', 'Ask for changes'), ('receive', 'Receive'), ('refuse', 'Refuse publication'), ('suspend', 'Suspend'), ('resume', 'Lift the suspension'), ('delist', 'Remove from the register')], max_length=20, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='cannedreasonrevision',
            name='verb',
            field=models.CharField(choices=[('ask_for_changes', 'Ask for changes'), ('receive', 'Receive'), ('refuse', 'Refuse publication'), ('suspend', 'Suspend'), ('resume', 'Lift the suspension'), ('delist', 'Remove from the register')], max_length=20, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='promotion',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('needs_changes', 'Changes asked for'), ('received', 'Received'), ('published', 'Published'), ('ended', 'Ended'), ('withdrawn', 'Withdrawn'), ('refused', 'Refused publication'), ('suspended', 'Suspended'), ('delisted', 'Removed from the register')], default='draft', editable=False, max_length=14, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='promotionrevision',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('needs_changes', 'Changes asked for'), ('received', 'Received'), ('published', 'Published'), ('ended', 'Ended'), ('withdrawn', 'Withdrawn'), ('refused', 'Refused publication'), ('suspended', 'Suspended'), ('delisted', 'Removed from the register')], default='draft', editable=False, max_length=14, verbose_name='state'),
        ),
        AddConstraintNotValid(
            model_name='promotion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'ended', 'suspended', 'delisted']), _negated=True), models.Q(('published_at__isnull', False), ('received_at__isnull', False)), _connector='OR'), name='promotions_promotion_published_has_times'),
        ),
        AddConstraintNotValid(
            model_name='promotion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ['ended', 'withdrawn', 'refused', 'delisted'])), models.Q(models.Q(('state__in', ['ended', 'withdrawn', 'refused', 'delisted']), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='promotions_promotion_closed_has_time'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='promotions.promotionevent', verbose_name='decision'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='promotion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='promotions.promotion', verbose_name='promotion'),
        ),
        migrations.AddIndex(
            model_name='appeal',
            index=models.Index(condition=models.Q(('decided_at__isnull', True)), fields=['promotion'], name='appeal_undecided'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at__isnull', True), ('decided_by__isnull', True), ('outcome', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('outcome__in', ['upheld', 'reversed']), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='promotions_appeal_decided_as_a_whole'),
        ),
    ]
