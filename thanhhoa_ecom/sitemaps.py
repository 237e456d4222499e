"""What search engines may read: the public pages, each in both languages."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse

from accounts.models import District
from promotions.enums import PromotionState
from promotions.models import Merchant, Promotion

PER_FILE = 10_000
PAGES = (
    *("home", "promotion_search", "code_pools", "verify", "complaint_start"),
    *("merchant_start", "statistics", "campaign_plan", "law"),
    *("accessibility", "privacy"),
)


class _InBothLanguages(Sitemap[Model]):
    i18n = True
    alternates = True
    limit = PER_FILE // 2


class PageSitemap(Sitemap[str]):
    i18n = True
    alternates = True

    def items(self) -> Sequence[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class DistrictSitemap(_InBothLanguages):
    def items(self) -> QuerySet[District]:
        return District.objects.order_by("code")

    def location(self, item: Model) -> str:
        assert isinstance(item, District)
        return reverse("district", args=[item.slug])


class PromotionSitemap(_InBothLanguages):
    """What is published; ended and suspended ones ask not to be listed."""

    def items(self) -> QuerySet[Promotion]:
        published = Promotion.objects.filter(state=PromotionState.PUBLISHED)
        return published.only("reference", "published_at").order_by("pk")

    def lastmod(self, item: Model) -> datetime | None:
        assert isinstance(item, Promotion)
        return item.published_at


class MerchantSitemap(_InBothLanguages):
    def items(self) -> QuerySet[Merchant]:
        listed = Promotion.objects.public().filter(merchant=OuterRef("pk"))
        merchants = Merchant.objects.filter(Exists(listed))
        return merchants.only("tax_code").order_by("pk")

    def location(self, item: Model) -> str:
        assert isinstance(item, Merchant)
        return reverse("merchant_public", args=[item.tax_code])


SITEMAPS = {
    "trang": PageSitemap,
    "huyen": DistrictSitemap,
    "khuyen-mai": PromotionSitemap,
    "thuong-nhan": MerchantSitemap,
}
