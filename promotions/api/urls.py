from django.urls import path

from promotions.api import check, dossiers, goods, law, register

DOSSIER = "dossiers/<slug:reference>/"
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
    path("me/", dossiers.Me.as_view(), name="api_me"),
    path("dossiers/", dossiers.DossierList.as_view(), name="api_dossiers"),
    path(DOSSIER, dossiers.DossierDetail.as_view(), name="api_dossier"),
    path(
        DOSSIER + "findings/",
        dossiers.DossierFindings.as_view(),
        name="api_dossier_findings",
    ),
    path(
        DOSSIER + "events/",
        dossiers.DossierEvents.as_view(),
        name="api_dossier_events",
    ),
    path(
        DOSSIER + "submission/",
        dossiers.DossierSubmission.as_view(),
        name="api_submission",
    ),
    path(DOSSIER + "items/", goods.OwnItemList.as_view(), name="api_own_items"),
    path(
        DOSSIER + "items/<int:position>/",
        goods.OwnItemDetail.as_view(),
        name="api_own_item",
    ),
    path(DOSSIER + "prizes/", goods.OwnPrizes.as_view(), name="api_own_prizes"),
    path(DOSSIER + "sheets/", goods.SheetList.as_view(), name="api_sheets"),
    path(DOSSIER + "sheets/<int:pk>/", goods.SheetDetail.as_view(), name="api_sheet"),
]
