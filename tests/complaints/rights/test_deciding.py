"""What a decision about personal data does, and that it is always reasoned and told."""

from datetime import datetime, timedelta

from django.apps import apps
from django.core import mail
from django.utils import timezone

import pytest

from accounts.lifecycle import ReasonMissing
from complaints import showing, tasks
from complaints.enums import RefusalGround, SubjectRequestKind as Kind
from complaints.models import Complaint, Tombstone
from complaints.retention import erasing, holds
from complaints.rights import asking, deciding, late
from complaints.rights.refusals import (
    DecidedAlready,
    GroundMissing,
    KeptByLaw,
    StillHandled,
)
from complaints.timeline import timeline
from complaints.tracking import find
from complaints.watchers import late_about_data
from notifications import delivery
from notifications.enums import NoticeState
from notifications.models import Notice
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import (
    HCM,
    ReferralFactory,
    SellerRequestFactory,
    SubjectRequestFactory,
)
from tests.complaints.retention.test_burying import places

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
WHY = "Đã đối chiếu giấy tờ."


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def mailed(template="data_decided"):
    decided = Notice.objects.filter(template=f"complaints/mail/{template}")
    return sorted(decided.values_list("recipient", flat=True))


def test_copy_is_granted_and_told(officer):
    request = SubjectRequestFactory()

    row = deciding.grant(request, reason=WHY, by=officer, at=AT)

    assert (row.is_granted, row.decided_by, row.decided_at) == (True, officer, AT)
    assert mailed() == [request.complaint.email]
    assert timeline(request.complaint)[-1].text.endswith(WHY)


def test_correction_replaces_what_is_wrong_and_the_history_keeps_it(officer):
    request = SubjectRequestFactory(
        kind=Kind.CORRECTION, phone="+84987000111", email="moi@thu.example"
    )
    complaint = request.complaint

    deciding.grant(request, reason=WHY, by=officer, at=AT)

    complaint.refresh_from_db()
    assert (complaint.phone, complaint.email) == ("+84987000111", "moi@thu.example")
    assert complaint.full_name == "Lê Thị Thử"
    revisions = apps.get_model("complaints", "ComplaintRevision").objects
    kept = revisions.filter(pgh_obj=complaint).order_by("pgh_id")
    assert [one.phone for one in kept] == ["+84912345678", "+84987000111"]
    assert mailed() == ["moi@thu.example", "nguoi-mua@thu.example"]
    assert find(complaint.code, "0111") == complaint


def test_refused_correction_changes_nothing(officer):
    request = SubjectRequestFactory(kind=Kind.CORRECTION, phone="+84987000111")

    row = deciding.refuse(
        request, ground=RefusalGround.NOT_PROVEN, reason=WHY, by=officer, at=AT
    )

    request.complaint.refresh_from_db()
    assert request.complaint.phone == "+84912345678"
    assert (row.is_granted, row.ground) == (False, "not_proven")
    assert timeline(request.complaint)[-1].kind == "bad"


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_decision_has_a_reason(officer, reason):
    request = SubjectRequestFactory()

    for decide in (
        lambda: deciding.grant(request, reason=reason, by=officer, at=AT),
        lambda: deciding.refuse(
            request, ground="kept", reason=reason, by=officer, at=AT
        ),
    ):
        with pytest.raises(ReasonMissing):
            decide()


def test_refusal_names_its_ground_and_nothing_is_decided_twice(officer):
    request = SubjectRequestFactory()
    with pytest.raises(GroundMissing):
        deciding.refuse(request, ground="", reason=WHY, by=officer, at=AT)
    deciding.grant(request, reason=WHY, by=officer, at=AT)

    with pytest.raises(DecidedAlready):
        deciding.refuse(request, ground="kept", reason=WHY, by=officer, at=AT)


def test_restriction_covers_the_contact_to_all_but_the_head(officer):
    request = SubjectRequestFactory(
        kind=Kind.RESTRICTION, complaint__may_share_with_seller=True
    )
    complaint = request.complaint
    part = ReferralFactory(complaint=complaint, unit=officer.unit)
    ReferralFactory(complaint=complaint, support=True)
    asked = SellerRequestFactory(complaint=complaint, shares_contact=True)
    head = UserFactory(unit=part.unit, is_head=True)
    for person in (officer, head):
        showing.show(complaint, purpose="call", by=person, at=AT)

    deciding.grant(request, reason=WHY, by=officer, at=AT)

    complaint.refresh_from_db()
    asked.complaint.refresh_from_db()
    shown = [showing.is_shown(one, complaint, at=AT) for one in (officer, head)]
    assert shown == [False, True]
    assert not asked.tells_contact

    asking.end_restriction(complaint, at=AT)

    complaint.refresh_from_db()
    assert showing.is_shown(officer, complaint, at=AT)


def test_deletion_buries_a_closed_report_and_is_told_before_the_address_is_gone(
    officer,
):
    request = SubjectRequestFactory(
        kind=Kind.DELETION, text="Xin xóa.", complaint__resolved=True
    )
    code, email = request.complaint.code, request.complaint.email

    deciding.grant(request, reason=WHY, by=officer, at=AT)

    complaint = Complaint.objects.get()
    request.refresh_from_db()
    assert complaint.is_buried
    assert (complaint.full_name, str(complaint.phone), complaint.email) == ("", "", "")
    assert find(code, "5678") is None
    assert (mailed(), mailed("data_deleted")) == ([], [email])
    versions = apps.get_model("complaints", "SubjectRequestRevision").objects.all()
    words = [request.text, *versions.values_list("text", flat=True)]
    assert [text for text in words if "Xin xóa." in text] == []
    assert Tombstone.objects.get().request == request
    assert [entry.at for entry in timeline(complaint)][-1] == AT


@pytest.fixture
def deleted(officer):
    request = SubjectRequestFactory(kind=Kind.DELETION, complaint__resolved=True)
    code, email = request.complaint.code, request.complaint.email
    deciding.grant(request, reason=WHY, by=officer, at=AT)
    return code, email


def test_mail_about_the_deletion_is_forgotten_once_it_has_left(deleted):
    tasks.bury_approved()
    assert set(places(deleted)) == set(deleted)

    delivery.deliver_due(at=timezone.now())
    assert [sent.to for sent in mail.outbox] == [[deleted[1]]]
    tasks.bury_approved()

    assert places(deleted) == {}


@pytest.mark.parametrize(
    ("later", "kept"), [(-timedelta(seconds=1), 1), (timedelta(), 0)]
)
def test_mail_that_nobody_took_is_forgotten_after_a_month(deleted, later, kept):
    tried = timezone.now()
    Notice.objects.update(state=NoticeState.GIVEN_UP, next_try_at=tried)

    erasing.forget_last_mails(real_now=tried + timedelta(days=30) + later)

    assert Notice.objects.count() == kept


def test_mails_about_what_still_stands_are_not_forgotten(officer):
    deciding.grant(SubjectRequestFactory(), reason=WHY, by=officer, at=AT)
    delivery.deliver_due(at=timezone.now())

    tasks.bury_approved()

    assert len(mailed()) == 1


def test_open_report_is_not_deleted(officer):
    request = SubjectRequestFactory(kind=Kind.DELETION)

    with pytest.raises(StillHandled):
        deciding.grant(request, reason=WHY, by=officer, at=AT)

    request.refresh_from_db()
    assert request.decided_at is None
    deciding.refuse(request, ground="handled", reason=WHY, by=officer, at=AT)
    assert Complaint.objects.get().full_name == "Lê Thị Thử"


def test_what_is_held_is_not_deleted(officer):
    request = SubjectRequestFactory(kind=Kind.DELETION, complaint__resolved=True)
    holds.hold(request.complaint, reason="Tố tụng", by=officer, at=AT)

    with pytest.raises(KeptByLaw):
        deciding.grant(request, reason=WHY, by=officer, at=AT)

    assert not Complaint.objects.get().is_buried


def test_request_that_waits_holds_the_data_back():
    request = SubjectRequestFactory(complaint__resolved=True)

    assert len(holds.reasons_against(request.complaint, at=AT)) == 1


def test_head_is_told_once_of_what_was_not_decided_in_time(officer):
    head = UserFactory(unit=officer.unit, is_head=True)
    request = SubjectRequestFactory()
    moment = timedelta(microseconds=1)

    told = [late.tell_heads(at=request.due_at + n * moment) for n in (-1, 0, 1)]

    assert told == [0, 1, 0]
    assert Notice.objects.get().recipient == head.email


def test_unit_is_told_where_it_has_no_head():
    UnitFactory(trade_management=True, email="ql@thu.example")
    request = SubjectRequestFactory()

    late.tell_heads(at=request.due_at)

    assert Notice.objects.get().recipient == "ql@thu.example"


def test_what_was_decided_late_is_told_no_more(officer):
    request = SubjectRequestFactory()
    deciding.grant(request, reason=WHY, by=officer, at=AT)

    assert late.tell_heads(at=request.due_at) == 0


def test_alarm_counts_what_is_overdue_and_names_nobody():
    request = SubjectRequestFactory()

    assert list(late_about_data(at=request.due_at - timedelta(seconds=1))) == []
    [alarm] = late_about_data(at=request.due_at)
    assert "1" in alarm.message
