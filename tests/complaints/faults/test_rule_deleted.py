"""A routing rule goes away while a report is on its way by it."""

from threading import Thread
from unittest.mock import patch

from django.db import connection

import pytest

from accounts.models import Submission
from complaints import intake
from complaints.models import Complaint, ComplaintEvent, Referral, RoutingRule
from notifications.models import Notice
from tests.complaints.answers import KEY, facts
from tests.complaints.factories import RECEIVED_AT as AT

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_rule_deleted_between_reading_and_storing_loses_no_report(plan):
    used = RoutingRule.objects.filter(receiver="consumer_association").get()
    real = intake.send_all
    tries = []

    def after_the_rule_is_gone(*args, **kwargs):
        tries.append(1)
        if len(tries) == 1:
            elsewhere(used.delete)
        return real(*args, **kwargs)

    with patch.object(intake, "send_all", after_the_rule_is_gone):
        receipt = file()

    assert file().reference == receipt.reference
    complaint = Complaint.objects.get()
    receivers = sorted(complaint.referrals.values_list("role", flat=True))
    assert "lead" in receivers
    assert len(receivers) == Referral.objects.count()
    assert ComplaintEvent.objects.count() == Submission.objects.count() == 1
    assert Notice.objects.count() == 1 + len(receivers)
    assert not complaint.referrals.filter(rule_id=used.pk).exists()


def test_the_last_rule_deleted_leaves_the_division_in_charge(plan):
    RoutingRule.objects.all().delete()

    file()

    part = Referral.objects.get()
    assert (part.role, part.unit) == ("lead", plan.lead)


def test_a_rule_deleted_later_takes_nothing_from_what_it_sent(plan):
    file()
    before = list(Referral.objects.order_by("pk").values("unit", "role", "reason"))
    trace = ComplaintEvent.objects.get().facts

    RoutingRule.objects.all().delete()

    kept = list(Referral.objects.order_by("pk").values("unit", "role", "reason"))
    assert kept == before
    assert ComplaintEvent.objects.get().facts == trace


def file():
    return intake.file_complaint(facts(), key=KEY, at=AT, source="web")


def elsewhere(act):
    """Act in a transaction of its own, committed before this returns."""

    def run():
        act()
        connection.close()

    other = Thread(target=run)
    other.start()
    other.join()
