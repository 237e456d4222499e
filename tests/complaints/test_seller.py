from datetime import date, datetime, timedelta

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from complaints import seller, seller_terms, tasks
from complaints.enums import SellerAnswer
from complaints.models import OneTimeLink, SellerRequest
from complaints.one_time import LinkIsDead
from complaints.refusals import (
    AlreadyToldWhetherKept,
    NobodyLeads,
    PromiseWithoutDay,
    TellsWhoReports,
)
from complaints.seller import Reply
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory
from tests.complaints.test_workflow_races import race

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
# Seven working days after Monday 2 December.
DUE = datetime(2024, 12, 12, tzinfo=HCM)
PROMISED = date(2024, 12, 16)
SHOP = "cua-hang@thu.example"


@pytest.fixture
def complaint(db):
    complaint = ComplaintFactory(in_progress=True)
    ReferralFactory(complaint=complaint, lead=True, accepted=True)
    return complaint


def asked(complaint, at=AT, text="Vì sao giá gốc ghi cao hơn giá đã bán?"):
    officer = UserFactory(trade_management=True)
    return seller.ask_seller(complaint, email=SHOP, text=text, by=officer, at=at)


def promised(complaint, day=PROMISED):
    reply = Reply(SellerAnswer.PROMISE, "Chúng tôi sẽ hoàn tiền.", day)
    return seller.answer_as_seller(asked(complaint).link, reply, at=AT)


def told(template):
    return Notice.objects.filter(template=f"complaints/mail/{template}")


def test_seller_has_seven_working_days(complaint):
    request = asked(complaint)

    assert request.due_at == DUE
    assert told("seller_asked").get().recipient == SHOP
    assert "11/12/2024" in told("seller_asked").get().body


@pytest.mark.parametrize(("at", "late"), [(DUE - timedelta(seconds=1), 0), (DUE, 1)])
def test_late_seller_is_flagged_from_the_end_of_the_term(complaint, at, late):
    request = asked(complaint)

    assert SellerRequest.objects.overdue(at=at).count() == late
    assert request.is_overdue(at=at) is bool(late)
    for _ in range(2):
        seller_terms.tell_late_sellers(at=at)
    assert told("seller_news").count() == late


def test_late_seller_of_a_closed_report_is_no_news(complaint):
    asked(complaint)
    complaint.state, complaint.closed_at, complaint.outcome = "resolved", AT, "Xong."
    complaint.save()

    seller_terms.tell_late_sellers(at=DUE)

    assert told("seller_news").count() == 0


def test_mail_to_the_seller_names_nobody_even_with_consent(complaint):
    complaint.may_share_with_seller = True
    complaint.save()
    request = asked(complaint)

    notice = told("seller_asked").get()
    assert request.shares_contact
    for secret in (complaint.full_name, complaint.code, complaint.email, "91234"):
        assert secret not in notice.subject + notice.body


@pytest.mark.parametrize(
    "text",
    [
        "Khách Lê Thị Thử đòi tiền.",
        "le thi thu đòi tiền",
        "Gọi 0912 345 678.",
        "Gọi +84912345678.",
        "Viết cho NGUOI-MUA@thu.example.",
    ],
)
def test_without_consent_the_text_may_not_tell_who_reports(complaint, text):
    with pytest.raises(TellsWhoReports):
        asked(complaint, text=text)
    assert (SellerRequest.objects.count(), Notice.objects.count()) == (0, 0)

    complaint.may_share_with_seller = True
    complaint.save()
    assert asked(complaint, text=text).shares_contact


def test_other_numbers_and_names_are_fine(complaint):
    asked(complaint, text="Đơn 0987654321, chị Lê Thị Thuý ở quầy 3.")

    assert SellerRequest.objects.count() == 1


def test_second_request_replaces_the_first(complaint):
    first = asked(complaint)
    second = asked(complaint, at=AT + timedelta(hours=1))

    with pytest.raises(LinkIsDead):
        seller.answer_as_seller(
            first.link, Reply(SellerAnswer.NOT_US, "Không phải."), at=AT + timedelta(1)
        )
    assert list(SellerRequest.objects.waiting()) == [second]


def test_nobody_is_asked_where_nobody_leads(db):
    with pytest.raises(NobodyLeads):
        asked(ComplaintFactory())


def test_nobody_is_asked_about_a_closed_report(db):
    complaint = ComplaintFactory(resolved=True)
    ReferralFactory(complaint=complaint, lead=True)

    with pytest.raises(TransitionNotAllowed):
        asked(complaint)


def test_blank_request_is_not_sent(complaint):
    with pytest.raises(ReasonMissing):
        asked(complaint, text=" ")


@pytest.mark.parametrize("kind", [k for k in SellerAnswer if k != "promise"])
def test_answer_is_stored_once_and_both_sides_are_told(complaint, kind):
    request = asked(complaint)

    answered = seller.answer_as_seller(
        request.link, Reply(kind, "Chúng tôi đã xem lại.", PROMISED), at=DUE
    )

    assert (answered.answer_kind, answered.promised_on) == (kind, None)
    assert not answered.is_overdue(at=DUE + timedelta(days=9))
    assert told("seller_answered").get().recipient == complaint.email
    assert told("seller_news").get().recipient == request.unit.email
    for notice in Notice.objects.exclude(template__endswith="asked"):
        assert "xem lại" not in notice.body
    with pytest.raises(LinkIsDead):
        seller.answer_as_seller(request.link, Reply(kind, "Khác."), at=DUE)


def test_promise_needs_a_day_and_then_the_link_is_not_used_up(complaint):
    request = asked(complaint)

    with pytest.raises(PromiseWithoutDay):
        seller.answer_as_seller(
            request.link, Reply(SellerAnswer.PROMISE, "Sẽ hoàn."), at=AT
        )
    assert OneTimeLink.objects.get().used_at is None


def test_answer_without_words_is_not_taken(complaint):
    with pytest.raises(ReasonMissing):
        seller.answer_as_seller(
            asked(complaint).link, Reply(SellerAnswer.NOT_US, " "), at=AT
        )


@pytest.mark.parametrize(
    ("at", "count"),
    [
        (datetime(2024, 12, 16, 23, 59, tzinfo=HCM), 0),
        (datetime(2024, 12, 17, tzinfo=HCM), 1),
    ],
)
def test_promise_is_checked_once_its_day_is_over(complaint, at, count):
    promised(complaint)

    assert [seller_terms.check_promises(at=at) for _ in range(2)] == [count, 0]
    assert told("promise").count() == count


def test_complainant_without_email_is_asked_on_the_page(complaint):
    complaint.email = ""
    complaint.save()
    request = promised(complaint)
    seller_terms.check_promises(at=DUE + timedelta(days=9))

    assert seller.promise_to_judge(complaint) == request
    assert told("promise").count() == 0


@pytest.mark.parametrize(
    ("is_kept", "verb", "kind"),
    [(True, "promise_kept", "ok"), (False, "promise_broken", "bad")],
)
def test_complainant_says_once_whether_it_was_kept(complaint, is_kept, verb, kind):
    request = promised(complaint)
    seller_terms.check_promises(at=DUE + timedelta(days=9))
    request.refresh_from_db()
    later = DUE + timedelta(days=10)

    seller.tell_whether_kept_by_link(request.check_link, is_kept=is_kept, at=later)

    request.refresh_from_db()
    assert (request.is_kept, request.kept_told_at) == (is_kept, later)
    assert complaint.events.last().verb == verb
    assert timeline(complaint)[-1].kind == kind
    assert seller.promise_to_judge(complaint) is None
    with pytest.raises(AlreadyToldWhetherKept):
        seller.tell_whether_kept(request, is_kept=not is_kept, at=later)


def test_promise_is_not_judged_before_anybody_was_asked(complaint):
    with pytest.raises(AlreadyToldWhetherKept):
        seller.tell_whether_kept(promised(complaint), is_kept=True, at=AT)


@pytest.mark.django_db(transaction=True)
def test_link_and_page_at_once_store_one_answer():
    complaint = ComplaintFactory(in_progress=True)
    ReferralFactory(complaint=complaint, lead=True)
    request = promised(complaint)
    seller_terms.check_promises(at=DUE + timedelta(days=9))
    request = SellerRequest.objects.select_related("check_link").get()
    later = DUE + timedelta(days=10)

    results = race(
        lambda: seller.tell_whether_kept_by_link(
            request.check_link, is_kept=True, at=later
        ),
        lambda: seller.tell_whether_kept(request, is_kept=False, at=later),
    )

    assert sum(isinstance(r, SellerRequest) for r in results) == 1
    assert sum(isinstance(r, AlreadyToldWhetherKept) for r in results) == 1


def test_course_tells_the_complainant_all_of_it(complaint):
    promised(complaint)

    first, second = timeline(complaint)

    assert "Vì sao giá gốc" in first.text
    assert "11/12/2024" in first.text
    assert "16/12/2024" in second.text
    assert "Chúng tôi sẽ hoàn tiền." in second.text


def test_sweep_does_both(complaint, monkeypatch):
    promised(complaint)
    other = ComplaintFactory(in_progress=True)
    ReferralFactory(complaint=other, lead=True)
    asked(other)
    monkeypatch.setattr("campaigns.clock.now", lambda: DUE + timedelta(days=6))

    tasks.watch_sellers()

    assert told("promise").count() == 1
    assert told("seller_news").filter(event_key__contains=":late").count() == 1
