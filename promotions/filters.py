"""The facets of the public register; every one of them is in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

import django_filters

from accounts.models import District
from promotions.enums import ChannelKind, PromotionForm, PromotionState
from promotions.facet_fields import ModelFacet, PlainSelect
from promotions.models import GoodsGroup, Item, Promotion, SalesChannel
from promotions.search import QUERY_CHARACTERS, Found, look_up
from promotions.spelling import propose

VERBATIM = "nguyen-van"
DISCOUNTS = (10, 20, 30, 50, 70)


class Stage(TextChoices):
    RUNNING = "dang-chay", pgettext_lazy("standing of a promotion", "Running now")
    COMING = "sap-toi", pgettext_lazy("standing of a promotion", "Coming soon")
    SLOT = "60-gio", _("In the 60 hours of Online Friday")
    ENDED = "da-ket-thuc", pgettext_lazy("standing of a promotion", "Ended")


class Order(TextChoices):
    NEWEST = "moi-nhat", _("Newest first")
    DISCOUNT = "giam-nhieu", _("Highest discount first")
    ENDING = "sap-het", _("Ending soonest first")


@dataclass(frozen=True)
class Chosen:
    """A facet in use, and the address without it."""

    label: str
    text: str
    without: str


class PromotionFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows the register; a value that makes no sense is named and left out.

    Names in the address are Vietnamese words with hyphens: ``hinh_thuc`` here is
    ``hinh-thuc`` there. Without ``trang-thai`` only what runs or comes is listed. With
    ``nguyen-van`` the text is looked up as it was typed and in no other reading.
    """

    q = django_filters.CharFilter(
        label=_("Goods, shop or promotion"),
        max_length=QUERY_CHARACTERS,
        method="leave",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    nhom = ModelFacet(
        widget=PlainSelect,
        label=_("Group of goods"),
        queryset=GoodsGroup.objects.filter(is_facet=True),
        to_field_name="code",
        empty_label=_("All groups"),
        method="of_group",
    )
    huyen = ModelFacet(
        widget=PlainSelect,
        label=_("District"),
        queryset=District.objects.all(),
        to_field_name="slug",
        empty_label=_("Whole province"),
        method="in_district",
    )
    trang_thai = django_filters.ChoiceFilter(
        widget=PlainSelect,
        label=_("When"),
        choices=Stage.choices,
        empty_label=_("Running now and coming soon"),
        method="at_stage",
    )
    hinh_thuc = django_filters.ChoiceFilter(
        widget=PlainSelect,
        label=_("Form of promotion"),
        choices=PromotionForm.choices,
        empty_label=_("All forms"),
        method="of_form",
    )
    kenh = django_filters.ChoiceFilter(
        widget=PlainSelect,
        label=_("Where to buy"),
        choices=ChannelKind.choices,
        empty_label=_("Shops and online"),
        method="through_channel",
    )
    giam_tu = django_filters.ChoiceFilter(
        widget=PlainSelect,
        label=_("Discount from"),
        choices=[(str(n), f"{n}%") for n in DISCOUNTS],
        empty_label=_("Any discount"),
        field_name="max_discount_percent",
        lookup_expr="gte",
    )
    dia_phuong = django_filters.BooleanFilter(
        label=_("Made in Thanh Hoá"),
        widget=forms.CheckboxInput,
        field_name="is_local",
        method="with_flag",
    )
    ocop = django_filters.BooleanFilter(
        label=_("OCOP products"),
        widget=forms.CheckboxInput,
        field_name="is_ocop",
        method="with_flag",
    )
    hang_viet = django_filters.BooleanFilter(
        label=_("Made in Viet Nam"),
        widget=forms.CheckboxInput,
        field_name="is_vietnamese",
        method="with_flag",
    )
    sap_xep = django_filters.ChoiceFilter(
        label=_("Sort by"),
        choices=Order.choices,
        method="leave",
        widget=PlainSelect,
    )

    class Meta:
        model = Promotion
        fields: list[str] = []

    def __init__(
        self, data: QueryDict, *, queryset: QuerySet[Promotion], at: datetime
    ) -> None:
        super().__init__(data, queryset=queryset)
        self.at = at
        self.found: Found | None = None
        self.proposal = ""
        order = self.form.fields["sap-xep"]
        order.empty_label = None
        order.choices = _orders(has_text=bool(data.get("q", "").strip()))

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return {
            name.replace("_", "-"): facet
            for name, facet in super().get_filters().items()
        }

    def filter_queryset(self, queryset: QuerySet[Promotion]) -> QuerySet[Promotion]:
        """Narrow first, so that only what is listed need be counted and ranked."""
        values = self.form.cleaned_data
        listed: QuerySet[Promotion] = super().filter_queryset(queryset)
        if not values.get("trang-thai"):
            listed = listed.exclude(state=PromotionState.ENDED).filter(
                ends_at__gt=self.at
            )
        if text := values.get("q"):
            listed = self._find(listed, text, everywhere=queryset)
        is_ranked = self.found is not None and not self.found.is_common
        return listed.order_by(*_order_by(values.get("sap-xep"), is_ranked=is_ranked))

    def _find(
        self,
        listed: QuerySet[Promotion],
        text: str,
        *,
        everywhere: QuerySet[Promotion],
    ) -> QuerySet[Promotion]:
        is_verbatim = bool(self.data.get(VERBATIM))
        found = look_up(listed, text, everywhere=everywhere, is_verbatim=is_verbatim)
        if found.is_similar:
            self.proposal = propose(everywhere, found.words)
        self.found = found
        return found.promotions

    @property
    def has_newest_first(self) -> bool:
        """Whether so many match that the newest stand first, not the best matches."""
        is_common = self.found is not None and self.found.is_common
        return is_common and not self.form.cleaned_data.get("sap-xep")

    @property
    def words(self) -> list[str]:
        """The words that found the list; none without a text."""
        return self.found.words if self.found else []

    @property
    def count(self) -> int | None:
        """How many the text found, where it was counted already."""
        return self.found.count if self.found else None

    def of_group(
        self, queryset: QuerySet[Promotion], name: str, value: GoodsGroup
    ) -> QuerySet[Promotion]:
        return queryset.filter(_has_item(goods_group=value))

    def in_district(
        self, queryset: QuerySet[Promotion], name: str, value: District
    ) -> QuerySet[Promotion]:
        return queryset.held_in(value)  # type: ignore[attr-defined,no-any-return]

    def at_stage(
        self, queryset: QuerySet[Promotion], name: str, value: str
    ) -> QuerySet[Promotion]:
        published = Q(state=PromotionState.PUBLISHED)
        stages = {
            Stage.RUNNING: published & Q(starts_at__lte=self.at, ends_at__gt=self.at),
            Stage.COMING: published & Q(starts_at__gt=self.at),
            Stage.SLOT: Q(slot__isnull=False),
            Stage.ENDED: Q(state=PromotionState.ENDED)
            | published & Q(ends_at__lte=self.at),
        }
        return queryset.filter(stages[Stage(value)])

    def of_form(
        self, queryset: QuerySet[Promotion], name: str, value: str
    ) -> QuerySet[Promotion]:
        return queryset.filter(forms__contains=[value])

    def through_channel(
        self, queryset: QuerySet[Promotion], name: str, value: str
    ) -> QuerySet[Promotion]:
        channels = SalesChannel.objects.filter(promotions=OuterRef("pk"), kind=value)
        return queryset.filter(Exists(channels))

    def with_flag(
        self, queryset: QuerySet[Promotion], name: str, value: bool
    ) -> QuerySet[Promotion]:
        return queryset.filter(_has_item(**{name: True})) if value else queryset

    def leave(
        self, queryset: QuerySet[Promotion], name: str, value: str
    ) -> QuerySet[Promotion]:
        return queryset

    def chosen(self) -> list[Chosen]:
        """Return the facets in use beside the text and the order."""
        facets = self.form.fields.items()
        values = self.form.cleaned_data
        return [
            Chosen(
                str(field.label),
                _words(field, values[name]),
                self.address(without=name),
            )
            for name, field in facets
            if name not in {"q", "sap-xep"} and values.get(name)
        ]

    def proposed(self) -> str:
        """Return the address of the same list for the proposed words."""
        return self.address(without=VERBATIM, q=self.proposal)

    def verbatim(self) -> str:
        """Return the address that looks the text up as it was typed."""
        return self.address(**{VERBATIM: "1"})

    def address(self, *, without: str = "", **other: str) -> str:
        """Return the query of this list from its first page on, without idle parts."""
        query = QueryDict(mutable=True)
        for name, values in self.data.lists():
            if name not in {without, "page"} and any(values):
                query.setlist(name, values)
        for name, value in other.items():
            query[name] = value
        return f"?{query.urlencode()}" if query else "?"


def canonical(data: QueryDict) -> QueryDict:
    """Return what of an address chooses its list: known names in one order, none idle.

    Two addresses of the same list and page become the same one.
    """
    query = QueryDict(mutable=True)
    for name in (*PromotionFilter.base_filters, VERBATIM, "page"):
        value = " ".join(data.get(name, "").split())
        if value and (name, value) != ("page", "1"):
            query[name] = value
    return query


def in_words(query: QueryDict, *, at: datetime) -> str:
    """Return how a person would name the list: «nước mắm; District: Huyện Thọ Xuân»."""
    facets = PromotionFilter(query, queryset=Promotion.objects.none(), at=at)
    facets.form.is_valid()
    chosen = [
        f"{facet.label}: {facet.text}" if facet.text else facet.label
        for facet in facets.chosen()
    ]
    text = facets.form.cleaned_data.get("q", "")
    return "; ".join(filter(None, [text, *chosen])) or gettext("all promotions")


def _has_item(**facts: Any) -> Exists:
    return Exists(Item.objects.filter(promotion=OuterRef("pk"), **facts))


def _words(field: forms.Field, value: Any) -> str:
    """Return a chosen value as it is written in its list; nothing for a tick."""
    if isinstance(value, Model):
        return str(value)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    return labels.get(str(value), "")


def _orders(*, has_text: bool) -> list[tuple[str, Any]]:
    first = _("Best match first") if has_text else Order.NEWEST.label
    others = [choice for choice in Order.choices if choice[0] != Order.NEWEST]
    newest = [(Order.NEWEST.value, Order.NEWEST.label)] if has_text else []
    return [("", first), *newest, *others]


def _order_by(order: str | None, *, is_ranked: bool) -> list[Any]:
    match order:
        case Order.DISCOUNT:
            return [F("max_discount_percent").desc(nulls_last=True), "-pk"]
        case Order.ENDING:
            return ["ends_at", "pk"]
        case "" | None if is_ranked:
            return ["-relevance", "-pk"]
    return ["-starts_at", "-pk"]
