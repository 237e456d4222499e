"""Who may do what with a promotion, one named predicate a line of policy.

The Trade Management Division works on dossiers (plan III.1.2); other units read what
was submitted; a merchant's people work on their own. Everybody else may nothing.
"""

from datetime import datetime
from typing import TypeGuard

from django.db.models import QuerySet

from accounts.enums import UnitKind
from accounts.models import User
from accounts.permissions import Person, is_of_trade_management, is_officer
from promotions.enums import AmendmentState, MemberRole, PromotionState
from promotions.models import Merchant, MerchantMember, Promotion, PromotionEvent

EDITABLE = frozenset({PromotionState.DRAFT, PromotionState.NEEDS_CHANGES})
ACTING = frozenset({MemberRole.OWNER, MemberRole.EDITOR})
FILING_NOTED = frozenset({PromotionState.SUBMITTED, PromotionState.RECEIVED})
RENEWABLE = frozenset(PromotionState) - EDITABLE
AMENDABLE = frozenset(
    {PromotionState.RECEIVED, PromotionState.PUBLISHED, PromotionState.SUSPENDED}
)
APPEALABLE = frozenset(
    {PromotionState.REFUSED, PromotionState.SUSPENDED, PromotionState.DELISTED}
)
WITHDRAWABLE = EDITABLE | {PromotionState.SUBMITTED, PromotionState.RECEIVED}


def may_review(user: Person) -> TypeGuard[User]:
    """Receive, publish, ask for changes, refuse, suspend, resume, remove; take and assign."""
    return is_of_trade_management(user)


def reviewers() -> QuerySet[User]:
    """Return the officers who review: whom a dossier may be assigned to."""
    return User.objects.filter(
        is_active=True, unit__is_active=True, unit__kind=UnitKind.TRADE_MANAGEMENT
    ).order_by("full_name", "pk")


def may_keep_reasons(user: Person) -> TypeGuard[User]:
    """Write the canned reasons: the head of the Trade Management Division."""
    return is_of_trade_management(user) and user.is_head


def may_keep_law(user: Person) -> TypeGuard[User]:
    """Edit legal facts, groups of goods and prohibitions."""
    return is_of_trade_management(user)


def may_read(user: Person, promotion: Promotion) -> bool:
    """Read the dossier, not only its public page."""
    if is_officer(user):
        return promotion.submitted_at is not None
    return is_member(user, promotion.merchant)


def may_start(user: Person, merchant: Merchant) -> bool:
    """Act for the merchant: a reader only looks on."""
    return _memberships(user, merchant, *ACTING)


def is_open(promotion: Promotion) -> bool:
    """Whether what is declared may be changed; a proposal only until it is handed in."""
    if is_proposal(promotion):
        return promotion.amendment.state == AmendmentState.DRAFT
    return promotion.state in EDITABLE


def is_proposal(promotion: Promotion) -> bool:
    """Whether this is no dossier of its own, but the content of an amendment."""
    return hasattr(promotion, "amendment")


def may_edit(user: Person, promotion: Promotion) -> bool:
    """Change what is declared, and submit it."""
    return is_open(promotion) and may_start(user, promotion.merchant)


def may_amend(user: Person, promotion: Promotion, *, at: datetime) -> bool:
    """Propose a change of what is announced. Legal source: Decree 81/2018, Article 20."""
    return is_amendable(promotion, at=at) and may_start(user, promotion.merchant)


def is_amendable(promotion: Promotion, *, at: datetime) -> bool:
    """Whether it stands with the Department and its time is not over."""
    return (
        promotion.state in AMENDABLE
        and promotion.ends_at is not None
        and at < promotion.ends_at
    )


def can_end_early(promotion: Promotion, *, at: datetime) -> bool:
    """Whether it is announced, and its announced end is still to come."""
    return (
        promotion.state in {PromotionState.PUBLISHED, PromotionState.SUSPENDED}
        and promotion.ends_at is not None
        and at < promotion.ends_at
    )


def may_ask_to_end_early(user: Person, promotion: Promotion, *, at: datetime) -> bool:
    return can_end_early(promotion, at=at) and may_start(user, promotion.merchant)


def may_decide_early_end(user: Person) -> TypeGuard[User]:
    """Answer a request to end early, and order an end."""
    return is_of_trade_management(user)


def may_decide_result(user: Person) -> TypeGuard[User]:
    """Receive a report of a result, or send it back."""
    return is_of_trade_management(user)


def may_decide_amendment(user: Person) -> TypeGuard[User]:
    """Accept and refuse amendments."""
    return is_of_trade_management(user)


def may_withdraw(user: Person, promotion: Promotion) -> bool:
    """Take back a dossier that was not yet announced.

    What is announced may not be stopped at will. Legal source: Decree 81/2018,
    Article 22.
    """
    return promotion.state in WITHDRAWABLE and may_start(user, promotion.merchant)


def may_appeal(user: Person, promotion: Promotion) -> bool:
    """Ask that a decision against the promotion be looked at again."""
    return promotion.state in APPEALABLE and may_start(user, promotion.merchant)


def may_decide_appeal(user: Person, decision: PromotionEvent) -> bool:
    """Decide on a request: an officer who did not take the decision."""
    return may_review(user) and decision.by_id != user.pk


def may_note_filing(user: Person, promotion: Promotion) -> bool:
    """Note or correct the code of the public-service portal after sending."""
    return promotion.state in FILING_NOTED and may_start(user, promotion.merchant)


def may_renew(user: Person, promotion: Promotion) -> bool:
    """Take a promotion over into a new draft, once it is no draft itself."""
    return promotion.state in RENEWABLE and may_start(user, promotion.merchant)


def may_manage_members(user: Person, merchant: Merchant) -> bool:
    """Invite and remove people; only owners."""
    return _memberships(user, merchant, MemberRole.OWNER)


def may_keep_keys(user: Person, merchant: Merchant) -> bool:
    """Make and revoke keys for the merchant's software; only owners."""
    return _memberships(user, merchant, MemberRole.OWNER)


def is_member(user: Person, merchant: Merchant) -> bool:
    return _memberships(user, merchant, *MemberRole)


def _memberships(user: Person, merchant: Merchant, *roles: MemberRole) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return MerchantMember.objects.filter(
        merchant=merchant, user=user, role__in=roles
    ).exists()
