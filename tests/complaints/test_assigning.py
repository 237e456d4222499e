"""Which officer of a unit handles its part."""

from datetime import datetime

import pytest

from accounts.lifecycle import TransitionNotAllowed
from complaints import assigning, workflow
from complaints.enums import ReferralState
from complaints.models import Referral, ReferralEvent
from complaints.refusals import (
    AnswerNotAsked,
    HandledByAnother,
    MayNotHandOver,
    NotOfTheUnit,
    OfAnotherUnit,
)
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import HCM, ReferralFactory
from tests.complaints.test_workflow_races import race

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)


@pytest.fixture
def part(db):
    return ReferralFactory(support=True)


@pytest.fixture
def officer(part):
    return UserFactory(unit=part.unit, full_name="Lê Văn Nhận")


@pytest.fixture
def colleague(part):
    return UserFactory(unit=part.unit, full_name="Phạm Thị Bạn")


@pytest.fixture
def head(part):
    return UserFactory(unit=part.unit, is_head=True)


def give(part, *, to, by, held_by=None, reason=""):
    return assigning.hand_over(
        part, to=to, held_by=held_by, reason=reason, by=by, at=AT
    )


def test_officer_takes_what_nobody_has_and_is_noted(part, officer):
    taken = assigning.take(part, by=officer, at=AT)

    event = part.events.get()
    assert (taken.handler, taken.state) == (officer, ReferralState.SENT)
    assert (event.verb, event.by, event.facts) == (
        "take",
        officer,
        {"officer": "Lê Văn Nhận"},
    )
    assert Notice.objects.count() == 0


def test_taking_twice_changes_nothing(part, officer):
    for _ in range(2):
        assigning.take(part, by=officer, at=AT)

    assert part.events.count() == 1


def test_who_comes_second_is_told_who_has_it(part, officer, colleague):
    assigning.take(part, by=officer, at=AT)

    with pytest.raises(HandledByAnother) as refused:
        assigning.take(part, by=colleague, at=AT)

    assert "Lê Văn Nhận" in refused.value.message
    assert Referral.objects.get().handler == officer


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_at_once_one_has_it_and_the_other_reads_who():
    part = ReferralFactory(support=True)
    officers = [UserFactory(unit=part.unit) for _ in range(2)]

    results = race(
        *[
            lambda officer=officer: assigning.take(
                Referral.objects.get(pk=part.pk), by=officer, at=AT
            )
            for officer in officers
        ]
    )

    won = [one.handler for one in results if isinstance(one, Referral)]
    lost = [one.message for one in results if isinstance(one, HandledByAnother)]
    assert [len(won), len(lost)] == [1, 1]
    assert won[0].full_name in lost[0]
    assert ReferralEvent.objects.get().by == won[0]


def test_taking_up_assigns_what_nobody_has(part, officer):
    accepted = workflow.accept_referral(part, by=officer, at=AT)

    assert accepted.handler == officer
    assert [event.verb for event in part.events.all()] == ["accept"]


def test_taking_up_for_a_colleague_leaves_it_with_the_colleague(
    part, officer, colleague
):
    assigning.take(part, by=colleague, at=AT)

    accepted = workflow.accept_referral(part, by=officer, at=AT)

    assert accepted.handler == colleague


@pytest.mark.parametrize("by", [None, "somebody of another unit"])
def test_taking_up_from_outside_assigns_nobody(part, by):
    user = UserFactory(surveillance=True) if by else None

    assert workflow.accept_referral(part, by=user, at=AT).assignee is None


def test_head_gives_what_nobody_has_and_the_officer_is_told(part, head, officer):
    given = give(part, to=officer, by=head, reason="Anh phụ trách địa bàn.")

    event, notice = part.events.get(), Notice.objects.get()
    assert (given.handler, event.verb, event.by) == (officer, "hand_over", head)
    assert event.reason == "Anh phụ trách địa bàn."
    assert notice.recipient == officer.email
    assert f"{part.complaint_id:06d}" in notice.subject
    private = ["địa bàn", "Lê Thị Thử", part.complaint.story, part.complaint.code]
    assert [word for word in private if word in notice.subject + notice.body] == []


def test_who_has_it_passes_it_on(part, officer, colleague):
    held = assigning.take(part, by=officer, at=AT)

    given = give(held, to=colleague, by=officer, held_by=officer.pk)

    assert given.handler == colleague
    assert Notice.objects.get().recipient == colleague.email


def test_giving_it_to_oneself_sends_no_mail(part, head):
    assert give(part, to=head, by=head).handler == head
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("is_held", [False, True])
def test_other_officers_of_the_unit_give_nothing(part, officer, colleague, is_held):
    if is_held:
        assigning.take(part, by=officer, at=AT)

    with pytest.raises(MayNotHandOver):
        give(part, to=colleague, by=colleague, held_by=officer.pk if is_held else None)


def test_nobody_outside_the_unit_takes_gives_or_is_given(part, head):
    stranger = UserFactory(surveillance=True, is_head=True)

    with pytest.raises(OfAnotherUnit):
        assigning.take(part, by=stranger, at=AT)
    with pytest.raises(OfAnotherUnit):
        give(part, to=stranger, by=stranger)
    with pytest.raises(NotOfTheUnit):
        give(part, to=stranger, by=head)

    assert Referral.objects.get().assignee is None


def test_head_who_saw_another_state_changes_nothing(part, head, officer, colleague):
    assigning.take(part, by=officer, at=AT)

    with pytest.raises(HandledByAnother) as refused:
        give(part, to=colleague, by=head, held_by=None)

    assert "Lê Văn Nhận" in refused.value.message


@pytest.mark.parametrize("change", [{"is_active": False}, {"unit": "another"}])
def test_who_left_no_longer_has_it_and_anybody_may_take_it(
    part, officer, colleague, change
):
    assigning.take(part, by=officer, at=AT)
    for name, value in change.items():
        new = UserFactory(surveillance=True).unit if value == "another" else value
        setattr(officer, name, new)
    officer.save()

    left = Referral.objects.get()
    assert left.handler is None
    assert list(Referral.objects.unassigned()) == [part]
    assert list(Referral.objects.handled_by(officer)) == []
    assert assigning.take(left, by=colleague, at=AT).handler == colleague
    assert list(Referral.objects.unassigned()) == []


@pytest.mark.parametrize(
    ("trait", "refusal"),
    [
        ({"answered": True}, TransitionNotAllowed),
        ({"state": ReferralState.RETURNED}, TransitionNotAllowed),
        ({"state": ReferralState.CLOSED}, TransitionNotAllowed),
        ({"role": "informed", "due_at": None}, AnswerNotAsked),
    ],
)
def test_only_what_is_to_be_answered_is_assigned(part, officer, trait, refusal):
    other = ReferralFactory(unit=part.unit, **trait)

    with pytest.raises(refusal):
        assigning.take(other, by=officer, at=AT)


def test_the_course_names_no_officer(part, head, officer):
    give(part, to=officer, by=head, reason="Nghỉ phép.")
    workflow.accept_referral(part, by=officer, at=AT)

    told = " ".join(f"{entry.title} {entry.text}" for entry in timeline(part.complaint))

    assert part.unit.name in told
    names = ["Lê Văn Nhận", str(head), "Nghỉ phép"]
    assert [word for word in names if word in told] == []
