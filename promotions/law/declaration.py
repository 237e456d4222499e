"""What a merchant declares, as plain values the law can judge.

A form, a sheet row, the API and a stored promotion all become a ``Declaration``; the
rules know nothing else. Money is whole đồng, percents are Decimal, periods half-open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

WHOLE = Decimal(100)
NOTHING: Mapping[str, int] = MappingProxyType({})
NO_DETAILS: Mapping[str, Mapping[str, str | int | date]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open part of time with a name: a campaign or a slot of it."""

    name: str
    starts_at: datetime
    ends_at: datetime

    def contains(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at <= starts_at and ends_at <= self.ends_at

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Programme(Window):
    """A campaign, with its ceilings where it is a concentrated programme.

    Legal source: Decree 81/2018/NĐ-CP, Articles 6.4, 6.5 and 7.2.
    """

    is_concentrated: bool
    discount_ceiling_percent: Decimal
    value_ceiling_percent: Decimal


@dataclass(frozen=True, slots=True)
class DeclaredPrize:
    name: str
    quantity: int | None
    value_vnd: int | None


@dataclass(frozen=True, slots=True)
class DeclaredItem:
    """Goods or a service, with the price of one unit before and now."""

    position: int
    name: str
    goods_group: str = ""
    brand: str = ""
    quantity: int | None = None
    price_before_vnd: int | None = None
    price_now_vnd: int | None = None
    discount_percent: Decimal | None = None
    gift_name: str = ""
    gift_group: str = ""
    gift_value_vnd: int = 0
    exemption: str = ""
    is_state_priced: bool = False
    price_floor_vnd: int | None = None
    alcohol_percent: Decimal | None = None

    @property
    def has_gift(self) -> bool:
        return bool(self.gift_name) or self.gift_value_vnd > 0

    @property
    def is_discounted(self) -> bool:
        """Whether a lower price is declared, in percent or as a price."""
        return self.discount_percent is not None or (
            self.price_now_vnd is not None
            and self.price_now_vnd != self.price_before_vnd
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A promotion as declared, with the little history that rules compare with.

    ``programme`` is the campaign the merchant joined. ``discount_days`` and
    ``lucky_draw_days`` count, by brand, the days of the merchant's other promotions
    in the year; ``earlier_prices`` holds the price before of the same goods in the
    last filing. ``details`` are the answers of ``promotions.form_details`` by form.
    ``announced`` is what the public was told, where this is a change; only then are
    ``areas`` (none is the whole province) and ``channels`` told, and ``changed_items``
    are those in the place of the announced items.
    """

    merchant_kind: str = ""
    tax_code: str = ""
    merchant_name: str = ""
    merchant_address: str = ""
    merchant_phone: str = ""
    name: str = ""
    forms: frozenset[str] = frozenset()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    customers: str = ""
    content: str = ""
    conditions: str = ""
    programme: Programme | None = None
    slot: Window | None = None
    items: tuple[DeclaredItem, ...] = ()
    prizes: tuple[DeclaredPrize, ...] = ()
    details: Mapping[str, Mapping[str, str | int | date]] = field(
        default_factory=lambda: NO_DETAILS
    )
    is_beyond_province: bool = False
    is_online_only: bool = False
    is_gift_tied_to_purchase: bool = True
    is_at_protected_place: bool = False
    unannounced_sites: tuple[str, ...] = ()
    promoted_total_vnd: int | None = None
    used_total_vnd: int | None = None
    prizes_due_on: date | None = None
    filing_ref: str = ""
    filed_on: date | None = None
    confirmation_ref: str = ""
    confirmed_on: date | None = None
    is_declared_true: bool = False
    discount_days: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    lucky_draw_days: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    earlier_prices: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    announced: "Declaration | None" = None
    areas: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    changed_items: tuple[DeclaredItem, ...] | None = None
