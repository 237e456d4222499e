"""Who handles a dossier: one at a time, the others are told who."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation

import pytest

from accounts.lifecycle import TransitionNotAllowed
from notifications.models import Notice
from promotions import workflow
from promotions.models import Promotion
from promotions.story import reason_for_changes, story, story_for_officers
from tests.accounts.factories import UserFactory
from tests.promotions.factories import HCM, PromotionFactory
from tests.promotions.test_workflow_races import race

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 20, 9, tzinfo=HCM)
OPEN = ["submitted", "received", "needs_changes"]
CLOSED = ["published", "suspended", "ended", "refused"]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def officer():
    return UserFactory(trade_management=True, full_name="Lê Văn Thương")


@pytest.fixture
def colleague():
    return UserFactory(trade_management=True, full_name="Trần Thị Mại")


def holder_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).assigned_to


def verbs(promotion):
    return list(promotion.events.values_list("verb", flat=True))


@pytest.mark.parametrize("situation", OPEN)
def test_taking_names_the_officer_and_leaves_the_state(situation, officer):
    promotion = PromotionFactory(**{situation: True})

    taken = workflow.take(promotion, by=officer, at=AT)

    assert (taken.assigned_to, taken.assigned_at) == (officer, AT)
    event = promotion.events.get()
    assert (event.verb, event.by, event.from_state, event.to_state) == (
        "take",
        officer,
        situation,
        situation,
    )


@pytest.mark.parametrize("situation", CLOSED)
def test_what_is_decided_is_not_taken(situation, officer):
    promotion = PromotionFactory(**{situation: True})

    with pytest.raises(TransitionNotAllowed):
        workflow.take(promotion, by=officer, at=AT)

    assert holder_of(promotion) is None


def test_taking_twice_leaves_one_event(officer):
    promotion = PromotionFactory(submitted=True)

    workflow.take(promotion, by=officer, at=AT)
    workflow.take(promotion, by=officer, at=AT.replace(hour=10))

    assert verbs(promotion) == ["take"]
    promotion.refresh_from_db()
    assert promotion.assigned_at == AT


def test_who_comes_second_is_told_who_was_first(officer, colleague):
    promotion = PromotionFactory(submitted=True)
    workflow.take(promotion, by=officer, at=AT)

    with pytest.raises(workflow.HeldByAnother) as refused:
        workflow.take(promotion, by=colleague, at=AT)

    assert refused.value.message.startswith(
        "Lê Văn Thương has handled this dossier since "
    )
    assert "09:00" in refused.value.message
    assert holder_of(promotion) == officer


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_at_once_one_has_it():
    promotion = PromotionFactory(submitted=True)
    officers = UserFactory.create_batch(2, trade_management=True)

    race(*(lambda o=o: attempt(promotion, o) for o in officers))

    event = promotion.events.get()
    assert holder_of(promotion) == event.by


def attempt(promotion, officer):
    try:
        return workflow.take(promotion, by=officer, at=AT)
    except workflow.HeldByAnother as refused:
        return refused


def test_only_who_has_it_gives_it_back(officer, colleague):
    promotion = PromotionFactory(submitted=True)
    workflow.take(promotion, by=officer, at=AT)

    with pytest.raises(workflow.HeldByAnother):
        workflow.give_back(promotion, by=colleague, at=AT)
    assert holder_of(promotion) == officer

    workflow.give_back(promotion, by=officer, at=AT)
    assert holder_of(promotion) is None
    assert verbs(promotion) == ["take", "give_back"]


def test_what_nobody_has_is_not_given_back(officer):
    promotion = PromotionFactory(submitted=True)

    with pytest.raises(workflow.HeldByAnother) as refused:
        workflow.give_back(promotion, by=officer, at=AT)

    assert "Nobody handles this dossier any more" in refused.value.message


def test_an_assigned_officer_is_told(officer, colleague):
    promotion = PromotionFactory(submitted=True)

    workflow.assign(promotion, to=colleague, held_by=None, by=officer, at=AT)

    assert holder_of(promotion) == colleague
    notice = Notice.objects.get()
    assert notice.recipient == colleague.email
    assert promotion.reference in notice.body


def test_assigning_to_oneself_sends_no_mail(officer):
    promotion = PromotionFactory(submitted=True)

    workflow.assign(promotion, to=officer, held_by=None, by=officer, at=AT)

    assert Notice.objects.count() == 0


def test_an_assignment_decided_on_an_old_page_changes_nothing(officer, colleague):
    promotion = PromotionFactory(submitted=True)
    workflow.take(promotion, by=colleague, at=AT)
    other = UserFactory(trade_management=True)

    with pytest.raises(workflow.HeldByAnother):
        workflow.assign(promotion, to=other, held_by=None, by=officer, at=AT)

    assert holder_of(promotion) == colleague
    workflow.assign(promotion, to=other, held_by=colleague.pk, by=officer, at=AT)
    assert holder_of(promotion) == other


def test_a_dossier_sent_in_again_is_told_to_who_handles_it(officer):
    promotion = PromotionFactory(needs_changes=True)
    workflow.take(promotion, by=officer, at=AT)

    workflow.submit(promotion, by=None, at=AT)

    assert Notice.objects.filter(recipient=officer.email).count() == 1


def test_merchants_do_not_read_who_handles_it_and_officers_do(officer):
    promotion = PromotionFactory(submitted=True)
    workflow.take(promotion, by=officer, at=AT)

    assert story(promotion) == []
    (entry,) = story_for_officers(promotion)
    assert "Lê Văn Thương" in entry.by


def test_an_assignment_does_not_hide_why_changes_were_asked_for(officer):
    promotion = PromotionFactory(submitted=True)
    asked = workflow.ask_for_changes(
        promotion, by=officer, at=AT, reason="Sửa giá trước."
    )

    taken = workflow.take(asked, by=officer, at=AT)

    assert reason_for_changes(taken) == "Sửa giá trước."


def test_the_database_wants_a_moment_with_every_officer(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        PromotionFactory(submitted=True, assigned_to=officer, assigned_at=None)
