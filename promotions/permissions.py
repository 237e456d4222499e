"""Who may do what with a promotion, one named predicate a line of policy.

The Trade Management Division works on dossiers (plan III.1.2); other units read what
was submitted; a merchant's people work on their own. Everybody else may nothing.
"""

from typing import TypeGuard

from accounts.models import User
from accounts.permissions import Person, is_of_trade_management, is_officer
from promotions.enums import MemberRole, PromotionState
from promotions.models import Merchant, MerchantMember, Promotion

EDITABLE = frozenset({PromotionState.DRAFT, PromotionState.NEEDS_CHANGES})
WITHDRAWABLE = EDITABLE | {PromotionState.SUBMITTED, PromotionState.RECEIVED}


def may_review(user: Person) -> TypeGuard[User]:
    """Receive, publish, ask for changes, refuse, suspend and resume."""
    return is_of_trade_management(user)


def may_keep_law(user: Person) -> TypeGuard[User]:
    """Edit legal facts, groups of goods and prohibitions."""
    return is_of_trade_management(user)


def may_read(user: Person, promotion: Promotion) -> bool:
    """Read the dossier, not only its public page."""
    if is_officer(user):
        return promotion.submitted_at is not None
    return is_member(user, promotion.merchant)


def may_start(user: Person, merchant: Merchant) -> bool:
    return is_member(user, merchant)


def may_edit(user: Person, promotion: Promotion) -> bool:
    """Change what is declared, and submit it."""
    return promotion.state in EDITABLE and is_member(user, promotion.merchant)


def may_withdraw(user: Person, promotion: Promotion) -> bool:
    """Take back a dossier that was not yet announced.

    What is announced may not be stopped at will. Legal source: Decree 81/2018,
    Article 22.
    """
    return promotion.state in WITHDRAWABLE and is_member(user, promotion.merchant)


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
