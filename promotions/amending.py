"""A change of what is announced, written beside it and put in its place when accepted.

The announced promotion stays public and unedited. The proposal is a copy of it that the
merchant edits by the same tasks; accepting lets the two change places in one
transaction, so the earlier version stays readable as it was.

Legal source: Decree 81/2018/NĐ-CP, Article 20.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.lifecycle import record_first
from accounts.models import User
from promotions.enums import AmendmentState
from promotions.form_details import copy_answers, differences, exchange_answers
from promotions.models import Amendment, Item, Prize, Promotion
from promotions.permissions import is_amendable
from promotions.price_history import lock_new_prices
from promotions.rows import copy_rows, differing, exchange
from promotions.search import refresh_search

AMENDED = (
    *("name", "campaign", "slot", "starts_at", "ends_at"),
    *("customers", "content", "conditions", "branch"),
    *("is_beyond_province", "is_online_only", "is_at_protected_place"),
    *("promoted_total_vnd", "used_total_vnd", "prizes_due_on"),
)
PLACES = ("districts", "channels")
KEPT = (
    *("forms", "is_gift_tied_to_purchase"),
    *("filing_ref", "filed_on", "confirmation_ref", "confirmed_on"),
)
"""What the proposal is judged by, and never changes."""


class AmendmentImpossible(Exception):
    """Raised where nothing can be changed any more, or nothing was."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def start_amendment(promotion: Promotion, *, by: User, at: datetime) -> Amendment:
    """Open a proposal that says what is announced; one that is open is given back.

    Raises ``AmendmentImpossible`` where the promotion is not announced, or over.
    """
    with transaction.atomic():
        locked = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
        refuse_what_is_over(locked, at=at)
        under_way = locked.amendments.undecided().first()
        if under_way is not None:
            return under_way
        highest = locked.amendments.aggregate(highest=Max("number"))["highest"]
        number = (highest or 0) + 1
        amendment = Amendment.objects.create(
            promotion=locked,
            number=number,
            proposal=_copy(locked, number=number, at=at),
            base_saved_at=locked.saved_at,
            started_at=at,
        )
        name = locked.merchant.name
        record_first(amendment, verb="start", by=by, at=at, actor=name)
    return amendment


def refuse_what_is_over(promotion: Promotion, *, at: datetime) -> None:
    if not is_amendable(promotion, at=at):
        raise AmendmentImpossible(
            _(
                "Only a promotion that is received or announced, and not over yet, can "
                "be amended."
            )
        )


def refuse_what_is_stale(amendment: Amendment, promotion: Promotion) -> None:
    """Stop a proposal made from another version than the one that stands now."""
    if promotion.saved_at != amendment.base_saved_at:
        raise AmendmentImpossible(
            _(
                "The promotion itself was changed after this amendment was begun. "
                "Please withdraw the amendment and begin it anew."
            )
        )


def refuse_what_is_no_change(amendment: Amendment) -> None:
    if not has_changes(amendment.promotion, amendment.proposal):
        raise AmendmentImpossible(
            _("Nothing is changed yet. Please change something, or withdraw.")
        )


def has_changes(before: Promotion, after: Promotion) -> bool:
    return (
        any(getattr(before, name) != getattr(after, name) for name in AMENDED)
        or any(_keys(before, name) != _keys(after, name) for name in PLACES)
        or bool(differences(before, after))
        or any(differing(model, before, after, at_most=1)[1] for model in (Item, Prize))
    )


def versions(amendment: Amendment) -> tuple[Promotion, Promotion]:
    """Return what was announced before, and what the amendment puts in its place.

    The version that stood when it was answered is the promotion, or what the next
    accepted amendment has put aside.
    """
    later = amendment.promotion.amendments.accepted().filter(
        number__gt=amendment.number
    )
    following = later.select_related("proposal").order_by("number").first()
    standing = amendment.promotion if following is None else following.proposal
    if amendment.state == AmendmentState.ACCEPTED:
        return amendment.proposal, standing
    return standing, amendment.proposal


def put_in_place(amendment: Amendment, promotion: Promotion, *, at: datetime) -> None:
    """Let the proposal and the locked promotion change places; lock new prices."""
    proposal = amendment.proposal
    for name in AMENDED:
        old, new = getattr(promotion, name), getattr(proposal, name)
        setattr(promotion, name, new)
        setattr(proposal, name, old)
    promotion.saved_at = at
    promotion.save(update_fields=[*AMENDED, "saved_at"])
    proposal.save(update_fields=AMENDED)
    for name in PLACES:
        old, new = _keys(promotion, name), _keys(proposal, name)
        getattr(promotion, name).set(new)
        getattr(proposal, name).set(old)
    exchange(Item, promotion, proposal)
    exchange(Prize, promotion, proposal)
    exchange_answers(promotion, proposal)
    if promotion.published_at is not None:
        lock_new_prices(promotion, at=at)
    refresh_search(promotion)


def _copy(promotion: Promotion, *, number: int, at: datetime) -> Promotion:
    facts = {name: getattr(promotion, name) for name in (*AMENDED, *KEPT)}
    proposal = Promotion.objects.create(
        reference=f"{promotion.reference}-SD{number}",
        merchant=promotion.merchant,
        created_at=at,
        saved_at=at,
        **facts,
    )
    for name in PLACES:
        getattr(proposal, name).set(_keys(promotion, name))
    copy_rows(Item, promotion, proposal)
    copy_rows(Prize, promotion, proposal)
    copy_answers(promotion, proposal)
    return proposal


def _keys(promotion: Promotion, name: str) -> set[int]:
    keys: Iterable[int] = getattr(promotion, name).values_list("pk", flat=True)
    return set(keys)
