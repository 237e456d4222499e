"""What a person asks about their own data: stored once, with 72 hours by the clock."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from accounts.once import ContentConflict
from complaints.enums import SubjectRequestKind as Kind
from complaints.models import SubjectRequest
from complaints.rights import asking
from complaints.rights.asking import Wish
from complaints.rights.refusals import AskedAlready, NothingToCorrect, NothingToEnd
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UnitFactory
from tests.complaints.answers import KEY
from tests.complaints.factories import HCM, ComplaintFactory

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2024, 11, 29, 16, tzinfo=HCM)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def complaint():
    return ComplaintFactory()


def ask(complaint, kind=Kind.ACCESS, *, key=KEY, at=FRIDAY, **wish):
    return asking.ask(complaint, Wish(kind, **wish), key=key, at=at)


def test_clock_runs_72_hours_over_the_weekend(complaint):
    ask(complaint)

    request = SubjectRequest.objects.get()
    assert request.due_at == datetime(2024, 12, 2, 16, tzinfo=HCM)
    assert not request.is_overdue(at=request.due_at - MOMENT)
    assert request.is_overdue(at=request.due_at)
    overdue = SubjectRequest.objects.overdue
    assert list(overdue(at=request.due_at - MOMENT)) == []
    assert list(overdue(at=request.due_at)) == [request]


def test_request_is_stored_once_and_another_content_is_a_conflict(complaint):
    first, again = ask(complaint), ask(complaint)

    assert (again.is_repeat, again.reference) == (True, first.reference)
    with pytest.raises(ContentConflict):
        ask(complaint, Kind.DELETION)
    assert SubjectRequest.objects.count() == 1


def test_it_is_confirmed_to_the_person_and_told_to_the_division(complaint):
    UnitFactory(trade_management=True, email="ql@thu.example")

    ask(complaint, text="Tôi cần bản sao.")

    told = {one.recipient: one.body for one in Notice.objects.all()}
    assert set(told) == {complaint.email, "ql@thu.example"}
    assert not any("Tôi cần bản sao." in body for body in told.values())
    assert complaint.full_name not in told["ql@thu.example"]
    assert timeline(complaint)[-1].text == Kind.ACCESS.label


def test_same_thing_is_not_asked_twice_while_it_waits(complaint):
    ask(complaint)
    ask(complaint, Kind.RESTRICTION, key=uuid4())

    with pytest.raises(AskedAlready):
        ask(complaint, key=uuid4())


@pytest.mark.parametrize(
    "values",
    [{}, {"full_name": "Lê Thị Thử"}, {"phone": "+84912345678"}],
)
def test_correction_must_change_something(complaint, values):
    with pytest.raises(NothingToCorrect):
        ask(complaint, Kind.CORRECTION, **values)


def test_restriction_that_is_none_cannot_be_ended(complaint):
    with pytest.raises(NothingToEnd):
        asking.end_restriction(complaint, at=FRIDAY)
