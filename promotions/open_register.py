"""The register as open data: the same list as the page, for programs and spreadsheets.

Only what the public page says of a promotion, column by column, so that a field added
later is not given out by accident: no phone, no address, no person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext as _

from promotions.amounts import dong, percent
from promotions.enums import ChannelKind, PromotionForm
from promotions.models import Item, Promotion
from promotions.prices import percent_off
from promotions.register import in_words

ENTRIES, NEWS = 1_000, 50
"""The most promotions of one file, as many as the page lists; and of one news feed."""


@dataclass(frozen=True)
class Extract:
    """The first promotions of a list, and whether these are all of it."""

    promotions: list[Promotion]
    is_complete: bool


def extract(promotions: QuerySet[Promotion], *, most: int) -> Extract:
    found = list(promotions[: most + 1])
    return Extract(found[:most], is_complete=len(found) <= most)


def as_json(found: Extract, *, address: str, origin: str, at: datetime) -> Any:
    return {
        "title": _("Registered promotions"),
        "source": _("Department of Industry and Trade of Thanh Hoá"),
        "address": address,
        "as_of": timezone.localtime(at).isoformat(timespec="seconds"),
        "is_complete": found.is_complete,
        "promotions": [
            _facts(promotion, origin=origin, at=at) for promotion in found.promotions
        ],
    }


def _facts(promotion: Promotion, *, origin: str, at: datetime) -> dict[str, Any]:
    words = in_words(promotion, at=at)
    return {
        "reference": promotion.reference,
        "name": promotion.name,
        "address": f"{origin}{promotion.get_absolute_url()}",
        "standing": words.standing.value,
        "merchant": {
            "name": promotion.merchant.name,
            "tax_code": promotion.merchant.tax_code,
            "district": promotion.merchant.district.name,
        },
        "forms": promotion.forms,
        "starts_at": _moment(promotion.starts_at),
        "ends_at": _moment(promotion.ends_at),
        "time_slot": promotion.slot.name if promotion.slot else None,
        "districts": promotion.area_names,  # type: ignore[attr-defined]
        "channels": promotion.channel_kinds,  # type: ignore[attr-defined]
        "highest_discount_percent": promotion.max_discount_percent,
        "item_count": promotion.item_count,  # type: ignore[attr-defined]
        "goods": [_goods(item) for item in words.items],
    }


def _goods(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "price_before_vnd": item.price_before_vnd,
        "price_now_vnd": item.price_now_vnd,
        "discount_percent": percent_off(item),
    }


def header() -> list[str]:
    return [
        _("reference"),
        _("name of the promotion"),
        _("merchant"),
        _("tax code"),
        _("district"),
        _("standing"),
        _("starts at"),
        _("ends at"),
        _("area"),
        _("forms of promotion"),
        _("sales channels"),
        _("highest discount, %"),
        _("goods"),
        _("link"),
    ]


def rows(found: Extract, *, origin: str, at: datetime) -> Iterable[Sequence[str]]:
    for promotion in found.promotions:
        words = in_words(promotion, at=at)
        highest = promotion.max_discount_percent
        yield [
            promotion.reference,
            promotion.name,
            promotion.merchant.name,
            promotion.merchant.tax_code,
            promotion.merchant.district.name,
            str(words.standing.label),
            _readable(promotion.starts_at),
            _readable(promotion.ends_at),
            words.area,
            _labels(PromotionForm, promotion.forms),
            _labels(ChannelKind, promotion.channel_kinds),  # type: ignore[attr-defined]
            "" if highest is None else percent(highest),
            "; ".join(_price(item) for item in words.items),
            f"{origin}{promotion.get_absolute_url()}",
        ]


def as_atom(
    found: Extract, *, title: str, page: str, feed: str, origin: str, at: datetime
) -> str:
    """Return the news feed: one entry a promotion, dated when it was published."""
    atom = Atom1Feed(
        title=title,
        link=page,
        description=None,
        feed_url=feed,
        language=get_language(),
        author_name=_("Department of Industry and Trade of Thanh Hoá"),
    )
    for promotion in found.promotions:
        words = in_words(promotion, at=at)
        address = f"{origin}{promotion.get_absolute_url()}"
        atom.add_item(
            title=promotion.name,
            link=address,
            description="; ".join(
                [
                    promotion.merchant.name,
                    words.area,
                    words.period,
                    *map(_price, words.items),
                ]
            ),
            unique_id=address,
            pubdate=promotion.published_at,
            updateddate=promotion.published_at,
        )
    return str(atom.writeString("utf-8"))


def _price(item: Item) -> str:
    """Return «Nem chua: 70.000 ₫ (before: 100.000 ₫)»."""
    if item.price_now_vnd is None:
        return f"{item.name}: {dong(item.price_before_vnd)}"
    return _("%(name)s: %(now)s (before: %(before)s)") % {
        "name": item.name,
        "now": dong(item.price_now_vnd),
        "before": dong(item.price_before_vnd),
    }


def _labels(kind: Any, values: Iterable[str]) -> str:
    return ", ".join(str(kind(value).label) for value in values)


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


def _readable(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}" if moment else ""
