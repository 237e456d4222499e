"""Who is shown the sender of a report, for how long, and what is kept of it."""

from datetime import datetime, timedelta
from functools import partial

from django.db import DatabaseError, transaction

import pytest

from complaints import showing
from complaints.enums import ReferralState, ShowPurpose
from complaints.models import Showing
from complaints.refusals import PurposeWithoutWords, TooManyToShow
from tests.accounts.factories import UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def part():
    return ReferralFactory(support=True)


@pytest.fixture
def officer(part):
    return UserFactory(unit=part.unit)


def show(part, by, *, at=AT, purpose=ShowPurpose.CALL, note=""):
    return showing.show(part.complaint, purpose=purpose, note=note, by=by, at=at)


@pytest.mark.parametrize(
    ("moment", "is_shown"),
    [
        (AT - MOMENT, False),
        (AT, True),
        (AT + timedelta(minutes=30) - MOMENT, True),
        (AT + timedelta(minutes=30), False),
    ],
)
def test_contact_is_shown_for_half_an_hour(part, officer, moment, is_shown):
    show(part, officer)

    assert showing.is_shown(officer, part.complaint, at=moment) is is_shown


def test_contact_is_shown_to_the_person_who_asked_and_for_that_report(part, officer):
    show(part, officer)
    colleague = UserFactory(unit=part.unit)
    other = ReferralFactory(complaint=ComplaintFactory(), unit=part.unit).complaint

    assert not showing.is_shown(colleague, part.complaint, at=AT)
    assert not showing.is_shown(officer, other, at=AT)


def test_contact_is_covered_at_once_when_the_unit_passes_the_report_back(part, officer):
    show(part, officer)
    part.state = ReferralState.RETURNED
    part.save()

    assert not showing.is_shown(officer, part.complaint, at=AT)


def test_second_press_is_the_same_showing_and_a_later_one_is_new(part, officer):
    first = show(part, officer)
    again = show(part, officer, at=first.ends_at - MOMENT, purpose=ShowPurpose.MEET)
    later = show(part, officer, at=first.ends_at)

    assert (again.pk, Showing.objects.count()) == (first.pk, 2)
    assert later.ends_at == first.ends_at + timedelta(minutes=30)


def test_showing_keeps_who_in_whose_name_and_why(part, officer):
    kept = show(part, officer, purpose=ShowPurpose.OTHER, note="  Trả lại giấy tờ. ")

    assert (kept.by, kept.unit, kept.note) == (officer, part.unit, "Trả lại giấy tờ.")
    assert kept.reason.endswith(": Trả lại giấy tờ.")


def test_another_reason_needs_words(part, officer):
    with pytest.raises(PurposeWithoutWords):
        show(part, officer, purpose=ShowPurpose.OTHER, note=" ")

    assert not Showing.objects.exists()


def test_showings_are_only_ever_added_to(part, officer):
    kept = show(part, officer)

    for change in (partial(Showing.objects.update, note="khác"), kept.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_was_taken_out_in_a_file_does_not_open_the_page(part, officer):
    showing.show_in_file([part.complaint_id], purpose="call", by=officer, at=AT)

    assert not showing.is_shown(officer, part.complaint, at=AT)
    [entry] = showing.told(part.complaint)
    assert (entry.at, entry.text) == (AT, ShowPurpose.CALL.label)


def test_file_has_at_most_so_many_senders(part, officer, monkeypatch):
    monkeypatch.setattr(showing, "MOST_IN_A_FILE", 1)
    other = ReferralFactory(complaint=ComplaintFactory(), unit=part.unit).complaint_id

    with pytest.raises(TooManyToShow):
        showing.show_in_file(
            [part.complaint_id, other], purpose="call", by=officer, at=AT
        )
    showing.show_in_file([other], purpose="call", by=officer, at=AT)

    assert [one.complaint_id for one in Showing.objects.all()] == [other]
