from django.urls import path

from promotions.api import check, law, register

PROMOTION = "promotions/<slug:reference>/"

urlpatterns = [
    path("promotions/", register.PromotionList.as_view(), name="api_promotions"),
    path("promotions/check/", check.PromotionCheck.as_view(), name="api_check"),
    path("promotions/check", check.PromotionCheck.as_view(schema=None)),
    path(PROMOTION, register.PromotionDetail.as_view(), name="api_promotion"),
    path(PROMOTION + "items/", register.ItemList.as_view(), name="api_items"),
    path(
        PROMOTION + "items/<int:position>/price-check/",
        register.ShelfPrice.as_view(),
        name="api_shelf_price",
    ),
    path("merchants/", register.MerchantList.as_view(), name="api_merchants"),
    path(
        "merchants/<slug:tax_code>/",
        register.MerchantDetail.as_view(),
        name="api_merchant",
    ),
    path("law/rules/", law.RuleList.as_view(), name="api_rules"),
    path("law/numbers/", law.NumberList.as_view(), name="api_numbers"),
    path("goods-groups/", law.GoodsGroupList.as_view(), name="api_goods_groups"),
    path("districts/", law.DistrictList.as_view(), name="api_districts"),
]
