from datetime import timedelta

from django.core.cache import cache

import pytest

from reports.current import current_figures
from reports.figures import complaints
from reports.snapshot import VERSION
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import ComplaintFactory
from tests.reports.province import AS_OF

pytestmark = pytest.mark.django_db(transaction=True)


def received(campaign, seconds):
    figures = current_figures(campaign, at=AS_OF + timedelta(seconds=seconds))
    return figures.count(complaints.RECEIVED)


def test_figures_are_counted_again_after_a_minute():
    campaign = CampaignFactory()
    counts = [received(campaign, 0)]
    ComplaintFactory(campaign=campaign)

    counts += [received(campaign, 59), received(campaign, 60)]

    assert counts == [0, 0, 1]


def test_while_somebody_counts_the_others_read_what_was_counted_before():
    campaign = CampaignFactory()
    received(campaign, 0)
    ComplaintFactory(campaign=campaign)
    cache.add(f"figures:{VERSION}:{campaign.pk}:counting", 1, 60)

    assert received(campaign, 61) == 0


def test_a_rehearsal_that_begins_anew_counts_anew():
    campaign = CampaignFactory()
    received(campaign, 3600)
    ComplaintFactory(campaign=campaign)

    assert received(campaign, 0) == 1


def test_without_a_cache_figures_are_counted_each_time(settings):
    settings.CACHES = {
        "default": {
            **settings.CACHES["default"],
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    campaign = CampaignFactory()
    counts = [received(campaign, 0)]
    ComplaintFactory(campaign=campaign)

    assert [*counts, received(campaign, 1)] == [0, 1]
