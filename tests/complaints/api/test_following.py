from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

import pytest

from complaints import workflow
from complaints.enums import ComplaintState
from complaints.lookup_limit import PER_ADDRESS, PER_CODE
from complaints.talking import MOST_UNANSWERED, ask
from tests.accounts.factories import UserFactory
from tests.complaints.api.sending import fields, file, kind, send
from tests.complaints.factories import (
    RECEIVED_AT,
    ComplaintFactory,
    QuarantineFactory,
    ReferralFactory,
)

CODE = "PA-7K3M-9QXD-2TRV"
OTHER = "PA-0000-0000-ZZZZ"
LATER = RECEIVED_AT + timedelta(hours=1)


@pytest.fixture
def complaint(db):
    return ComplaintFactory(code=CODE, phone="+84912345678", email="")


@pytest.fixture
def part(complaint):
    return ReferralFactory(complaint=complaint)


def follow(client, code=CODE, factor="5678"):
    return send(client, "api_complaint_follow", {"code": code, "factor": factor})


def reply(client, text="Tôi còn giữ hoá đơn.", once=None, factor="5678"):
    body = {"code": CODE, "factor": factor, "text": text}
    return send(client, "api_complaint_reply", body, once=once or uuid4())


def withdraw(client, factor="5678"):
    return send(client, "api_complaint_withdraw", {"code": CODE, "factor": factor})


# Reading


def test_what_was_filed_can_be_followed_at_once(client, plan):
    code = file(client).json()["code"]

    told = follow(client, code.lower()).json()

    assert (told["code"], told["state"], told["is_open"]) == (code, "received", True)
    assert [office["role"] for office in told["offices"]] == [
        "lead",
        "support",
        "informed",
    ]
    assert [entry["kind"] for entry in told["course"]] == ["ok", "info", "info", "info"]


def test_the_course_is_told_as_on_the_page_without_names_of_anybody(client, part):
    officer = UserFactory(trade_management=True, full_name="Phạm Viên Chức")
    workflow.accept_referral(part, by=officer, at=LATER)
    workflow.answer_referral(part, answer="Đã xử lý.", by=officer, at=LATER)

    page = follow(client)

    told = page.json()
    assert [entry["text"] for entry in told["course"]] == ["", "Đã xử lý."]
    assert told["offices"][0]["state"] == "answered"
    assert told["offices"][0]["answer_due_on"] is None
    for word in ("Phạm Viên Chức", "Lê Thị Thử", "912345678", "Giá gốc"):
        assert word not in page.text


def test_a_question_is_told_until_it_is_answered(client, part):
    workflow.accept_referral(part, by=None, at=LATER)
    ask(part, text="Mua khi nào?", by=None, at=LATER)

    asked = follow(client).json()
    answered = reply(client).json()

    assert asked["question"]["text"] == "Mua khi nào?"
    assert asked["offices"][0]["is_waiting_for_you"] is True
    assert asked["result_due_on"] is None
    assert answered["question"] is None
    assert answered["offices"][0]["is_waiting_for_you"] is False
    assert answered["result_due_on"] is not None


def test_what_is_set_aside_reads_as_a_report_whose_office_is_being_chosen(client, db):
    QuarantineFactory(complaint__code=CODE, complaint__phone="+84912345678")
    ComplaintFactory(code="PA-0000-0000-0001", phone="+84912345678")

    aside, usual = follow(client).json(), follow(client, "PA-0000-0000-0001").json()

    assert {**aside, "code": ""} == {**usual, "code": ""}


def test_following_costs_the_same_for_many_offices_and_messages(
    client, complaint, django_assert_max_num_queries
):
    for _ in range(2):
        ReferralFactory(complaint=complaint, informed=True)
        complaint.messages.create(kind="consumer", text="Tôi chờ.", sent_at=LATER)

    with django_assert_max_num_queries(11):
        follow(client)


def test_nobody_keeps_it(client, complaint):
    page = follow(client)

    assert page["Cache-Control"] == "no-store"
    assert "ETag" not in page
    assert "Access-Control-Allow-Origin" not in page
    assert client.get("/api/v1/complaints/follow/").status_code == 405


# Proving


@pytest.mark.parametrize("act", [follow, reply, withdraw])
def test_wrong_code_and_wrong_factor_get_the_same_answer(client, complaint, act):
    wrong_factor = act(client, factor="0000")
    complaint.code = OTHER
    complaint.save()
    wrong_code = act(client)

    assert wrong_factor.json() == wrong_code.json()
    assert (wrong_factor.status_code, kind(wrong_factor)) == (404, "no-report")
    assert wrong_factor.headers.keys() == wrong_code.headers.keys()


def test_an_anonymous_tip_is_opened_by_nothing(client, db):
    ComplaintFactory(code=CODE, anonymous=True)

    assert follow(client, factor="none").status_code == 404


@pytest.mark.parametrize("name", ["code", "factor"])
def test_what_is_missing_is_named(client, complaint, name):
    page = follow(client, **{name: ""})

    assert (page.status_code, fields(page)) == (400, [name])


@pytest.mark.parametrize("code", [CODE, OTHER])
def test_guessing_is_stopped_for_existing_and_other_codes_alike(
    client, complaint, code
):
    pages = [follow(client, code, "0000") for _ in range(PER_CODE.tries + 1)]

    assert [p.status_code for p in pages] == [404] * PER_CODE.tries + [429]
    assert 0 < int(pages[-1]["Retry-After"]) <= PER_CODE.window.total_seconds()
    assert follow(client, code).status_code == 429


def test_page_and_program_share_one_limit(client, complaint):
    for _ in range(PER_CODE.tries):
        client.post("/phan-anh/tra-cuu/", {"code": CODE, "factor": "0000"})

    assert follow(client).status_code == 429


def test_an_address_is_stopped_over_many_codes(client, complaint):
    for _ in range(PER_ADDRESS.tries):
        PER_ADDRESS.blocked_until("127.0.0.1", at=timezone.now())

    assert follow(client).status_code == 429


# Writing and withdrawing


def test_a_reply_is_stored_once(client, part):
    key = uuid4()
    pages = [reply(client, once=key) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert part.complaint.messages.get().text == "Tôi còn giữ hoá đơn."


def test_other_words_under_one_key_are_a_conflict(client, part):
    key = uuid4()
    reply(client, once=key)

    page = reply(client, "Tôi mất hoá đơn.", once=key)

    assert (page.status_code, kind(page)) == (409, "other-content")


def test_an_empty_reply_is_refused(client, part):
    assert fields(reply(client, " ")) == ["text"]


def test_more_than_the_most_unanswered_replies_is_refused_with_the_reason(client, part):
    for n in range(MOST_UNANSWERED - 1):
        part.complaint.messages.create(kind="consumer", text=f"{n}", sent_at=LATER)

    last, beyond = reply(client), reply(client)

    assert last.status_code == 200
    assert (beyond.status_code, kind(beyond)) == (409, "not-now")


def test_a_report_is_withdrawn_and_takes_no_more_words(client, part):
    page = withdraw(client)

    part.complaint.refresh_from_db()
    assert page.json()["state"] == part.complaint.state == ComplaintState.WITHDRAWN
    assert kind(withdraw(client)) == kind(reply(client)) == "not-now"
