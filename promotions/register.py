"""The public register: how a promotion stands, and what a row of it needs.

The standing is computed from the state and the moment, so a promotion whose time is
over reads «ended» in the very minute, before the portal has closed its record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext, pgettext_lazy

from accounts.models import District
from campaigns.moments import ending, starting
from promotions.enums import PromotionState
from promotions.goods_found import best_items, shown
from promotions.models import Item, Promotion, SalesChannel

AREAS_BY_NAME = 2


class Standing(TextChoices):
    """What a visitor of the register needs to know of a promotion now."""

    RUNNING = "running", pgettext_lazy("standing of a promotion", "Running now")
    COMING = "coming", pgettext_lazy("standing of a promotion", "Coming soon")
    SUSPENDED = "suspended", pgettext_lazy("standing of a promotion", "Suspended")
    DELISTED = (
        "delisted",
        pgettext_lazy("standing of a promotion", "Removed from the register"),
    )
    ENDED = "ended", pgettext_lazy("standing of a promotion", "Ended")
    HIDDEN = "hidden", pgettext_lazy("standing of a promotion", "Not published")


STANDING_TAG = {
    Standing.RUNNING: "ok",
    Standing.COMING: "info",
    Standing.SUSPENDED: "bad",
    Standing.DELISTED: "bad",
    Standing.ENDED: "muted",
    Standing.HIDDEN: "wait",
}


def standing(promotion: Promotion, *, at: datetime) -> Standing:
    """Return how the promotion stands for the public at this moment."""
    if promotion.state == PromotionState.SUSPENDED:
        return Standing.SUSPENDED
    if promotion.state == PromotionState.DELISTED:
        return Standing.DELISTED
    if promotion.state == PromotionState.ENDED:
        return Standing.ENDED
    if promotion.state != PromotionState.PUBLISHED:
        return Standing.HIDDEN
    assert promotion.starts_at is not None
    assert promotion.ends_at is not None
    if promotion.ends_at <= at:
        return Standing.ENDED
    return Standing.RUNNING if promotion.starts_at <= at else Standing.COMING


def ended_early(promotion: Promotion) -> bool:
    """Whether it was closed before the end that was announced."""
    return (
        promotion.state == PromotionState.ENDED
        and promotion.closed_at is not None
        and promotion.ends_at is not None
        and promotion.closed_at < promotion.ends_at
    )


def with_register_facts(
    queryset: QuerySet[Promotion], words: Sequence[str] = ()
) -> QuerySet[Promotion]:
    """Add what a row shows; costs one further query for the goods of all rows.

    ``shown_items`` are the few that ``words`` mean, or with the highest discount;
    ``item_count`` counts all; ``area_names`` is empty for the whole province.
    """
    counted = (
        Item.objects.filter(promotion=OuterRef("pk"))
        .order_by()
        .values("promotion")
        .annotate(count=Count("pk"))
    )
    return (
        queryset.select_related("merchant__district", "slot")
        .annotate(
            item_count=Coalesce(Subquery(counted.values("count")), 0),
            area_names=ArraySubquery(
                District.objects.filter(promotions=OuterRef("pk"))
                .order_by("code")
                .values("name")
            ),
            channel_kinds=ArraySubquery(
                SalesChannel.objects.filter(promotions=OuterRef("pk"))
                .order_by("kind")
                .values("kind")
                .distinct()
            ),
        )
        .prefetch_related(
            Prefetch("items", queryset=best_items(words), to_attr="shown_items")
        )
    )


@dataclass(frozen=True)
class RegisterWords:
    """How one promotion reads in the register at a moment."""

    standing: Standing
    tag: str
    period: str
    area: str
    items: list[Item]
    more_items: int


def in_words(promotion: Promotion, *, at: datetime) -> RegisterWords:
    """Return the words of a promotion that came from ``with_register_facts``."""
    stands = standing(promotion, at=at)
    items = shown(promotion.shown_items)  # type: ignore[attr-defined]
    return RegisterWords(
        standing=stands,
        tag=STANDING_TAG[stands],
        period=_period(promotion, stands),
        area=area_in_words(promotion.area_names),  # type: ignore[attr-defined]
        items=items,
        more_items=promotion.item_count - len(items),  # type: ignore[attr-defined]
    )


def area_in_words(district_names: list[str]) -> str:
    """Return where a promotion is held: two districts by name, the rest counted."""
    if not district_names:
        return gettext("Whole province")
    named = ", ".join(district_names[:AREAS_BY_NAME])
    rest = len(district_names) - AREAS_BY_NAME
    if rest <= 0:
        return named
    return ngettext(
        "%(districts)s and %(count)d more district",
        "%(districts)s and %(count)d more districts",
        rest,
    ) % {"districts": named, "count": rest}


def _period(promotion: Promotion, stands: Standing) -> str:
    if promotion.starts_at is None or promotion.ends_at is None:
        return gettext("no dates yet")
    if stands == Standing.COMING:
        return gettext("From %(moment)s") % {"moment": starting(promotion.starts_at)}
    if stands == Standing.ENDED and ended_early(promotion):
        assert promotion.closed_at is not None
        return gettext("Ended early at %(moment)s") % {
            "moment": starting(promotion.closed_at)
        }
    if stands == Standing.ENDED:
        return gettext("Ended with %(moment)s") % {"moment": ending(promotion.ends_at)}
    return gettext("Until %(moment)s") % {"moment": ending(promotion.ends_at)}
