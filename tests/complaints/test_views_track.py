from datetime import timedelta

from django.utils import timezone

import pytest

from complaints import notices, workflow
from complaints.enums import ComplaintState
from complaints.models import Complaint
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory, ReferralFactory

URL = "/phan-anh/tra-cuu/"
THREAD = "/phan-anh/PA-7K3M-9QXD-2TRV/"
CODE = "PA-7K3M-9QXD-2TRV"


@pytest.fixture
def complaint(db):
    return ComplaintFactory(code=CODE, phone="+84912345678", email="")


def look_up(client, code=CODE, factor="5678", **extra):
    return client.post(URL, {"code": code, "factor": factor}, **extra)


def test_code_of_the_link_is_filled_in(client, complaint):
    page = client.get(URL, {"ma": CODE})

    assert f'value="{CODE}"' in page.content.decode()


def test_right_answers_open_the_thread(client, complaint):
    response = look_up(client, code=CODE.lower())

    assert (response.status_code, response["Location"]) == (302, THREAD)
    assert client.get(THREAD).status_code == 200


def test_wrong_code_and_wrong_factor_get_the_same_page(client, complaint):
    pages = [
        look_up(client, factor="0000"),
        look_up(client, code="PA-0000-0000-ZZZZ"),
        look_up(client, code="nhảm"),
    ]

    errors = {str(page.context["form"].non_field_errors()) for page in pages}
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert len(errors) == 1
    assert client.get(THREAD).status_code == 302


def test_guessing_is_stopped_for_existing_and_other_codes_alike(client, complaint):
    def try_often(code):
        return [
            look_up(client, code=code, factor="0000").status_code for _ in range(11)
        ]

    assert try_often(CODE) == try_often("PA-0000-0000-ZZZZ") == [200] * 10 + [429]


def test_stopped_guesser_does_not_get_in_even_with_the_right_answer(client, complaint):
    for _ in range(10):
        look_up(client, factor="0000")

    response = look_up(client, factor="5678")

    assert response.status_code == 429
    assert client.get(THREAD).status_code == 302


def test_an_address_is_stopped_over_many_codes(client, complaint):
    statuses = [
        look_up(client, code=f"PA-0000-0000-00{n:02d}", factor="0000").status_code
        for n in range(61)
    ]

    assert statuses == [200] * 60 + [429]
    assert look_up(client, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_address_behind_a_proxy_is_the_one_the_proxy_saw(client, complaint, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def try_from(forwarded, n):
        return look_up(
            client,
            code=f"PA-0000-0000-00{n:02d}",
            factor="0000",
            HTTP_X_FORWARDED_FOR=forwarded,
        ).status_code

    statuses = [try_from(f"10.9.9.{n}, 203.0.113.9", n) for n in range(61)]

    assert statuses == [200] * 60 + [429]
    assert try_from("10.9.9.1, 203.0.113.8", 61) == 200


def test_thread_without_look_up_asks_for_it(client, complaint):
    response = client.get(THREAD)

    assert response["Location"] == f"{URL}?ma={CODE}"


def test_thread_of_one_complaint_does_not_open_another(client, complaint):
    other = ComplaintFactory(phone="+84900005678")
    look_up(client)

    assert client.get(f"/phan-anh/{other.code}/").status_code == 302


def test_thread_tells_the_story_in_order_without_names_of_officers(client, complaint):
    officer = UserFactory(trade_management=True, full_name="Phạm Viên Chức")
    part = ReferralFactory(complaint=complaint, unit=officer.unit)
    at = RECEIVED_AT + timedelta(hours=1)
    workflow.accept_referral(part, by=officer, at=at)
    workflow.answer_referral(
        part,
        answer="Đã làm việc với người bán.",
        by=officer,
        at=at + timedelta(hours=1),
    )
    look_up(client)

    text = client.get(THREAD).content.decode()

    assert "Đã làm việc với người bán." in text
    assert officer.full_name not in text
    assert officer.email not in text
    assert complaint.story in text
    assert "0912" not in text


@pytest.mark.parametrize("path", [URL, THREAD, f"{THREAD}rut/"])
def test_pages_are_kept_by_nobody(client, complaint, path):
    look_up(client)

    response = client.get(path)

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_complaint_can_be_closed_on_a_shared_device(client, complaint):
    look_up(client)

    client.post("/phan-anh/tra-cuu/dong/")

    assert client.get(THREAD).status_code == 302


def test_thread_closes_by_itself(client, complaint, monkeypatch):
    look_up(client)
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr("complaints.views.thread.now", lambda: later)

    assert client.get(THREAD).status_code == 302


def test_asking_to_withdraw_changes_nothing_yet(client, complaint):
    look_up(client)

    client.get(f"{THREAD}rut/")

    assert Complaint.objects.get().state == ComplaintState.RECEIVED


def test_sender_withdraws(client, complaint):
    look_up(client)

    response = client.post(f"{THREAD}rut/")

    complaint.refresh_from_db()
    assert response["Location"] == THREAD
    assert complaint.state == ComplaintState.WITHDRAWN
    assert complaint.events.get().actor == "public"


def test_withdrawing_twice_says_what_became_of_it(client, complaint):
    look_up(client)
    client.post(f"{THREAD}rut/")

    page = client.post(f"{THREAD}rut/", follow=True)

    assert len(page.context["messages"]) >= 1
    assert complaint.events.count() == 1


def test_nobody_else_withdraws(client, complaint):
    client.post(f"{THREAD}rut/")

    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.RECEIVED


def test_thread_costs_the_same_for_one_and_three_parts(
    client, complaint, django_assert_num_queries
):
    look_up(client)
    ReferralFactory(complaint=complaint, lead=True)
    client.get(THREAD)

    # Session, complaint, parts, evidence, two tables of events, five looks at the
    # messages, requests to the seller, the campaign of the header.
    with django_assert_num_queries(13):
        client.get(THREAD)
    ReferralFactory(complaint=complaint, support=True)
    ReferralFactory(complaint=complaint, examination=True)
    with django_assert_num_queries(13):
        client.get(THREAD)


def test_thread_tells_who_opened_it_when_and_what_became_of_the_mails(client, db):
    complaint = ComplaintFactory(code=CODE)
    ReferralFactory(
        complaint=complaint,
        lead=True,
        sent_at=RECEIVED_AT,
        first_opened_at=RECEIVED_AT + timedelta(minutes=75),
    )
    notices.send_receipt(complaint, [])
    Notice.objects.update(state="given_up", last_error="550 no such user nguoi-mua")
    look_up(client)

    page = client.get(f"/en{THREAD}").content.decode()

    assert "Sent at" in page
    assert "Opened by an officer at" in page
    assert "Could not be delivered" in page
    assert "nguoi-mua" not in page
    assert "no such user" not in page
