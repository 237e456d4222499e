"""What a complainant agreed to, in rows that say how it came about."""

from datetime import datetime
from functools import partial
from importlib import import_module

from django.apps import apps
from django.db import DatabaseError, transaction

import pytest

from complaints import consenting
from complaints.enums import ComplaintSource, ConsentPurpose
from complaints.intake import file_complaint
from complaints.models import Complaint, Consent
from complaints.refusals import NothingToTakeBack
from complaints.seller import text_for_seller
from complaints.timeline import timeline
from notifications.models import Notice
from tests.complaints.answers import KEY, facts
from tests.complaints.factories import (
    HCM,
    RECEIVED_AT,
    ComplaintFactory,
    ReferralFactory,
    SellerRequestFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
SHARING = ConsentPurpose.SHARING
fill = import_module("complaints.migrations.0024_fill_consents").fill


def kept(complaint):
    return sorted(complaint.consents.values_list("purpose", "is_given", "text_version"))


@pytest.fixture
def complaint():
    complaint = ComplaintFactory(may_share_with_seller=True)
    ReferralFactory(complaint=complaint, lead=True, unit__email="ql@thu.example")
    consenting.keep(complaint)
    return complaint


@pytest.mark.parametrize("may_share", [True, False])
def test_intake_keeps_each_answer_with_the_words_it_was_asked_in(plan, may_share):
    given = facts(may_share_with_seller=may_share)
    for _ in range(2):
        file_complaint(given, key=KEY, at=AT, source=ComplaintSource.WEB)

    complaint = Complaint.objects.get()
    assert kept(complaint) == [
        ("handling", True, "2024-11"),
        ("sharing", may_share, "2024-11"),
    ]
    assert {one.asked_at for one in complaint.consents.all()} == {AT}


def test_older_complaints_get_their_rows_once():
    yes, no = ComplaintFactory(may_share_with_seller=True), ComplaintFactory()

    for _ in range(2):
        fill(apps, None)

    assert kept(yes) == [("handling", True, "2024-11"), ("sharing", True, "2024-11")]
    assert kept(no) == [("handling", True, "2024-11"), ("sharing", False, "2024-11")]
    assert yes.consents.first().asked_at == RECEIVED_AT


def test_older_complaints_are_filled_some_at_a_time(monkeypatch):
    monkeypatch.setitem(fill.__globals__, "BATCH", 2)
    complaints = [ComplaintFactory() for _ in range(3)]

    fill(apps, None)

    assert [one.consents.count() for one in complaints] == [2, 2, 2]


def test_sharing_is_taken_back_and_the_leading_unit_is_told(complaint):
    consenting.withdraw_sharing(complaint, at=AT)

    complaint.refresh_from_db()
    assert complaint.may_share_with_seller is False
    assert complaint.consents.get(purpose=SHARING).withdrawn_at == AT
    assert timeline(complaint)[-1].at == AT
    told = Notice.objects.get()
    assert told.recipient == "ql@thu.example"
    assert complaint.full_name not in told.body


def test_sharing_is_taken_back_where_the_old_code_kept_no_rows():
    complaint = ComplaintFactory(may_share_with_seller=True)

    consenting.withdraw_sharing(complaint, at=AT)

    assert complaint.consents.get(purpose=SHARING).withdrawn_at == AT


def test_what_was_taken_back_or_never_given_cannot_be_taken_back(complaint):
    consenting.withdraw_sharing(complaint, at=AT)
    never = ComplaintFactory(may_share_with_seller=False)

    for one in (complaint, never):
        with pytest.raises(NothingToTakeBack):
            consenting.withdraw_sharing(one, at=AT)

    assert complaint.events.filter(verb="withdraw_sharing").count() == 1


def test_seller_reads_nothing_of_the_person_by_a_link_sent_before(complaint):
    request = SellerRequestFactory(
        complaint=complaint, shares_contact=True, text="Chị Lê Thị Thử hỏi: bao giờ?"
    )
    assert request.tells_contact
    assert text_for_seller(request) == request.text

    consenting.withdraw_sharing(complaint, at=AT)

    request.complaint.refresh_from_db()
    assert not request.tells_contact
    assert "Thử" not in text_for_seller(request)
    assert text_for_seller(request).endswith("hỏi: bao giờ?")


@pytest.mark.parametrize(
    "change",
    [
        {"is_given": False},
        {"text_version": "2025-01"},
        {"asked_at": AT},
        {"purpose": "handling"},
    ],
)
def test_what_was_asked_and_said_is_never_changed(complaint, change):
    row = complaint.consents.filter(purpose=SHARING)

    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(**change)


def test_nor_is_taking_back_undone_or_a_row_deleted(complaint):
    consenting.withdraw_sharing(complaint, at=AT)
    row = complaint.consents.filter(purpose=SHARING)

    for change in (partial(row.update, withdrawn_at=None), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_one_answer_stands_for_each_purpose_and_agreeing_anew_is_a_new_row(complaint):
    again = partial(
        Consent.objects.create,
        complaint=complaint,
        purpose=SHARING,
        text_version="2024-11",
        is_given=True,
        asked_at=AT,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        again()
    consenting.withdraw_sharing(complaint, at=AT)

    again()

    assert complaint.consents.filter(purpose=SHARING).count() == 2
