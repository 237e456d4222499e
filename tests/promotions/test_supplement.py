"""The term of a correction: working days, one reminder, and no refusal by itself."""

from datetime import datetime, timedelta

import pytest

from notifications.models import Notice
from promotions import workflow
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.reminding import remind_of_changes
from promotions.supplement import is_overdue, overdue
from promotions.tasks import remind_of_changes as remind_task
from tests.promotions.factories import HCM, PromotionFactory, the_campaign

pytestmark = pytest.mark.django_db

MONDAY = datetime(2024, 11, 18, 10, tzinfo=HCM)
WHY = "Ảnh chụp giá niêm yết bị mờ"
INSTANT = timedelta(microseconds=1)


def at(day, hour=0, minute=0):
    return datetime(2024, 11, day, hour, minute, tzinfo=HCM)


def asked(*, days=None, moment=MONDAY, **facts):
    promotion = PromotionFactory(
        submitted=True, merchant__email="shop@thu.example", **facts
    )
    return workflow.ask_for_changes(
        promotion, by=None, at=moment, reason=WHY, days=days
    )


def reminders():
    return Notice.objects.filter(template="promotions/mail/changes_due").count()


def test_the_term_is_the_one_the_campaign_sets():
    campaign = the_campaign()
    campaign.supplement_days = 2
    campaign.save()

    assert asked(campaign=campaign).changes_due_at == at(21)


def test_without_a_campaign_the_usual_term_holds():
    assert asked(campaign=None).changes_due_at == at(26)


def test_the_officer_may_give_a_term_of_his_own_and_the_weekend_does_not_count():
    friday = at(22, 16)

    assert asked(days=3, moment=friday).changes_due_at == at(28)


@pytest.mark.parametrize("days", [0, 61])
def test_a_term_of_no_day_or_of_months_is_none(days):
    with pytest.raises(ValueError, match="1 to 60"):
        asked(days=days)


def test_the_term_stands_in_the_mail_and_in_the_event():
    promotion = asked(days=3)

    body = Notice.objects.get(template="promotions/mail/changes_asked").body
    assert "21/11/2024" in body
    assert promotion.events.get().facts["due_at"] == at(22).isoformat()


def test_overdue_begins_when_the_term_is_over_and_nothing_is_refused():
    promotion = asked(days=3)
    everything = Promotion.objects.all()

    assert not is_overdue(promotion, at=at(22) - INSTANT)
    assert list(overdue(everything, at=at(22) - INSTANT)) == []
    assert is_overdue(promotion, at=at(22))
    assert list(overdue(everything, at=at(22))) == [promotion]
    remind_of_changes(at=at(25))
    promotion.refresh_from_db()
    assert promotion.state == PromotionState.NEEDS_CHANGES


def test_a_dossier_sent_again_is_not_overdue():
    promotion = workflow.submit(asked(days=3), by=None, at=at(19))

    assert not is_overdue(promotion, at=at(28))
    assert list(overdue(Promotion.objects.all(), at=at(28))) == []


def test_the_reminder_goes_out_once_from_the_day_before_the_last():
    promotion = asked(days=3)

    assert remind_of_changes(at=at(20) - INSTANT) == 0
    assert remind_of_changes(at=at(20)) == 1
    assert remind_of_changes(at=at(21)) == 0
    assert reminders() == 1
    assert promotion.events.last().verb == "remind_of_changes"


def test_a_term_of_one_day_is_not_reminded_of_on_the_day_of_the_request():
    asked(days=1)

    assert remind_of_changes(at=at(18, 23, 59)) == 0
    assert remind_of_changes(at=at(19)) == 1


def test_nobody_is_reminded_after_the_term_or_after_sending():
    asked(days=3)
    workflow.submit(asked(days=3), by=None, at=at(19))

    assert remind_of_changes(at=at(22)) == 0
    assert remind_of_changes(at=at(21)) == 1


def test_a_second_request_has_a_term_and_a_reminder_of_its_own():
    promotion = asked(days=3)
    remind_of_changes(at=at(21))
    promotion = workflow.submit(promotion, by=None, at=at(21, 8))
    workflow.ask_for_changes(promotion, by=None, at=at(21, 9), reason=WHY, days=2)

    assert remind_of_changes(at=at(22)) == 1
    assert reminders() == 2


def test_a_reminder_that_comes_too_late_does_nothing():
    promotion = asked(days=3)
    workflow.submit(promotion, by=None, at=at(20))

    workflow.remind_of_changes(promotion, by=None, at=at(20))

    assert reminders() == 0


def test_the_task_asks_the_clock_of_the_portal(settings):
    asked(days=3)
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"

    remind_task()

    assert reminders() == 1
