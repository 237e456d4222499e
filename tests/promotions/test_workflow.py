"""The life of a promotion: the table read aloud, and what each verb leaves behind."""

from datetime import datetime
from itertools import product

from django.db import ProgrammingError, transaction
from django.utils import translation

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from notifications.models import Notice
from promotions import workflow
from promotions.enums import PromotionForm, PromotionState as State, Severity
from promotions.law.finding import Finding
from promotions.law.judging import check
from promotions.models import Promotion, PromotionEvent
from promotions.workflow.appealing import RESTORED
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)
WHY = "Ảnh chụp giá niêm yết bị mờ"
SITUATIONS = {
    State.DRAFT: {"declared": True},
    State.SUBMITTED: {"submitted": True},
    State.NEEDS_CHANGES: {"needs_changes": True},
    State.RECEIVED: {"received": True},
    State.PUBLISHED: {"published": True},
    State.SUSPENDED: {"suspended": True},
    State.ENDED: {"ended": True},
    State.WITHDRAWN: {"withdrawn": True},
    State.REFUSED: {"refused": True},
    State.DELISTED: {"delisted": True},
}
VERBS = {
    "submit": (workflow.submit, {}),
    "ask_for_changes": (workflow.ask_for_changes, {"reason": WHY}),
    "receive": (workflow.receive, {}),
    "publish": (workflow.publish, {}),
    "withdraw": (workflow.withdraw, {"reason": WHY}),
    "refuse": (workflow.refuse, {"reason": WHY}),
    "suspend": (workflow.suspend, {"reason": WHY}),
    "resume": (workflow.resume, {"reason": WHY}),
    "end": (workflow.end, {}),
    "delist": (workflow.delist, {"reason": WHY}),
}
ARROWS = {
    ("submit", State.DRAFT): State.SUBMITTED,
    ("submit", State.NEEDS_CHANGES): State.SUBMITTED,
    ("ask_for_changes", State.SUBMITTED): State.NEEDS_CHANGES,
    ("ask_for_changes", State.RECEIVED): State.NEEDS_CHANGES,
    ("receive", State.SUBMITTED): State.RECEIVED,
    ("publish", State.RECEIVED): State.PUBLISHED,
    ("withdraw", State.DRAFT): State.WITHDRAWN,
    ("withdraw", State.SUBMITTED): State.WITHDRAWN,
    ("withdraw", State.NEEDS_CHANGES): State.WITHDRAWN,
    ("withdraw", State.RECEIVED): State.WITHDRAWN,
    ("refuse", State.SUBMITTED): State.REFUSED,
    ("refuse", State.NEEDS_CHANGES): State.REFUSED,
    ("refuse", State.RECEIVED): State.REFUSED,
    ("suspend", State.PUBLISHED): State.SUSPENDED,
    ("resume", State.SUSPENDED): State.PUBLISHED,
    ("delist", State.PUBLISHED): State.DELISTED,
    ("delist", State.SUSPENDED): State.DELISTED,
    ("end", State.PUBLISHED): State.ENDED,
    ("end", State.SUSPENDED): State.ENDED,
}


@pytest.mark.parametrize(("verb", "from_state"), list(product(VERBS, SITUATIONS)))
def test_a_verb_moves_only_along_its_arrows(verb, from_state):
    promotion = PromotionFactory(**SITUATIONS[from_state])
    officer = UserFactory(trade_management=True)
    act, options = VERBS[verb]
    to_state = ARROWS.get((verb, from_state))

    if to_state is None:
        with pytest.raises(TransitionNotAllowed, match="cannot become"):
            act(promotion, by=officer, at=AT, **options)
        assert promotion.events.count() == 0
        assert Notice.objects.count() == 0
        assert Promotion.objects.get().state == from_state
    else:
        moved = act(promotion, by=officer, at=AT, **options)
        event = promotion.events.get()
        assert moved.state == Promotion.objects.get().state == to_state
        assert (event.verb, event.from_state, event.to_state) == (
            verb,
            from_state,
            to_state,
        )
        assert (event.by, event.actor) == (officer, officer.unit.name)
        assert (event.happened_at, event.reason) == (AT, options.get("reason", ""))


def test_every_arrow_of_the_table_has_a_verb():
    arrows = {
        (from_state, to_state)
        for from_state, followers in workflow.LIFE.table.items()
        for to_state in followers
    }

    by_verb = {(state, to_state) for (_, state), to_state in ARROWS.items()}
    assert arrows == by_verb | set(RESTORED.items())
    assert set(workflow.LIFE.table) == set(State)


@pytest.mark.parametrize(
    ("from_state", "to_state"),
    [
        (State.DRAFT, State.PUBLISHED),
        (State.DRAFT, State.RECEIVED),
        (State.SUBMITTED, State.PUBLISHED),
        (State.PUBLISHED, State.NEEDS_CHANGES),
        (State.PUBLISHED, State.WITHDRAWN),
        (State.PUBLISHED, State.REFUSED),
        (State.ENDED, State.PUBLISHED),
        (State.REFUSED, State.SUBMITTED),
        (State.WITHDRAWN, State.DRAFT),
    ],
)
def test_forbidden_moves_stay_forbidden(from_state, to_state):
    assert not workflow.LIFE.allows(from_state, to_state)


@pytest.mark.parametrize(
    ("verb", "situation"),
    [
        ("ask_for_changes", "submitted"),
        ("refuse", "submitted"),
        ("suspend", "published"),
        ("resume", "suspended"),
    ],
)
def test_what_must_be_explained_needs_a_reason(verb, situation):
    promotion = PromotionFactory(**{situation: True})
    act, _ = VERBS[verb]

    with pytest.raises(ReasonMissing):
        act(promotion, by=None, at=AT, reason="  ")

    assert promotion.events.count() == 0
    promotion.refresh_from_db()
    assert promotion.state == State(situation)


def test_submitting_stores_the_moment_and_the_points_to_check():
    promotion = PromotionFactory(
        declared=True, is_online_only=False, item__discount_percent=None
    )
    PromotionFactory(
        published=True, merchant=promotion.merchant, item__price_before_vnd=50_000
    )

    submitted = workflow.submit(promotion, by=None, at=AT)

    assert submitted.submitted_at == AT
    assert submitted.warning_count == 2
    assert promotion.events.get().facts == {"findings": {"KM-24": 1, "KM-35": 1}}


def test_the_law_refuses_62_percent_one_day_outside_and_nothing_changes():
    promotion = PromotionFactory(
        declared=True,
        ends_at=datetime(2024, 12, 3, tzinfo=HCM),
        item__discount_percent=62,
        item__price_now_vnd=None,
    )

    with translation.override("en"), pytest.raises(workflow.LawRefuses) as refused:
        workflow.submit(promotion, by=None, at=AT)

    assert [f.rule_id for f in refused.value.errors] == ["KM-06"]
    assert [f.rule_id for f in refused.value.findings] == ["KM-06", "KM-23"]
    with translation.override("en"):
        assert refused.value.message == (
            "The discount of 62% is above the ceiling of 50%. The ceiling of 100% "
            "applies only during the concentrated promotion programme "
            "(25/11–01/12/2024). (Nghị định 81/2018/NĐ-CP, khoản 1 và khoản 2 Điều 7; "
            "Quyết định 2821/QĐ-BCT)"
        )
    assert str(refused.value) == (
        f"Promotion {promotion.reference} breaks KM-06; it must be corrected first."
    )
    promotion.refresh_from_db()
    assert (promotion.state, promotion.submitted_at) == (State.DRAFT, None)
    assert promotion.events.count() == 0
    assert Notice.objects.count() == 0


def test_62_percent_wholly_inside_is_accepted():
    promotion = PromotionFactory(
        declared=True, item__discount_percent=62, item__price_now_vnd=None
    )

    submitted = workflow.submit(promotion, by=None, at=AT)

    assert submitted.state == State.SUBMITTED
    assert promotion.events.get().facts == {"findings": {"KM-08": 1, "KM-23": 1}}


def test_an_unconfirmed_game_of_chance_is_received_but_not_published():
    promotion = PromotionFactory(
        received=True,
        forms=[PromotionForm.LUCKY_DRAW],
        promoted_total_vnd=100_000_000,
        item__discount_percent=None,
        item__price_now_vnd=None,
    )
    PrizeFactory(promotion=promotion)

    with pytest.raises(workflow.LawRefuses, match="breaks KM-22"):
        workflow.publish(promotion, by=None, at=AT)

    promotion.refresh_from_db()
    assert promotion.state == State.RECEIVED
    promotion.confirmation_ref, promotion.confirmed_on = "12/XN-SCT", AT.date()
    promotion.save()
    assert workflow.publish(promotion, by=None, at=AT).published_at == AT


@pytest.mark.parametrize("situation", ["published", "ended", "refused"])
def test_a_confirmation_comes_before_the_publication(situation):
    promotion = PromotionFactory(**{situation: True})

    with pytest.raises(TransitionNotAllowed):
        workflow.record_confirmation(
            promotion, confirmation_ref="1", confirmed_on=AT.date(), by=None, at=AT
        )

    promotion.refresh_from_db()
    assert promotion.confirmation_ref == ""
    assert promotion.events.count() == 0


def test_of_many_errors_five_are_told_and_the_rest_is_counted():
    promotion = PromotionFactory(declared=True, campaign=None, item=None)
    for percent in range(51, 59):
        ItemFactory(
            promotion=promotion,
            position=percent,
            discount_percent=percent,
            price_now_vnd=None,
        )

    with translation.override("en"), pytest.raises(workflow.LawRefuses) as refused:
        workflow.submit(promotion, by=None, at=AT)

    with translation.override("en"):
        assert refused.value.message.count("is above the ceiling") == 5
        assert refused.value.message.endswith(" And 3 more points.")


def test_an_error_without_a_sure_source_shows_no_article():
    unsure = Finding("KM-10", Severity.ERROR, "Không được giảm giá.", "items", "")

    refused = workflow.LawRefuses(PromotionFactory.build(), [unsure])

    assert refused.message == "Không được giảm giá."


def test_moments_are_kept_with_the_states():
    promotion = PromotionFactory(declared=True)

    promotion = workflow.submit(promotion, by=None, at=AT)
    promotion = workflow.receive(promotion, by=None, at=AT)
    promotion = workflow.publish(promotion, by=None, at=AT)
    promotion = workflow.suspend(promotion, by=None, at=AT, reason=WHY)
    later = datetime(2024, 11, 19, tzinfo=HCM)
    promotion = workflow.resume(promotion, by=None, at=later, reason="Đã làm rõ")
    ended = workflow.end(promotion, by=None, at=later)

    assert (ended.submitted_at, ended.received_at, ended.published_at) == (AT, AT, AT)
    assert ended.closed_at == later
    assert list(ended.events.values_list("verb", flat=True)) == [
        "submit",
        "receive",
        "publish",
        "suspend",
        "resume",
        "end",
    ]


def test_a_merchants_person_acts_in_the_name_of_the_merchant():
    member = MerchantMemberFactory()
    promotion = PromotionFactory(declared=True, merchant=member.merchant)

    workflow.submit(promotion, by=member.user, at=AT)

    event = promotion.events.get()
    assert (event.by, event.actor) == (member.user, member.merchant.name)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_event_is_never_changed_or_deleted(change):
    promotion = PromotionFactory(submitted=True)
    workflow.receive(promotion, by=None, at=AT)
    events = PromotionEvent.objects.filter(record=promotion)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"):  # noqa: SIM117
        with transaction.atomic():
            events.update(reason="khác") if change == "update" else events.delete()

    assert events.get().reason == ""


def test_a_suspended_promotion_stays_public_and_does_not_run():
    promotion = PromotionFactory(published=True)
    running = datetime(2024, 11, 29, tzinfo=HCM)
    assert list(Promotion.objects.running_at(running)) == [promotion]

    workflow.suspend(promotion, by=None, at=AT, reason=WHY)

    assert list(Promotion.objects.public()) == [promotion]
    assert list(Promotion.objects.running_at(running)) == []


def test_what_is_stored_is_what_was_judged():
    promotion = PromotionFactory(declared=True)

    submitted = workflow.submit(promotion, by=None, at=AT)

    assert [f.rule_id for f in check(submitted, at=AT)] == ["KM-23"]
