from datetime import datetime

import pytest

from accounts.lifecycle import ReasonMissing
from complaints import workflow
from complaints.enums import ComplaintState, QuarantineDecision, ReferralRole as Role
from complaints.intake import file_complaint
from complaints.models import Complaint, LookupCount, Quarantine, Referral
from complaints.refusals import SpamDecided
from complaints.spam.deciding import close_as_spam, release
from complaints.spam.weighing import Sending
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY, facts
from tests.complaints.factories import HCM
from tests.complaints.test_workflow_races import race

AT = datetime(2024, 11, 29, 9, tzinfo=HCM)
LATER = datetime(2024, 12, 10, 9, tzinfo=HCM)


def file(trap="https://thu.example", **sending):
    came = Sending(address="203.0.113.7", trap=trap, **sending)
    file_complaint(facts(), key=KEY, at=AT, source="web", sending=came)
    return Complaint.objects.get()


@pytest.fixture
def officer(plan):
    return UserFactory(unit=plan.lead)


def test_suspect_report_is_stored_whole_and_sent_to_nobody(plan):
    complaint = file()

    assert complaint.is_set_aside
    assert complaint.quarantined_at == AT
    assert (complaint.story, complaint.due_at) == (
        facts().story,
        datetime(2024, 12, 21, tzinfo=HCM),
    )
    assert Referral.objects.count() == 0
    assert list(complaint.events.values_list("verb", flat=True)) == [
        "receive",
        "quarantine",
    ]
    kept = Quarantine.objects.get()
    assert (kept.score, kept.signs) == (
        140,
        [{"sign": "trap", "points": 100}, {"sign": "proof_missing", "points": 40}],
    )


def test_sender_of_a_suspect_report_gets_the_usual_receipt_by_mail(plan):
    complaint = file()

    notice = Notice.objects.get()
    assert notice.recipient == complaint.email
    assert complaint.code in notice.body


def test_report_without_a_proof_is_an_ordinary_report(plan):
    complaint = file(trap="")

    assert not complaint.is_set_aside
    assert Referral.objects.count() == 3
    assert Quarantine.objects.count() == 0


def test_course_tells_the_sender_nothing_of_the_waiting(plan):
    assert [entry.title for entry in timeline(file())] == [
        "Chúng tôi đã nhận phản ánh của bạn"
    ]


def test_release_sends_it_on_with_the_terms_of_its_receipt(plan, officer):
    released = release(file(), by=officer, at=LATER)

    assert released.quarantined_at is None
    assert dict(Referral.objects.values_list("role", "due_at")) == {
        Role.LEAD: datetime(2024, 12, 21, tzinfo=HCM),
        Role.SUPPORT: datetime(2024, 12, 14, tzinfo=HCM),
        Role.INFORMED: None,
    }
    assert set(Referral.objects.values_list("sent_at", flat=True)) == {LATER}
    event = released.events.get(verb="release")
    assert (event.by, len(event.facts["routing"])) == (officer, 3)
    kept = Quarantine.objects.get()
    assert (kept.decision, kept.decided_by, kept.decided_at) == (
        QuarantineDecision.RELEASED,
        officer,
        LATER,
    )


def test_closing_as_spam_keeps_everything_and_mails_nobody(plan, officer):
    complaint = file()
    Notice.objects.all().delete()

    closed = close_as_spam(complaint, reason="Quảng cáo.", by=officer, at=LATER)

    assert (closed.state, closed.outcome) == (
        ComplaintState.NOT_ACCEPTED,
        "Quảng cáo.",
    )
    assert closed.quarantined_at == AT
    assert Complaint.objects.genuine().count() == 0
    assert (Notice.objects.count(), Referral.objects.count()) == (0, 0)
    assert timeline(closed)[-1].text == "Quảng cáo."


def test_closing_as_spam_needs_a_reason(plan, officer):
    complaint = file()

    with pytest.raises(ReasonMissing):
        close_as_spam(complaint, reason="  ", by=officer, at=LATER)

    assert Complaint.objects.get().is_set_aside


def test_what_is_decided_cannot_be_decided_again(plan, officer):
    complaint = file()
    release(complaint, by=officer, at=LATER)

    with pytest.raises(SpamDecided):
        close_as_spam(complaint, reason="Quảng cáo.", by=officer, at=LATER)

    assert Complaint.objects.get().state == ComplaintState.RECEIVED


def test_what_the_sender_withdrew_is_not_decided(plan, officer):
    complaint = file()
    workflow.withdraw(complaint, by=None, at=LATER)

    with pytest.raises(SpamDecided):
        release(complaint, by=officer, at=LATER)

    assert Quarantine.objects.waiting().count() == 0


def test_reopening_what_was_closed_as_spam_sends_it_with_new_terms(plan, officer):
    closed = close_as_spam(file(), reason="Quảng cáo.", by=officer, at=LATER)

    reopened = workflow.reopen(closed, reason="Nhầm.", by=officer, at=LATER)

    assert reopened.quarantined_at is None
    assert Referral.objects.count() == 3
    assert Referral.objects.get(role=Role.LEAD).due_at == reopened.due_at


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_one_wins(plan):
    complaint = file()
    one, other = UserFactory.create_batch(2, unit=plan.lead)

    results = race(
        lambda: release(complaint, by=one, at=LATER),
        lambda: close_as_spam(complaint, reason="Quảng cáo.", by=other, at=LATER),
    )

    assert sorted(isinstance(r, SpamDecided) for r in results) == [False, True]
    kept, stored = Quarantine.objects.get(), Complaint.objects.get()
    assert kept.decided_by == (one if kept.decision == "released" else other)
    assert (stored.quarantined_at is None) == (kept.decision == "released")
    assert Referral.objects.count() == (3 if kept.decision == "released" else 0)


def test_repeat_of_a_report_is_not_counted_again(plan):
    for _ in range(5):
        file(trap="")

    counts = sorted(LookupCount.objects.values_list("count", flat=True))
    assert counts == [1, 1, 1, 5]  # the address twice, the words, and the key alone
