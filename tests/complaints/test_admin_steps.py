"""The steps an officer takes on the page of a complaint."""

from datetime import datetime

from django.urls import reverse

import pytest

from complaints import consenting, recovery
from complaints.enums import ComplaintState, ReferralState
from complaints.models import Referral
from notifications.models import Notice
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import (
    HCM,
    RECEIVED_AT,
    ComplaintFactory,
    ReferralFactory,
    SellerRequestFactory,
)

pytestmark = pytest.mark.django_db

REFERRALS = "/quan-tri/complaints/referral/"
COMPLAINTS = "/quan-tri/complaints/complaint/"
FAR_AWAY = datetime(2100, 1, 2, tzinfo=HCM)


def page_of(complaint):
    return f"{COMPLAINTS}{complaint.pk}/change/"


def step_of(complaint, code):
    return reverse("admin:complaints_complaint_step", args=[complaint.pk, code])


@pytest.fixture
def officer(client):
    user = UserFactory(consumer_association=True)
    client.force_login(user)
    return user


@pytest.fixture
def leading(client):
    user = UserFactory(trade_management=True)
    client.force_login(user)
    return user


TALK = ["hoi", "nhan-tin", "hien-nguoi-gui", "ghi-chu", "tam-dung"]
LEAD = [
    *("hoi", "nhan-tin", "hoi-nguoi-ban", "hien-nguoi-gui"),
    *("ghi-chu", "bao-lai-ma", "tam-dung"),
]
MATTER = ["giu-du-lieu", "ket-luan", "gop"]


@pytest.mark.parametrize(
    ("trait", "state", "codes"),
    [
        (
            "lead",
            ComplaintState.RECEIVED,
            [
                *("nhan", "nhan-viec", "tra-loi", *LEAD, "chuyen-don-vi"),
                *MATTER,
                "khong-tiep-nhan",
            ],
        ),
        (
            "lead",
            ComplaintState.IN_PROGRESS,
            [
                *("nhan", "nhan-viec", "tra-loi", *LEAD, "chuyen-don-vi"),
                *MATTER,
                *("ket-thuc", "khong-tiep-nhan"),
            ],
        ),
        (
            "support",
            ComplaintState.RECEIVED,
            [
                *("nhan", "nhan-viec", "tra-loi", "hoi", "nhan-tin", "hoa-giai"),
                *("hien-nguoi-gui", "ghi-chu", "bao-lai-ma"),
                *("tam-dung", "chuyen-lai", "giu-du-lieu"),
            ],
        ),
        (
            "examination",
            ComplaintState.RECEIVED,
            [
                *("nhan", "nhan-viec", "tra-loi", *TALK),
                *("chuyen-lai", "chuyen-don-vi", "giu-du-lieu"),
            ],
        ),
        ("informed", ComplaintState.RECEIVED, ["chuyen-lai"]),
    ],
)
def test_buttons_are_those_the_unit_may_press(client, trait, state, codes):
    complaint = ComplaintFactory(state=state)
    if trait != "lead":
        ReferralFactory(complaint=complaint, lead=True)
    part = ReferralFactory(complaint=complaint, **{trait: True})
    client.force_login(UserFactory(unit=part.unit))

    page = client.get(page_of(complaint))

    assert [step.code for step in page.context["steps"]] == codes


def test_taking_up_asks_first_and_then_does_it(client, officer):
    part = ReferralFactory(support=True)
    asked = client.get(step_of(part.complaint, "nhan"))
    part.refresh_from_db()
    assert (asked.status_code, part.state) == (200, ReferralState.SENT)

    done = client.post(step_of(part.complaint, "nhan"))

    part.refresh_from_db()
    assert done["Location"] == page_of(part.complaint)
    assert part.state == ReferralState.ACCEPTED
    assert part.events.get().by == officer


def test_answer_is_shown_before_it_is_sent(client, officer):
    part = ReferralFactory(support=True)
    url = step_of(part.complaint, "tra-loi")

    shown = client.post(url, {"answer": "Chúng tôi đã hoà giải."})
    part.refresh_from_db()
    assert shown.context["is_preview"]
    assert "Chúng tôi đã hoà giải." in shown.content.decode()
    assert (part.state, Notice.objects.count()) == (ReferralState.SENT, 0)

    client.post(url, {"answer": "Chúng tôi đã hoà giải.", "confirmed": "1"})

    part.refresh_from_db()
    assert (part.state, part.answer) == ("answered", "Chúng tôi đã hoà giải.")
    assert Notice.objects.count() == 1


def test_shown_answer_can_be_changed_again(client, officer):
    part = ReferralFactory(support=True)

    page = client.post(
        step_of(part.complaint, "tra-loi"), {"answer": "Bản nháp.", "change": "1"}
    )

    assert not page.context["is_preview"]
    assert page.context["form"]["answer"].value() == "Bản nháp."


@pytest.mark.parametrize(
    ("code", "field"), [("tra-loi", "answer"), ("chuyen-lai", "reason")]
)
def test_blank_text_is_asked_for(client, officer, code, field):
    part = ReferralFactory(support=True)

    page = client.post(step_of(part.complaint, code), {field: "  ", "confirmed": "1"})

    part.refresh_from_db()
    assert list(page.context["form"].errors) == [field]
    assert part.state == ReferralState.SENT


def test_who_comes_second_reads_what_became_of_it(client, officer):
    part = ReferralFactory(support=True, answered=True)

    page = client.post(
        step_of(part.complaint, "tra-loi"),
        {"answer": "Một lần nữa.", "confirmed": "1"},
        follow=True,
    )

    (message,) = page.context["messages"]
    assert str(ReferralState.ANSWERED.label) in str(message)
    assert [event.verb for event in part.events.all()] == ["open"]


def test_referring_to_another_unit(client, leading):
    complaint = ReferralFactory(lead=True).complaint
    unit = UnitFactory(inspectorate=True)

    client.post(
        step_of(complaint, "chuyen-don-vi"),
        {
            "unit": unit.pk,
            "role": "referral",
            "reason": "Thanh tra Sở phối hợp kiểm tra.",
            "answer_days": "5",
        },
    )

    part = complaint.referrals.get(unit=unit)
    assert (part.role, part.events.get().by) == ("referral", leading)


def test_surveillance_cannot_choose_a_unit_that_is_not_its_team(client):
    part = ReferralFactory(examination=True)
    client.force_login(UserFactory(unit=part.unit))
    stranger = UnitFactory(inspectorate=True)

    page = client.post(
        step_of(part.complaint, "chuyen-don-vi"),
        {"unit": stranger.pk, "role": "referral", "reason": "x", "answer_days": "5"},
    )

    assert list(page.context["form"].errors) == ["unit"]
    assert Referral.objects.count() == 1


def test_result_needs_a_reason_while_a_unit_owes_an_answer(client, leading):
    complaint = ComplaintFactory(in_progress=True)
    ReferralFactory(complaint=complaint, lead=True, answered=True)
    owing = ReferralFactory(complaint=complaint, support=True)
    url = step_of(complaint, "ket-thuc")
    result = {"outcome": "Đã hoàn tiền.", "confirmed": "1"}

    refused = client.post(url, result)
    complaint.refresh_from_db()
    assert owing.unit.name in str(refused.context["form"].non_field_errors())
    assert refused.context["form"]["outcome"].value() == "Đã hoàn tiền."
    assert complaint.state == ComplaintState.IN_PROGRESS

    client.post(url, result | {"open_parts_reason": "Người bán đã tự giải quyết."})

    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.RESOLVED


def test_report_not_taken_up_is_closed_with_its_reason(client, leading):
    complaint = ReferralFactory(lead=True).complaint

    client.post(
        step_of(complaint, "khong-tiep-nhan"),
        {"outcome": "Việc đã được toà án giải quyết.", "confirmed": "1"},
    )

    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.NOT_ACCEPTED
    assert Notice.objects.get().recipient == complaint.email


def test_several_reports_are_taken_up_together(client, officer):
    waiting = [ReferralFactory(support=True) for _ in range(2)]
    taken = ReferralFactory(support=True, accepted=True)

    page = client.post(
        REFERRALS,
        {
            "action": "accept_selected",
            "_selected_action": [part.pk for part in [*waiting, taken]],
        },
        follow=True,
    )

    assert Referral.objects.filter(state=ReferralState.ACCEPTED).count() == 3
    assert len(page.context["done"]) == 2
    [left_out] = page.context["left_out"]
    assert f"{taken.complaint_id:06d}" in left_out["name"]


def test_unit_waits_and_goes_on(client, officer):
    part = ReferralFactory(support=True, accepted=True, due_at=FAR_AWAY)
    client.post(step_of(part.complaint, "tam-dung"), {"reason": "Chờ hoá đơn."})
    part.refresh_from_db()
    assert part.is_paused
    shown = client.get(page_of(part.complaint))
    assert "Đang chờ người phản ánh" in shown.content.decode()

    client.post(step_of(part.complaint, "tiep-tuc"), {"reason": "Đã nhận."})

    part.refresh_from_db()
    assert not part.is_paused


def test_term_that_has_run_out_is_not_stopped_and_the_words_stay(client, officer):
    part = ReferralFactory(support=True, accepted=True, overdue=True)

    page = client.post(step_of(part.complaint, "tam-dung"), {"reason": "Chờ đã."})

    part.refresh_from_db()
    assert not part.is_paused
    assert page.context["form"]["reason"].value() == "Chờ đã."
    assert len(page.context["form"].non_field_errors()) == 1


def test_question_is_shown_before_it_is_sent(client, officer):
    part = ReferralFactory(support=True, accepted=True, due_at=FAR_AWAY)
    url = step_of(part.complaint, "hoi")

    shown = client.post(url, {"text": "Chị còn hoá đơn không?"})
    assert shown.context["is_preview"]
    assert part.complaint.messages.count() == 0

    client.post(url, {"text": "Chị còn hoá đơn không?", "confirmed": "1"})

    part.refresh_from_db()
    assert part.complaint.messages.get().sent_by == officer
    assert part.is_paused


def test_note_is_kept_without_a_preview(client, officer):
    part = ReferralFactory(support=True)

    client.post(
        step_of(part.complaint, "ghi-chu"), {"text": "Đã gọi.", "is_shared": "on"}
    )

    note = part.complaint.notes.get()
    assert (note.written_by, note.unit, note.is_shared) == (officer, part.unit, True)
    assert Notice.objects.count() == 0


def test_seller_is_asked_after_a_preview_without_who_reports(client, leading):
    part = ReferralFactory(lead=True, accepted=True)
    url = step_of(part.complaint, "hoi-nguoi-ban")
    typed = {"email": "shop@thu.example", "text": "Chị Lê Thị Thử hỏi."}

    refused = client.post(url, {**typed, "confirmed": "1"})
    assert len(refused.context["form"].non_field_errors()) == 1
    assert refused.context["form"]["text"].value() == typed["text"]

    typed["text"] = "Vì sao giá gốc cao hơn?"
    assert client.post(url, typed).context["is_preview"]
    client.post(url, {**typed, "confirmed": "1"})
    page = client.get(page_of(part.complaint)).content.decode()

    assert part.complaint.seller_requests.get().sent_by == leading
    assert "shop@thu.example" in page


@pytest.mark.parametrize(
    ("queue", "found"), [("dang-cho", 2), ("qua-han", 1), ("that-hua", 1)]
)
def test_list_shows_where_the_seller_owes_something(client, leading, queue, found):
    for changes in (
        {},
        {"due_at": FAR_AWAY},
        {
            "answered_at": RECEIVED_AT,
            "answer_kind": "promise",
            "answer": "Sẽ hoàn.",
            "promised_on": RECEIVED_AT.date(),
            "checked_at": RECEIVED_AT,
            "is_kept": False,
            "kept_told_at": RECEIVED_AT,
        },
    ):
        SellerRequestFactory(**changes)

    page = client.get(COMPLAINTS, {"nguoi-ban": queue})

    assert len(page.context["cl"].result_list) == found


@pytest.mark.parametrize(
    ("who", "is_offered"),
    [
        ("trade_management", True),
        ("consumer_association", True),
        ("surveillance", False),
    ],
)
def test_who_receives_reports_tells_a_caller_the_code_again(client, who, is_offered):
    complaint = ComplaintFactory()
    for trait in ("lead", "support", "examination"):
        ReferralFactory(complaint=complaint, **{trait: True})
    client.force_login(UserFactory(**{who: True}))
    step = step_of(complaint, "bao-lai-ma")

    page = client.get(page_of(complaint)).content.decode()
    response = client.post(step, {"reason": "Nói đúng tên cửa hàng và ngày mua."})

    assert (step in page) is is_offered
    assert response.status_code == (302 if is_offered else 403)
    told = complaint.events.filter(verb="tell_code")
    assert told.count() == is_offered


@pytest.mark.parametrize(
    ("role", "reads_why"),
    [({"support": True}, True), ({"role": "informed", "due_at": None}, False)],
)
def test_those_who_handle_it_read_what_a_caller_was_asked(
    client, officer, role, reads_why
):
    complaint = ComplaintFactory(full_name="Lê Thị Thử")
    ReferralFactory(complaint=complaint, unit=officer.unit, **role)
    teller = UserFactory(trade_management=True, full_name="Phạm Thị Trực")
    why = "Nói đúng tên cửa hàng; tự xưng Lê Thị Thử."
    recovery.tell_code(complaint, reason=why, by=teller, at=RECEIVED_AT)

    page = client.get(page_of(complaint)).content.decode()

    assert ("Nói đúng tên cửa hàng" in page, "Phạm Thị Trực" in page) == (
        reads_why,
        reads_why,
    )
    assert "Lê Thị Thử" not in page


def test_what_the_person_agreed_to_stands_in_one_place(client, leading):
    complaint = ComplaintFactory(consent_version="ban-7")
    consenting.keep(complaint)

    page = client.get(page_of(complaint)).content.decode()

    assert page.count("ban-7") == complaint.consents.count() == 2


def test_nobody_is_told_the_code_of_a_tip_without_a_contact(client):
    complaint = ComplaintFactory(anonymous=True)
    client.force_login(UserFactory(trade_management=True))

    assert (
        step_of(complaint, "bao-lai-ma")
        not in client.get(page_of(complaint)).content.decode()
    )
