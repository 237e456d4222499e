"""A new campaign begins as a copy of an old one, moved to its own days."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

import structlog

from accounts.models import User
from campaigns.models import Assignment, Campaign, TimeSlot

log = structlog.get_logger(__name__)


def copy_campaign(
    campaign: Campaign,
    *,
    code: str,
    name: str,
    short_name: str,
    starts_on: date,
    by: User,
) -> Campaign:
    """Return an unpublished copy that begins on ``starts_on`` at the same local time.

    Slots keep their place within the campaign; tasks go to the same units, as far as
    those are still active. The number of the plan and the day of the report are of
    the old campaign alone. Raises ``ValidationError`` where the code is taken.
    """
    shift = starts_on - timezone.localdate(campaign.starts_at)
    with transaction.atomic():
        copy = _copy_of(campaign, shift)
        copy.code, copy.name, copy.short_name = code, name, short_name
        copy.full_clean()
        copy.save()
        for slot in campaign.slots.all():
            _copy_slot(slot, copy, shift)
        tasks = campaign.assignments.filter(unit__is_active=True)
        Assignment.objects.bulk_create(_copy_task(task, copy) for task in tasks)
    log.info("campaign_copied", campaign=campaign.pk, copy=copy.pk, by=by.pk)
    return copy


def _copy_of(campaign: Campaign, shift: timedelta) -> Campaign:
    copy = Campaign.objects.get(pk=campaign.pk)
    copy.pk = None
    copy._state.adding = True
    copy.starts_at += shift
    copy.ends_at += shift
    copy.plan_ref = ""
    copy.report_due_on = None
    copy.is_published = False
    return copy


def _copy_slot(slot: TimeSlot, copy: Campaign, shift: timedelta) -> None:
    TimeSlot.objects.create(
        campaign=copy,
        code=slot.code,
        name=slot.name,
        starts_at=slot.starts_at + shift,
        ends_at=slot.ends_at + shift,
    )


def _copy_task(task: Assignment, copy: Campaign) -> Assignment:
    return Assignment(
        campaign=copy,
        unit_id=task.unit_id,
        role=task.role,
        section=task.section,
        position=task.position,
        task=task.task,
    )
