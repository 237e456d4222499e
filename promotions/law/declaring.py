"""From a stored promotion to the plain declaration the law judges."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from promotions.enums import ChannelKind, PromotionForm, PromotionState
from promotions.form_details import answers_of
from promotions.law.book import programme_of
from promotions.law.calendar import days_in_year
from promotions.law.declaration import (
    Declaration,
    DeclaredItem,
    DeclaredPrize,
    Window,
)
from promotions.models import Item, Promotion
from promotions.permissions import is_proposal
from promotions.rows import differing

FILED = frozenset(PromotionState) - {
    PromotionState.DRAFT,
    PromotionState.WITHDRAWN,
    PromotionState.REFUSED,
}
INSTANT = timedelta(microseconds=1)
# As the fields of DeclaredItem stand, the groups by their codes.
_DECLARED_COLUMNS = (
    "position",
    "name",
    "goods_group__code",
    "brand",
    "quantity",
    "price_before_vnd",
    "price_now_vnd",
    "discount_percent",
    "gift_name",
    Coalesce("gift_group__code", Value("")),
    "gift_value_vnd",
    "exemption",
    "is_state_priced",
    "price_floor_vnd",
    "alcohol_percent",
)


def declare(
    promotion: Promotion,
    *,
    items: tuple[DeclaredItem, ...] | None = None,
    for_other_goods: bool = False,
) -> Declaration:
    """Return what the promotion declares; a fixed number of queries, whatever it holds.

    ``items`` stand in place of those stored, where they are to be judged one by one.
    ``for_other_goods`` knows the earlier prices of goods that are not stored yet. The
    proposal of an amendment is declared beside what it would change.
    """
    declaration = _declared(promotion, items=items, for_other_goods=for_other_goods)
    if not is_proposal(promotion):
        return declaration
    return _beside_the_announced(declaration, promotion)


def _beside_the_announced(declaration: Declaration, proposal: Promotion) -> Declaration:
    """Add what the public was told; of the goods only those that differ."""
    announced = proposal.amendment.promotion
    pairs, _count = differing(Item, announced, proposal)
    before = [old for old, _new in pairs if old is not None]
    after = [new for _old, new in pairs if new is not None]
    return replace(
        declaration,
        announced=replace(
            _declared(announced, items=_items(before), for_other_goods=False),
            areas=_areas(announced),
            channels=_channels(announced),
        ),
        areas=_areas(proposal),
        channels=_channels(proposal),
        changed_items=_items(after),
    )


def _items(keys: list[int]) -> tuple[DeclaredItem, ...]:
    rows = Item.objects.filter(pk__in=keys).order_by("position")
    return tuple(DeclaredItem(*row) for row in rows.values_list(*_DECLARED_COLUMNS))


def _areas(promotion: Promotion) -> frozenset[str]:
    return frozenset(promotion.districts.values_list("code", flat=True))


def _channels(promotion: Promotion) -> frozenset[str]:
    return frozenset(str(pk) for pk in promotion.channels.values_list("pk", flat=True))


def _declared(
    promotion: Promotion,
    *,
    items: tuple[DeclaredItem, ...] | None,
    for_other_goods: bool,
) -> Declaration:
    merchant = promotion.merchant
    return Declaration(
        merchant_kind=merchant.kind,
        tax_code=merchant.tax_code,
        merchant_name=merchant.name,
        merchant_address=merchant.address,
        merchant_phone=str(merchant.phone or ""),
        name=promotion.name,
        forms=frozenset(promotion.forms),
        starts_at=promotion.starts_at,
        ends_at=promotion.ends_at,
        customers=promotion.customers,
        content=promotion.content,
        conditions=promotion.conditions,
        programme=programme_of(promotion.campaign) if promotion.campaign else None,
        slot=_slot(promotion),
        items=tuple(stored_items(promotion)) if items is None else items,
        prizes=tuple(
            DeclaredPrize(prize.name, prize.quantity, prize.value_vnd)
            for prize in promotion.prizes.all()
        ),
        details=answers_of(promotion),
        is_beyond_province=promotion.is_beyond_province,
        is_online_only=promotion.is_online_only,
        is_gift_tied_to_purchase=promotion.is_gift_tied_to_purchase,
        is_at_protected_place=promotion.is_at_protected_place,
        unannounced_sites=_unannounced_sites(promotion),
        promoted_total_vnd=promotion.promoted_total_vnd,
        used_total_vnd=promotion.used_total_vnd,
        prizes_due_on=promotion.prizes_due_on,
        filing_ref=promotion.filing_ref,
        filed_on=promotion.filed_on,
        confirmation_ref=promotion.confirmation_ref,
        confirmed_on=promotion.confirmed_on,
        is_declared_true=promotion.is_declared_true,
        discount_days=_days_by_brand(promotion, PromotionForm.DISCOUNT),
        lucky_draw_days=_days_by_brand(promotion, PromotionForm.LUCKY_DRAW),
        earlier_prices=_earlier_prices(promotion, of_all=for_other_goods),
    )


def stored_items(
    promotion: Promotion, *, at_most: int | None = None
) -> Iterator[DeclaredItem]:
    """Read the items one by one as plain values; 100,000 of them take no memory."""
    rows = promotion.items.values_list(*_DECLARED_COLUMNS)[:at_most]
    return (DeclaredItem(*row) for row in rows.iterator(chunk_size=2_000))


def _slot(promotion: Promotion) -> Window | None:
    slot = promotion.slot
    return Window(slot.name, slot.starts_at, slot.ends_at) if slot else None


def _unannounced_sites(promotion: Promotion) -> tuple[str, ...]:
    """Return the websites and apps not yet notified to the Ministry (KM-36)."""
    sites = promotion.channels.filter(
        kind=ChannelKind.WEBSITE, is_known_to_ministry=False
    )
    return tuple(sites.values_list("name", flat=True))


def _days_by_brand(promotion: Promotion, form: PromotionForm) -> dict[str, int]:
    """Count, by brand, the days of the merchant's other promotions of a form.

    Days in the year in which this one starts; what is wholly inside a joined
    concentrated programme is not counted for discounts (Decree 81/2018, Article 10.5).
    """
    if promotion.starts_at is None or form not in promotion.forms:
        return {}
    year = timezone.localdate(promotion.starts_at).year
    lengths = {
        other.pk: _days_of(other, year)
        for other in _others(promotion, form, year)
        if not (form == PromotionForm.DISCOUNT and _is_in_concentrated(other))
    }
    days: dict[str, int] = {}
    brands = Item.objects.filter(promotion__in=lengths).order_by()
    for pk, brand in brands.values_list("promotion", "brand").distinct():
        days[brand] = days.get(brand, 0) + lengths[pk]
    return days


def _others(
    promotion: Promotion, form: PromotionForm, year: int
) -> Iterable[Promotion]:
    return (
        Promotion.objects.filter(
            merchant=promotion.merchant_id,
            state__in=FILED,
            forms__contains=[form],
            starts_at__year__lte=year,
            ends_at__year__gte=year,
        )
        .exclude(pk__in=_itself(promotion))
        .select_related("campaign")
    )


def _itself(promotion: Promotion) -> list[int]:
    """Return the keys of this promotion; a proposal stands for the one it amends."""
    if is_proposal(promotion):
        return [promotion.pk, promotion.amendment.promotion_id]
    return [promotion.pk]


def _days_of(promotion: Promotion, year: int) -> int:
    assert promotion.starts_at is not None
    assert promotion.ends_at is not None
    return days_in_year(
        timezone.localdate(promotion.starts_at),
        timezone.localdate(promotion.ends_at - INSTANT),
        year,
    )


def _is_in_concentrated(promotion: Promotion) -> bool:
    campaign = promotion.campaign
    return (
        campaign is not None
        and campaign.is_concentrated
        and promotion.starts_at is not None
        and promotion.ends_at is not None
        and campaign.contains(promotion.starts_at, promotion.ends_at)
    )


def _earlier_prices(promotion: Promotion, *, of_all: bool) -> dict[str, int]:
    """Return the price before of each of the promotion's goods, as last filed.

    ``of_all`` returns that of all goods the merchant ever filed.
    """
    rows = (
        Item.objects.filter(
            promotion__merchant=promotion.merchant_id, promotion__state__in=FILED
        )
        .exclude(promotion=promotion.pk)
        .order_by("promotion_id")
    )
    if not of_all:
        own = promotion.items.order_by().values(lowered=Lower("name"))
        rows = rows.alias(lowered=Lower("name")).filter(lowered__in=own)
    prices = rows.values_list("name", "price_before_vnd")
    return {name.casefold(): price for name, price in prices.iterator()}
