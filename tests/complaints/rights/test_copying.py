"""The copy a person takes: all that is stored, for seven days, behind their password."""

import io
import json
from datetime import datetime, timedelta

from django.db import transaction

import pytest
import pyzipper
from pypdf import PdfReader

from complaints import consenting, showing, talking
from complaints.enums import SubjectRequestKind as Kind
from complaints.models import Complaint
from complaints.rights import copying, deciding
from complaints.rights.refusals import CopyIsGone, CopyTakenTooOften
from complaints.rights.stored import everything
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY
from tests.complaints.factories import (
    HCM,
    ComplaintFactory,
    ReferralFactory,
    SubjectRequestFactory,
)
from tests.complaints.test_workflow_races import race

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
MOMENT = timedelta(microseconds=1)
PASSWORD = "mat-khau-1234567"
WHOLE = {"story": "Chuyện của tôi.", "order_ref": "DH-42", "answers": {"q1": "Có"}}


@pytest.fixture
def complaint():
    complaint = ComplaintFactory(**WHOLE)
    consenting.keep(complaint)
    return complaint


@pytest.fixture
def granted(complaint):
    officer = UserFactory(trade_management=True)
    request = SubjectRequestFactory(complaint=complaint)
    return deciding.grant(request, reason="Theo yêu cầu.", by=officer, at=AT)


def opened(content, password=PASSWORD):
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        archive.setpassword(password.encode())
        return {name: archive.read(name) for name in archive.namelist()}


def test_copy_opens_with_the_password_and_with_no_other(complaint, granted):
    content = copying.take(complaint, password=PASSWORD, at=AT)

    assert set(opened(content)) == {"du-lieu.json", "du-lieu.pdf"}
    with pytest.raises(RuntimeError, match="password"):
        opened(content, password="mot-mat-khau-khac")
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        strengths = {one.wz_aes_strength for one in archive.infolist()}
    assert strengths == {3}
    assert "Lê Thị Thử".encode() not in content


def test_both_files_hold_what_is_stored(complaint, granted):
    files = opened(copying.take(complaint, password=PASSWORD, at=AT))

    data = json.loads(files["du-lieu.json"])
    assert data["contact"] == [
        {
            "full_name": "Lê Thị Thử",
            "phone": "0912 345 678",
            "email": "nguoi-mua@thu.example",
        }
    ]
    [told] = data["told"]
    assert (told["story"], told["order_ref"], told["answer_q1"]) == (
        "Chuyện của tôi.",
        "DH-42",
        "Có",
    )
    assert [one["purpose"] for one in data["consents"]] != []
    text = "".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(files["du-lieu.pdf"])).pages
    )
    for word in ("Lê Thị Thử", "Chuyện của tôi.", "DH-42"):
        assert word in text


def test_copy_tells_which_office_looked_and_no_officer_and_no_internal_note(complaint):
    part = ReferralFactory(complaint=complaint, support=True)
    officer = UserFactory(unit=part.unit, full_name="Cán Bộ Kín")
    showing.show(complaint, purpose="call", by=officer, at=AT)
    talking.note(complaint, text="Ghi chú kín.", is_shared=True, by=officer, at=AT)
    talking.reply(complaint, text="Tôi bổ sung.", key=KEY, at=AT)

    sections = everything(complaint)

    text = copying.as_json(sections, at=AT).decode()
    assert part.unit.name in text
    assert "Tôi bổ sung." in text
    assert "Ghi chú kín." not in text
    assert "Cán Bộ Kín" not in text


def test_copy_holds_the_contact_from_before_a_correction(complaint):
    officer = UserFactory(trade_management=True)
    wrong = SubjectRequestFactory(
        complaint=complaint, kind=Kind.CORRECTION, email="moi@thu.example"
    )
    deciding.grant(wrong, reason="Đúng.", by=officer, at=AT)
    complaint.refresh_from_db()

    data = json.loads(copying.as_json(everything(complaint), at=AT))

    assert data["contact"][0]["email"] == "moi@thu.example"
    assert [one["email"] for one in data["earlier_contact"]] == [
        "nguoi-mua@thu.example"
    ]


@pytest.mark.django_db(transaction=True)
def test_offices_go_on_with_the_report_while_the_copy_is_made(
    complaint, granted, monkeypatch
):
    made = []

    def lock_at_once():
        with transaction.atomic():
            rows = Complaint.objects.select_for_update(nowait=True, of=("self",))
            return rows.get(pk=complaint.pk)

    def make(*args, **kwargs):
        made.extend(race(lock_at_once))
        return b""

    monkeypatch.setattr(copying, "encrypted", make)
    monkeypatch.setattr(copying.pdf, "render", make)

    copying.take(complaint, password=PASSWORD, at=AT)

    assert made == [complaint, complaint]
    assert complaint.events.filter(verb="take_copy").count() == 1


@pytest.mark.parametrize(
    ("moment", "is_offered"),
    [
        (AT - MOMENT, False),
        (AT, True),
        (AT + timedelta(days=7) - MOMENT, True),
        (AT + timedelta(days=7), False),
    ],
)
def test_copy_is_offered_for_seven_days(complaint, granted, moment, is_offered):
    assert (copying.offered(complaint, at=moment) is not None) is is_offered
    assert copying.offered_until(granted) == AT + timedelta(days=7)


def test_nothing_is_handed_out_that_was_not_granted(complaint):
    SubjectRequestFactory(complaint=complaint)

    with pytest.raises(CopyIsGone):
        copying.take(complaint, password=PASSWORD, at=AT)


def test_each_download_is_noted_and_there_are_at_most_so_many(
    complaint, granted, monkeypatch
):
    monkeypatch.setattr(copying, "MOST_TIMES", 2)
    monkeypatch.setattr(copying, "encrypted", lambda files, password: b"")
    monkeypatch.setattr(copying.pdf, "render", lambda paper: b"")
    for _ in range(2):
        copying.take(complaint, password=PASSWORD, at=AT)

    with pytest.raises(CopyTakenTooOften):
        copying.take(complaint, password=PASSWORD, at=AT)

    assert Complaint.objects.get().events.filter(verb="take_copy").count() == 2
