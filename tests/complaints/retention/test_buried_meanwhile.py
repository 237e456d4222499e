"""Who still has a page of a report open while it is buried adds nothing to it."""

from threading import Event
from time import sleep

from django.db import transaction

import pytest

from accounts.models import Submission
from complaints.enums import SubjectRequestKind as Kind
from complaints.models import Complaint, SealedReceipt, SubjectRequest
from complaints.receipts import sealing
from complaints.retention import running
from complaints.retention.refusals import AlreadyBuried
from complaints.rights import asking
from complaints.rights.asking import Wish
from complaints.workflow import COMPLAINT
from tests.complaints.answers import KEY
from tests.complaints.factories import RECEIVED_AT
from tests.complaints.retention.lives import DUE, approved, closed
from tests.complaints.test_workflow_races import race

pytestmark = pytest.mark.usefixtures("rules")
LONG_ENOUGH_TO_WAIT_AT_THE_LOCK = 0.3


def ask(complaint):
    wish = Wish(Kind.CORRECTION, full_name="Phùng Thị Kín")
    return asking.ask(complaint, wish, key=KEY, at=DUE)


def end_restriction(complaint):
    return asking.end_restriction(complaint, at=DUE)


def take_the_receipt(complaint):
    return sealing.receipt_of(complaint, at=DUE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [ask, end_restriction, take_the_receipt])
def test_what_waits_for_a_burial_finds_it_done(act):
    complaint = closed(restricted_at=RECEIVED_AT)[0]
    approved()
    is_locked = Event()

    def bury():
        with transaction.atomic():
            COMPLAINT.lock(complaint)
            is_locked.set()
            sleep(LONG_ENOUGH_TO_WAIT_AT_THE_LOCK)
            return running.carry_out(at=DUE)

    def come_second():
        is_locked.wait()
        return act(complaint)

    buried, refused = race(bury, come_second)

    assert buried == 1
    assert isinstance(refused, AlreadyBuried)
    assert Complaint.objects.get().is_buried
    for model in (SubjectRequest, SealedReceipt, Submission):
        assert not model.objects.exists()


def test_receipt_from_before_is_handed_out_as_it_is():
    complaint = closed()[0]
    receipt = sealing.seal(complaint, at=RECEIVED_AT)

    assert sealing.receipt_of(complaint, at=DUE) == receipt
