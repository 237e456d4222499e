from datetime import timedelta
from threading import Barrier, Thread

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

import pytest

from campaigns.models import Campaign, TimeSlot
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory

SECOND = timedelta(seconds=1)
WEEK = timedelta(days=7)


def whole_week(campaign):
    return {"starts_at": campaign.starts_at, "ends_at": campaign.ends_at}


def edges(campaign):
    yield {**whole_week(campaign), "starts_at": campaign.starts_at - SECOND}
    yield {**whole_week(campaign), "ends_at": campaign.ends_at + SECOND}


@pytest.mark.django_db
def test_a_slot_may_fill_its_campaign_to_the_edge():
    campaign = CampaignFactory()
    slot = TimeSlotFactory(campaign=campaign, **whole_week(campaign))

    slot.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("edge", [0, 1])
def test_a_slot_one_second_outside_is_refused_with_the_window(edge):
    campaign = CampaignFactory()
    slot = TimeSlotFactory.build(campaign=campaign, **[*edges(campaign)][edge])

    with pytest.raises(ValidationError) as refusal:
        slot.full_clean()

    (message,) = refusal.value.messages
    assert "00:00 25/11/2024" in message
    assert "00:00 02/12/2024" in message


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edge", [0, 1])
def test_the_database_refuses_a_slot_outside_its_campaign(edge):
    slot = TimeSlotFactory()
    outside = [*edges(slot.campaign)][edge]

    with pytest.raises(IntegrityError, match="outside its campaign"):
        TimeSlot.objects.update(**outside)

    assert TimeSlot.objects.get().starts_at == slot.starts_at


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_window_that_leaves_its_slots_outside():
    slot = TimeSlotFactory()

    Campaign.objects.update(ends_at=slot.ends_at)
    with pytest.raises(IntegrityError, match="outside its campaign"):
        Campaign.objects.update(ends_at=slot.ends_at - SECOND)

    assert Campaign.objects.get().ends_at == slot.ends_at


@pytest.mark.django_db(transaction=True)
def test_a_campaign_and_its_slot_move_together():
    slot = TimeSlotFactory()
    campaign = slot.campaign

    with transaction.atomic():
        Campaign.objects.update(
            starts_at=campaign.starts_at + WEEK, ends_at=campaign.ends_at + WEEK
        )
        TimeSlot.objects.update(
            starts_at=slot.starts_at + WEEK, ends_at=slot.ends_at + WEEK
        )

    assert TimeSlot.objects.get().starts_at == slot.starts_at + WEEK


@pytest.mark.django_db(transaction=True)
def test_a_slot_added_while_the_campaign_shrinks_is_refused_or_first():
    campaign = CampaignFactory()
    start, outcomes = Barrier(2), []

    def race(change):
        try:
            with transaction.atomic():
                start.wait()
                change()
            outcomes.append("kept")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    last_day = campaign.ends_at - timedelta(days=1)
    changes = [
        lambda: Campaign.objects.update(ends_at=last_day),
        lambda: TimeSlotFactory(
            campaign=campaign, starts_at=last_day, ends_at=campaign.ends_at
        ),
    ]
    threads = [Thread(target=race, args=[change]) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["kept", "refused"]
