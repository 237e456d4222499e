from datetime import date, datetime
from importlib import import_module
from unittest.mock import patch

from django.db import InterfaceError, OperationalError, connection

import pytest
from structlog.testing import capture_logs

from accounts.models import Submission, Unit
from accounts.once import ContentConflict, content_sha256
from complaints.codes import normalise
from complaints.enums import ComplaintSource, ReferralRole as Role
from complaints.intake import PURPOSE, file_complaint
from complaints.models import (
    Complaint,
    ComplaintEvent,
    Referral,
    ReferralEvent,
    SealedReceipt,
)
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY, OTHER_KEY, facts
from tests.complaints.factories import HCM

# A Friday; the term starts on the Monday after.
AT = datetime(2024, 11, 29, 9, tzinfo=HCM)


def file(at=AT, key=KEY, source=ComplaintSource.WEB, by=None, **changes):
    return file_complaint(facts(**changes), key=key, at=at, source=source, by=by)


def stored():
    """How many rows of each kind a filing leaves."""
    models = (
        Complaint,
        ComplaintEvent,
        Referral,
        ReferralEvent,
        SealedReceipt,
        Notice,
        Submission,
    )
    return {model.__name__: model.objects.count() for model in models}


NOTHING = {
    "Complaint": 0,
    "ComplaintEvent": 0,
    "Referral": 0,
    "ReferralEvent": 0,
    "SealedReceipt": 0,
    "Notice": 0,
    "Submission": 0,
}
ONE_COMPLAINT = {
    "Complaint": 1,
    "ComplaintEvent": 1,
    "Referral": 3,
    "ReferralEvent": 3,
    "SealedReceipt": 1,
    "Notice": 4,
    "Submission": 1,
}


def test_filing_stores_everything_at_once(plan):
    receipt = file()

    complaint = Complaint.objects.get()
    assert stored() == ONE_COMPLAINT
    assert receipt.reference == complaint.code == normalise(complaint.code)
    assert not receipt.is_repeat
    assert complaint.campaign == plan.campaign
    assert complaint.received_at == complaint.consented_at == AT


def test_deadlines_are_stored_in_working_days(plan):
    file()

    assert Complaint.objects.get().due_at == datetime(2024, 12, 21, tzinfo=HCM)
    assert dict(Referral.objects.values_list("role", "due_at")) == {
        Role.LEAD: datetime(2024, 12, 21, tzinfo=HCM),
        Role.SUPPORT: datetime(2024, 12, 14, tzinfo=HCM),
        Role.INFORMED: None,
    }


def test_campaign_sets_the_days_of_the_whole_complaint(plan):
    plan.campaign.complaint_answer_days = 3
    plan.campaign.save()

    file()

    assert Complaint.objects.get().due_at == datetime(2024, 12, 5, tzinfo=HCM)


@pytest.mark.parametrize(
    ("category", "lead_due", "whole_due"),
    [
        ("ip-infringement", 21, 28),
        ("poor-quality", 14, 14),
    ],
)
def test_category_sets_the_days_before_the_campaign_and_no_unit_has_longer(
    plan, category, lead_due, whole_due
):
    file(category=category)

    lead = Referral.objects.get(role=Role.LEAD)
    assert lead.due_at == datetime(2024, 12, lead_due, tzinfo=HCM)
    assert lead.complaint.due_at == datetime(2024, 12, whole_due, tzinfo=HCM)


def test_answers_are_stored_as_the_category_asks_them(plan):
    file(answers={"price-before": 300_000, "fake-part": "brand"})

    assert Complaint.objects.get().answers == {"price-before": 300_000}


def test_an_answer_that_does_not_fit_stores_nothing(plan):
    with pytest.raises(ValueError, match="price-before"):
        file(answers={"price-before": "nhiều"})

    assert stored() == NOTHING


def test_other_answers_under_the_same_key_are_a_conflict(plan):
    file(answers={"price-before": 300_000})

    with pytest.raises(ContentConflict):
        file(answers={"price-before": 400_000})


SENT_BEFORE_QUESTIONS = {
    "kind": "complaint",
    "category": "false-discount",
    "district": "380",
    "seller_name": "Cửa hàng Thử",
    "seller_channel": "store",
    "story": "Giá gốc ghi 500.000 ₫, hôm trước chỉ bán 300.000 ₫.",
    "consent_version": "2024-11",
    "promotion": "",
    "merchant": "",
    "seller_link": "",
    "seller_address": "",
    "bought_on": date(2024, 11, 28),
    "order_ref": "",
    "amount_vnd": None,
    "demand": "Hoàn lại phần chênh lệch.",
    "has_contacted_seller": False,
    "contacted_on": None,
    "seller_answer": "",
    "full_name": "Lê Thị Thử",
    "phone": "+84912345678",
    "email": "nguoi-mua@thu.example",
    "language": "vi",
    "may_share_with_seller": False,
    "source": "web",
}


def test_a_form_sent_before_questions_were_asked_is_known_again(plan):
    digest = content_sha256(SENT_BEFORE_QUESTIONS)
    Submission.objects.create(
        purpose=PURPOSE, key=KEY, content_sha256=digest, receipt="PA-1"
    )

    assert file().reference == "PA-1"


def test_first_event_keeps_the_trace_of_the_routing(plan):
    file()

    event = ComplaintEvent.objects.get()
    assert (event.verb, event.from_state, event.to_state) == ("receive", "", "received")
    assert (event.by, event.actor) == (None, "public")
    assert event.facts["routing"] == [
        {"rule": "trade-management-leads", "outcome": "sent", "unit": "qltm"},
        {
            "rule": "consumer-association-supports",
            "outcome": "sent",
            "unit": "hoi-bvntd",
        },
        {"rule": "district-watches", "outcome": "sent", "unit": "ubnd-tp-thu"},
    ]


def test_referral_keeps_its_rule_and_reason(plan):
    file()

    referral = Referral.objects.get(role=Role.LEAD)
    assert referral.rule is not None
    assert referral.rule.code == "trade-management-leads"
    assert referral.reason == referral.rule.reason


def test_repeat_gets_the_first_receipt_and_stores_nothing(plan):
    first = file()

    again = file(at=datetime(2024, 11, 29, 9, 5, tzinfo=HCM))

    assert (again.reference, again.is_repeat) == (first.reference, True)
    assert stored() == ONE_COMPLAINT


def test_other_content_under_the_same_key_is_a_conflict(plan):
    first = file()

    with pytest.raises(ContentConflict) as conflict:
        file(story="Một chuyện khác.")

    assert conflict.value.receipt == first.reference
    assert stored() == ONE_COMPLAINT


def test_two_keys_are_two_complaints(plan):
    codes = {file().reference, file(key=OTHER_KEY).reference}

    assert len(codes) == Complaint.objects.count() == 2


def test_notices_go_to_the_complainant_and_to_each_unit(plan):
    file()

    assert set(Notice.objects.values_list("recipient", "template")) == {
        ("nguoi-mua@thu.example", "complaints/mail/received"),
        ("qltm@don-vi.example", "complaints/mail/referred"),
        ("hoi-bvntd@don-vi.example", "complaints/mail/referred"),
        ("ubnd-tp-thu@don-vi.example", "complaints/mail/referred"),
    }


def test_without_an_e_mail_only_units_are_told(plan):
    file(email="")

    assert Notice.objects.filter(template="complaints/mail/received").count() == 0
    assert Notice.objects.count() == 3


def test_notices_to_units_say_nothing_of_the_complainant(plan):
    file(category="counterfeit", order_ref="DH-778899")

    text = "\n".join(
        f"{notice.subject}\n{notice.body}"
        for notice in Notice.objects.filter(template="complaints/mail/referred")
    )
    complaint = Complaint.objects.get()
    private = ["Lê Thị Thử", "912345678", "0912", "nguoi-mua", "DH-778899", "500.000"]
    assert [word for word in [*private, complaint.code] if word in text] == []
    assert text.count("Hàng giả, hàng nhái") == 4


def test_receipt_by_mail_holds_the_code_and_no_story(plan):
    receipt = file()

    notice = Notice.objects.get(template="complaints/mail/received")
    assert receipt.reference in notice.subject
    assert f"/phan-anh/tra-cuu/?ma={receipt.reference}" in notice.body
    assert "500.000" not in notice.body
    assert "0912" not in notice.body


def test_receipt_by_mail_is_in_the_language_of_the_complaint(plan):
    file(language="en")

    notice = Notice.objects.get(template="complaints/mail/received")
    assert notice.subject.startswith("We have received your report PA-")
    assert "/en/phan-anh/tra-cuu/" in notice.body


def test_officer_who_writes_it_down_is_in_the_first_event(plan):
    officer = UserFactory(trade_management=True)

    file(source=ComplaintSource.PHONE, by=officer)

    event = ComplaintEvent.objects.get()
    assert (event.by, event.actor) == (officer, "Phòng Quản lý Thương mại")
    assert Complaint.objects.get().source == ComplaintSource.PHONE


def test_without_any_unit_the_complaint_is_stored_and_the_alarm_rings(plan):
    Unit.objects.update(is_active=False)

    with capture_logs() as logs:
        file()

    assert Complaint.objects.unrouted().count() == 1
    assert ("complaint_unrouted", "critical") in {
        (entry["event"], entry["log_level"]) for entry in logs
    }


STEPS = [
    "complaints.intake.new_code",
    "complaints.intake.current_campaign",
    "complaints.intake.plan_route",
    "complaints.intake.record_first",
    "complaints.referring.end_of_working_day_after",
    "complaints.referring.first_event",
    "complaints.notices.store",
    "complaints.notices.enqueue",
    "notifications.outbox.ring",
    "complaints.intake.notices.send_receipt",
    "complaints.intake.seal_new",
]


LOST = (OperationalError, InterfaceError)


class Killed(BaseException):
    """As good as a process that is no more: nothing of ours catches it."""


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_step_leaves_nothing_and_a_retry_everything(plan, step, when):
    with dying_at(step, when), pytest.raises(Killed):
        file()

    assert stored() == NOTHING
    assert file().is_repeat is False
    assert stored() == ONE_COMPLAINT


@pytest.mark.parametrize("step", [STEPS[2], STEPS[5], STEPS[-1]])
@pytest.mark.django_db(transaction=True)
def test_lost_database_at_any_step_leaves_nothing_and_a_retry_everything(plan, step):
    with dying_at(step, "after", lose_connection=True), pytest.raises(LOST):
        file()
    connection.close()

    assert stored() == NOTHING
    assert file().is_repeat is False
    assert stored() == ONE_COMPLAINT


def dying_at(step, when, *, lose_connection=False):
    """Let the process die, or lose its database, at one step of the filing."""
    module, _, name = step.rpartition(".")
    target = f"{module}.{name}"
    real = _resolve(target)

    def die(*args, **kwargs):
        if when == "after":
            result = real(*args, **kwargs)
        if not lose_connection:
            raise Killed
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return result

    return patch(target, die)


def _resolve(target):
    parts = target.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise AssertionError(target)
