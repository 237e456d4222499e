"""The pages of the runs, the rules, and what a report shows of its retention."""

import pytest

from complaints.models import LegalHold, RetentionRule, RetentionRun, Tombstone
from complaints.retention import running
from tests.accounts.factories import UserFactory
from tests.complaints.factories import ReferralFactory
from tests.complaints.retention.lives import DUE, approved, closed

pytestmark = pytest.mark.usefixtures("rules")

RUNS = "/quan-tri/complaints/retentionrun/"
RULES = "/quan-tri/complaints/retentionrule/"
COMPLAINTS = "/quan-tri/complaints/complaint/"
NOT_THEIRS = (
    "consumer_association",
    "surveillance",
    "import_export",
    "office",
    "inspectorate",
    "leader",
    "administrator",
    "merchant",
)


@pytest.fixture
def complaint():
    complaint = closed()[0]
    ReferralFactory(complaint=complaint, lead=True, answered=True)
    ReferralFactory(complaint=complaint, support=True, answered=True)
    return complaint


@pytest.fixture
def officer(client, monkeypatch):
    monkeypatch.setattr("complaints.admin.retention.now", lambda: DUE)
    user = UserFactory(trade_management=True)
    client.force_login(user)
    return user


def test_dry_run_proposal_second_person_and_end(client, officer, complaint):
    client.post(f"{RUNS}chay-thu/")
    run = RetentionRun.objects.get()
    page = client.get(f"{RUNS}{run.pk}/change/").content.decode()
    assert f"{complaint.pk:06d}" in page
    assert complaint.code not in page
    assert complaint.full_name not in page
    client.post(f"{RUNS}{run.pk}/buoc/de-xuat/")

    refused = client.post(f"{RUNS}{run.pk}/buoc/duyet/")
    assert "cần người thứ hai" in refused.content.decode()
    client.force_login(UserFactory(trade_management=True))
    client.post(f"{RUNS}{run.pk}/buoc/duyet/")
    run.refresh_from_db()
    assert run.state == "approved"
    running.carry_out(at=DUE)

    page = client.get(f"{RUNS}{run.pk}/change/").content.decode()
    assert "Đã thực hiện" in page


def test_opening_a_step_changes_nothing(client, officer, complaint):
    client.get(f"{RUNS}chay-thu/")
    assert not RetentionRun.objects.exists()
    client.post(f"{RUNS}chay-thu/")
    run = RetentionRun.objects.get()

    for code in ("de-xuat", "duyet", "khong-duyet"):
        assert client.get(f"{RUNS}{run.pk}/buoc/{code}/").status_code == 200

    run.refresh_from_db()
    assert run.state == "prepared"


def test_refusing_asks_for_a_reason_and_keeps_the_run_readable(
    client, officer, complaint
):
    client.post(f"{RUNS}chay-thu/")
    run = RetentionRun.objects.get()

    asked = client.post(f"{RUNS}{run.pk}/buoc/khong-duyet/", {"reason": ""})
    assert asked.context["form"].errors.keys() == {"reason"}
    client.post(f"{RUNS}{run.pk}/buoc/khong-duyet/", {"reason": "Danh sách sai"})

    assert "Danh sách sai" in client.get(f"{RUNS}{run.pk}/change/").content.decode()
    again = client.post(f"{RUNS}{run.pk}/buoc/de-xuat/", follow=True)
    assert "error" in [message.level_tag for message in again.context["messages"]]


def test_nothing_due_is_said_in_a_sentence(client, officer):
    page = client.post(f"{RUNS}chay-thu/", follow=True)

    assert "Chưa có phản ánh nào đến hạn" in page.content.decode()


@pytest.mark.parametrize("unit", NOT_THEIRS)
def test_nobody_else_sees_or_takes_part_in_a_run(client, complaint, unit):
    run = running.prepare(by=None, at=DUE)
    client.force_login(UserFactory(**{unit: True}))

    for page in (RUNS, f"{RUNS}{run.pk}/change/", RULES):
        assert client.get(page, follow=True).status_code == 403 or (
            "retention" not in client.get(page, follow=True).request["PATH_INFO"]
        )
    for code in ("de-xuat", "duyet", "khong-duyet"):
        client.post(f"{RUNS}{run.pk}/buoc/{code}/", {"reason": "x"})
    client.post(f"{RUNS}chay-thu/")

    run.refresh_from_db()
    assert (run.state, RetentionRun.objects.count()) == ("prepared", 1)


def test_runs_are_neither_added_changed_nor_deleted_by_hand(client, officer, complaint):
    run = running.prepare(by=None, at=DUE)

    assert client.get(f"{RUNS}add/").status_code == 403
    assert client.post(f"{RUNS}{run.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(f"{RUNS}{run.pk}/change/", {"state": "approved"})

    run.refresh_from_db()
    assert run.state == "prepared"


def test_rule_is_changed_but_never_deleted(client, officer, rules):
    rule = rules["spam"]
    form = {"months": "9", "source": "QĐ thử", "confidence": "high", "is_active": "on"}

    client.post(f"{RULES}{rule.pk}/change/", {**form, "months": "2"})
    assert RetentionRule.objects.get(pk=rule.pk).months == 6
    client.post(f"{RULES}{rule.pk}/change/", form)
    assert RetentionRule.objects.get(pk=rule.pk).months == 9
    assert client.post(f"{RULES}{rule.pk}/delete/", {"post": "yes"}).status_code == 403


def step(complaint, code):
    return f"{COMPLAINTS}{complaint.pk}/buoc/{code}/"


def test_unit_that_handles_holds_and_lifts_with_a_reason(client, complaint):
    user = UserFactory(unit=complaint.referrals.get(role="support").unit)
    client.force_login(user)

    client.post(step(complaint, "giu-du-lieu"), {"reason": ""})
    assert not LegalHold.objects.exists()
    client.post(step(complaint, "giu-du-lieu"), {"reason": "Vụ kiện dân sự"})
    page = client.get(f"{COMPLAINTS}{complaint.pk}/change/").content.decode()
    assert "Vụ kiện dân sự" in page
    client.post(step(complaint, "thoi-giu"), {"reason": "Án đã tuyên"})

    hold = LegalHold.objects.get()
    assert (hold.held_by, hold.lifted_by, hold.lift_reason) == (
        user,
        user,
        "Án đã tuyên",
    )


def test_another_unit_does_not_lift_but_trade_management_does(client, complaint):
    held = UserFactory(unit=complaint.referrals.get(role="lead").unit)
    client.force_login(held)
    client.post(step(complaint, "giu-du-lieu"), {"reason": "Vụ kiện"})

    client.force_login(UserFactory(unit=complaint.referrals.get(role="support").unit))
    client.post(step(complaint, "thoi-giu"), {"reason": "Xong"})
    assert LegalHold.objects.standing().exists()
    client.force_login(UserFactory(trade_management=True))
    client.post(step(complaint, "thoi-giu"), {"reason": "Xong"})
    assert not LegalHold.objects.standing().exists()


def test_page_of_a_buried_report_shows_the_tombstone_and_no_step(client, complaint):
    approved()
    running.carry_out(at=DUE)
    client.force_login(UserFactory(trade_management=True))

    response = client.get(f"{COMPLAINTS}{complaint.pk}/change/")

    page = response.content.decode()
    stone = Tombstone.objects.get()
    assert f"{RUNS}{stone.run_id}/change/" in page
    assert "Dữ liệu cá nhân đã được xóa lúc" in page
    assert complaint.full_name not in page
    assert [one.code for one in response.context["steps"]] == []
    assert "hien-nguoi-gui" not in page
    for code in ("hien-nguoi-gui", "ghi-chu", "mo-lai", "giu-du-lieu"):
        taken = client.get(step(complaint, code))
        assert taken.status_code in {302, 403}


def test_page_of_a_closed_report_says_until_when_it_is_kept(client, complaint):
    client.force_login(UserFactory(trade_management=True))

    page = client.get(f"{COMPLAINTS}{complaint.pk}/change/").content.decode()

    assert "10/12/2026" in page
