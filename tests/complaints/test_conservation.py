"""What was received is open or closed, by the rows and by the journal."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from complaints import tasks, watchers, workflow
from complaints.conservation import newest_balance, take_balance
from complaints.enums import ComplaintSource
from complaints.intake import file_complaint
from complaints.models import Complaint, ComplaintBalance
from complaints.spam.deciding import release
from complaints.spam.weighing import Sending
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY, OTHER_KEY, facts
from tests.complaints.factories import HCM, ComplaintFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 29, 9, tzinfo=HCM)
NIGHT = AT + timedelta(hours=16)


@pytest.fixture
def two(plan):
    for key in (KEY, OTHER_KEY):
        file_complaint(facts(), key=key, at=AT, source=ComplaintSource.WEB)
    return list(Complaint.objects.order_by("pk"))


def told():
    return [alarm.name for alarm in watchers.unbalanced()]


def test_nothing_received_is_balanced():
    balance = take_balance(at=NIGHT)

    assert (balance.received, balance.open_by_unit, balance.is_balanced) == (
        0,
        {},
        True,
    )


def test_open_is_counted_by_the_unit_that_leads_and_closed_apart(two):
    workflow.not_accept(two[0], outcome="Không thuộc thẩm quyền.", by=None, at=AT)

    balance = take_balance(at=NIGHT)

    assert (balance.received, balance.open_by_unit, balance.closed) == (
        2,
        {"qltm": 1},
        1,
    )
    assert balance.is_balanced
    assert told() == []


def test_what_is_set_aside_is_counted_apart_until_a_person_has_decided(two):
    trapped = Sending(address="192.0.2.7", trap="https://mua-ngay.example")
    receipt = file_complaint(
        facts(), key=uuid4(), at=AT, source=ComplaintSource.WEB, sending=trapped
    )

    held = take_balance(at=NIGHT)
    officer = UserFactory(trade_management=True)
    release(Complaint.objects.get(code=receipt.reference), by=officer, at=NIGHT)
    freed = take_balance(at=NIGHT + timedelta(days=1))

    assert (held.received, held.open, held.quarantined) == (3, 2, 1)
    assert (freed.received, freed.open, freed.quarantined) == (3, 3, 0)
    assert held.is_balanced
    assert freed.is_balanced


def test_what_is_reopened_is_open_again(two):
    workflow.not_accept(two[0], outcome="Không thuộc thẩm quyền.", by=None, at=AT)
    workflow.reopen(two[0], reason="Có hoá đơn.", by=None, at=AT)

    balance = take_balance(at=NIGHT)

    assert (balance.open, balance.closed_in_journal) == (2, 0)
    assert balance.is_balanced


def test_complaint_the_journal_does_not_know_is_an_alarm(two):
    ComplaintFactory()

    with capture_logs() as logs:
        balance = take_balance(at=NIGHT)

    assert (balance.difference, balance.open_by_unit[""]) == (-1, 1)
    assert [log["event"] for log in logs] == ["complaints_unbalanced"]
    assert told() == ["complaints_unbalanced"]


def test_state_changed_behind_the_verbs_is_an_alarm(two):
    Complaint.objects.filter(pk=two[0].pk).update(
        state="withdrawn", closed_at=AT, outcome="?"
    )

    balance = take_balance(at=NIGHT)

    assert (balance.difference, balance.closed, balance.closed_in_journal) == (0, 1, 0)
    assert told() == ["complaints_unbalanced"]


def test_one_balance_a_night_and_the_newest_is_shown(two, monkeypatch):
    first = take_balance(at=NIGHT)
    assert take_balance(at=NIGHT + timedelta(minutes=1)) == first
    monkeypatch.setattr("campaigns.clock.now", lambda: NIGHT + timedelta(days=1))

    tasks.count_complaints()

    assert ComplaintBalance.objects.count() == 2
    assert newest_balance().counted_at == NIGHT + timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "is_old"), [(timedelta(hours=48), False), (timedelta(hours=49), True)]
)
def test_statistics_say_when_it_was_counted(client, monkeypatch, age, is_old):
    ComplaintBalance.objects.create(
        counted_on=NIGHT.date(),
        counted_at=NIGHT,
        received=1,
        open_by_unit={"qltm": 1},
        closed=0,
        closed_in_journal=0,
    )
    monkeypatch.setattr("campaigns.clock.now", lambda: NIGHT + age)

    page = client.get("/so-lieu/").content.decode()

    assert "Đã tiếp nhận 1 phản ánh: 1 đang xử lý, 0 chờ cán bộ đọc" in page
    assert "30/11/2024" in page
    assert ("chưa được đếm lại" in page) is is_old


@pytest.mark.parametrize("buried", [0, 2])
def test_statistics_say_how_many_were_deleted_by_policy(client, monkeypatch, buried):
    ComplaintBalance.objects.create(
        counted_on=NIGHT.date(),
        counted_at=NIGHT,
        received=2,
        closed=2 - buried,
        closed_in_journal=2,
        buried=buried,
        buried_in_journal=buried,
    )
    monkeypatch.setattr("campaigns.clock.now", lambda: NIGHT)

    page = client.get("/so-lieu/").content.decode()

    assert "khớp với nhật ký" in page
    sentence = f"{buried} phản ánh đã đóng và dữ liệu cá nhân đã xóa"
    assert (sentence in page) is bool(buried)
