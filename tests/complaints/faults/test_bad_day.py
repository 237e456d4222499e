"""A day on which the mail server and Valkey are away, and everybody does things twice."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

import pytest
from celery import Task
from kombu.exceptions import OperationalError

from accounts.lifecycle import TransitionNotAllowed
from complaints import workflow
from complaints.conservation import take_balance
from complaints.intake import file_complaint
from complaints.models import Complaint, Referral
from notifications import delivery
from notifications.enums import NoticeState
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.answers import facts
from tests.complaints.factories import HCM
from tests.complaints.test_workflow_races import race

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = datetime(2024, 11, 29, 0, tzinfo=HCM)
REPORTS = 8
CLOSED = 3


@pytest.fixture
def no_valkey(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("nobody listens")

    monkeypatch.setattr(Task, "apply_async", away)


def test_after_a_day_of_faults_everything_is_there_once(plan, mail_server, no_valkey):
    mail_server.down()
    real_morning = timezone.now()  # mail leaves by the real clock
    officers = [UserFactory(unit=plan.lead) for _ in range(2)]
    for number in range(REPORTS):
        moment = MORNING + timedelta(hours=3 * number)
        sent_twice(number, at=moment)
        delivery.deliver_due(at=real_morning + timedelta(hours=3 * number))
    for complaint in Complaint.objects.order_by("pk")[:CLOSED]:
        decided_twice(complaint, officers, at=MORNING + timedelta(hours=23))

    assert mail_server.messages == []
    mail_server.up()
    for minutes in range(0, 60, 10):
        delivery.deliver_due(at=real_morning + timedelta(days=1, minutes=minutes))

    assert Complaint.objects.count() == REPORTS
    assert Referral.objects.count() == 3 * REPORTS
    notices = list(Notice.objects.all())
    assert {notice.state for notice in notices} == {NoticeState.SENT}
    arrived = Counter(message["Message-ID"] for message in mail_server.messages)
    assert arrived == {notice.message_id: 1 for notice in notices}
    told = Counter(notice.template.rpartition("/")[2] for notice in notices)
    assert told == {"received": REPORTS, "referred": 3 * REPORTS, "closed": CLOSED}
    balance = take_balance(at=MORNING + timedelta(days=1))
    assert balance.is_balanced
    assert (balance.received, balance.closed) == (REPORTS, CLOSED)
    assert balance.open_by_unit == {plan.lead.code: REPORTS - CLOSED}


def sent_twice(number, *, at):
    """One form sent twice at the same moment: one report, one receipt."""
    key, said = uuid4(), facts(story=f"Lần {number}: giá gốc bị nâng lên.")
    receipts = race(*[lambda: file_complaint(said, key=key, at=at, source="web")] * 2)
    assert len({receipt.reference for receipt in receipts}) == 1


def decided_twice(complaint, officers, *, at):
    """Two officers close it at once, each in their words: one is told of the other."""
    results = race(
        *[
            lambda by=by: workflow.not_accept(
                Complaint.objects.get(pk=complaint.pk),
                outcome=f"Không thuộc thẩm quyền ({by.pk}).",
                by=by,
                at=at,
            )
            for by in officers
        ]
    )
    assert sum(isinstance(r, TransitionNotAllowed) for r in results) == 1
