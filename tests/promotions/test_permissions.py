"""Who may do what: every kind of person against every kind of dossier."""

from django.contrib.auth.models import AnonymousUser

import pytest

from accounts.enums import UnitKind
from accounts.models import User
from promotions import permissions, workflow
from promotions.enums import PromotionState
from promotions.models import Merchant, Promotion
from tests.accounts.factories import UnitFactory, UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db

OFFICERS = [
    "import_export",
    "trade_management",
    "office",
    "inspectorate",
    "affiliated",
    "leader",
    "district_officer",
    "surveillance",
    "surveillance_team",
    "consumer_association",
    "business_association",
]
SITUATIONS = {
    PromotionState.DRAFT: {},
    PromotionState.SUBMITTED: {"submitted": True},
    PromotionState.NEEDS_CHANGES: {"needs_changes": True},
    PromotionState.RECEIVED: {"received": True},
    PromotionState.PUBLISHED: {"published": True},
    PromotionState.SUSPENDED: {"suspended": True},
    PromotionState.DELISTED: {"delisted": True},
    PromotionState.ENDED: {"ended": True},
    PromotionState.REFUSED: {"refused": True},
    PromotionState.WITHDRAWN: {"withdrawn": True},
}
SUBMITTED_ONCE = set(SITUATIONS) - {PromotionState.DRAFT, PromotionState.WITHDRAWN}


def test_the_table_names_every_kind_of_unit():
    kinds = {UserFactory(**{kind: True}).unit.kind for kind in OFFICERS}

    assert kinds == set(UnitKind)


@pytest.mark.parametrize("kind", OFFICERS)
def test_only_trade_management_reviews_and_keeps_the_law(kind):
    user = UserFactory(**{kind: True})

    assert permissions.may_review(user) == (kind == "trade_management")
    assert permissions.may_keep_law(user) == (kind == "trade_management")
    assert not permissions.may_keep_reasons(user)
    user.is_head = True
    assert permissions.may_keep_reasons(user) == (kind == "trade_management")


@pytest.mark.parametrize("kind", OFFICERS)
def test_a_review_is_decided_by_an_officer_who_did_not_decide_first(kind):
    user = UserFactory(**{kind: True})
    promotion = PromotionFactory(published=True)
    first = UserFactory(trade_management=True)
    workflow.delist(promotion, by=first, at=promotion.starts_at, reason="Vi phạm")
    decision = promotion.events.get()

    may = permissions.may_decide_appeal(user, decision)
    assert may == (kind == "trade_management")
    assert not permissions.may_decide_appeal(first, decision)


@pytest.mark.parametrize("state", SITUATIONS)
def test_officers_read_what_was_ever_submitted_and_change_nothing(state):
    promotion = PromotionFactory(**SITUATIONS[state])
    officer = UserFactory(district_officer=True)

    assert permissions.may_read(officer, promotion) == (state in SUBMITTED_ONCE)
    assert not permissions.may_edit(officer, promotion)
    assert not permissions.may_withdraw(officer, promotion)
    assert not permissions.may_appeal(officer, promotion)
    assert not permissions.may_start(officer, promotion.merchant)


@pytest.mark.parametrize("role", ["owner", "editor"])
@pytest.mark.parametrize("state", SITUATIONS)
def test_members_edit_and_withdraw_only_where_the_state_lets_them(state, role):
    promotion = PromotionFactory(**SITUATIONS[state])
    member = MerchantMemberFactory(merchant=promotion.merchant, role=role).user

    assert permissions.may_read(member, promotion)
    assert permissions.may_edit(member, promotion) == (
        state in {PromotionState.DRAFT, PromotionState.NEEDS_CHANGES}
    )
    assert permissions.may_appeal(member, promotion) == (
        state
        in {PromotionState.REFUSED, PromotionState.SUSPENDED, PromotionState.DELISTED}
    )
    assert permissions.may_withdraw(member, promotion) == (
        state
        in {
            PromotionState.DRAFT,
            PromotionState.NEEDS_CHANGES,
            PromotionState.SUBMITTED,
            PromotionState.RECEIVED,
        }
    )
    assert not permissions.may_review(member)


def strangers():
    dismissed = UserFactory(trade_management=True, dismissed=True)
    of_closed_unit = UserFactory(unit=UnitFactory(closed=True))
    return [
        AnonymousUser(),
        UserFactory(),
        MerchantMemberFactory().user,
        UserFactory(administrator=True),
        dismissed,
        of_closed_unit,
    ]


@pytest.mark.parametrize("situation", [{}, {"needs_changes": True}])
def test_strangers_may_nothing(situation):
    promotion = PromotionFactory(**situation)

    for user in strangers():
        assert not permissions.may_review(user)
        assert not permissions.may_keep_law(user)
        assert not permissions.may_keep_reasons(user)
        assert not permissions.may_appeal(user, promotion)
        assert not permissions.may_read(user, promotion)
        assert not permissions.may_edit(user, promotion)
        assert not permissions.may_withdraw(user, promotion)
        assert not permissions.may_start(user, promotion.merchant)
        assert not permissions.may_manage_members(user, promotion.merchant)
        assert not Promotion.objects.visible_to(user).filter(pk=promotion.pk).exists()


def test_a_dismissed_member_may_nothing():
    promotion = PromotionFactory()
    user = MerchantMemberFactory(merchant=promotion.merchant, user__dismissed=True).user

    assert not permissions.may_edit(user, promotion)
    assert not permissions.may_read(user, promotion)
    assert list(Promotion.objects.visible_to(user)) == []
    assert list(Merchant.objects.visible_to(user)) == []


@pytest.mark.parametrize(("role", "may"), [("owner", True), ("editor", False)])
def test_only_owners_manage_members(role, may):
    member = MerchantMemberFactory(role=role)

    assert permissions.may_manage_members(member.user, member.merchant) == may


def test_lists_show_the_same_as_the_predicate():
    for options in SITUATIONS.values():
        PromotionFactory(**options)
    own = PromotionFactory(submitted=True)
    people = [
        UserFactory(trade_management=True),
        UserFactory(district_officer=True),
        MerchantMemberFactory(merchant=own.merchant).user,
        *(user for user in strangers() if isinstance(user, User)),
    ]

    for user in people:
        readable = {p for p in Promotion.objects.all() if permissions.may_read(user, p)}
        assert set(Promotion.objects.visible_to(user)) == readable
