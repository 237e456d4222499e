"""Addresses of the register and of the merchants' side."""

from django.urls import URLPattern, URLResolver, path

from promotions.views import detail, merchant_public, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("khuyen-mai/", search.promotion_search, name="promotion_search"),
    path(
        "khuyen-mai/<slug:reference>/", detail.promotion_detail, name="promotion_detail"
    ),
    path(
        "khuyen-mai/<slug:reference>/qr.svg", detail.promotion_qr, name="promotion_qr"
    ),
    path(
        "thuong-nhan/<slug:tax_code>/",
        merchant_public.merchant_public,
        name="merchant_public",
    ),
]
