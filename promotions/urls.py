"""Addresses of the register, of the law, and of the merchants' side."""

from django.urls import URLPattern, URLResolver, path

from promotions.steps import DETAILS, GOODS, PRIZES
from promotions.views import (
    amendment,
    amendment_public,
    api_keys,
    appeal,
    branches,
    check,
    code_pools_own,
    codes,
    detail,
    details,
    district,
    dossier,
    dossier_list,
    early_end,
    feeds,
    filing,
    goods,
    invitation,
    law,
    members,
    merchant_public,
    papers,
    prizes,
    profile,
    renewal,
    result,
    route,
    saved_search,
    search,
    sheet,
    shelf,
    start,
    step,
    till,
)

PROFILE = "doanh-nghiep/thuong-nhan/<slug:tax_code>/"
DOSSIER = "doanh-nghiep/ho-so/<slug:reference>/"
POOL = "ma-giam-gia/<int:pk>/"
MY_CODE = "ma-cua-toi/<str:token>/"
PAPERS = f"{DOSSIER}giay-to/"
RESULT = f"{DOSSIER}bao-cao-ket-qua/"
SHEETS = f"{DOSSIER}{GOODS.slug}/tai-len/"
PROMOTION = "khuyen-mai/<slug:reference>/"
NEWS = "khuyen-mai/tin-moi/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("khuyen-mai/", search.promotion_search, name="promotion_search"),
    path("khuyen-mai.json", feeds.promotions_json, name="promotions_json"),
    path("khuyen-mai.csv", feeds.promotions_csv, name="promotions_csv"),
    path("khuyen-mai.atom", feeds.promotions_atom, name="promotions_atom"),
    path("huyen/<slug:slug>/", district.district, name="district"),
    path(NEWS, saved_search.saved_search_new, name="saved_search_new"),
    path(NEWS + "da-gui/", saved_search.saved_search_sent, name="saved_search_sent"),
    path(
        NEWS + "xac-nhan/<str:token>/",
        saved_search.saved_search_confirm,
        name="saved_search_confirm",
    ),
    path(
        NEWS + "ngung/<str:token>/",
        saved_search.saved_search_leave,
        name="saved_search_leave",
    ),
    path(PROMOTION, detail.promotion_detail, name="promotion_detail"),
    path(PROMOTION + "qr.svg", detail.promotion_qr, name="promotion_qr"),
    path(PROMOTION + "lich.ics", detail.promotion_calendar, name="promotion_calendar"),
    path(PROMOTION + "anh.png", detail.promotion_image, name="promotion_image"),
    path(
        PROMOTION + "sua-doi/<int:number>/",
        amendment_public.amendment_public,
        name="amendment_public",
    ),
    path(
        "gia-ke/<slug:reference>/<int:position>/",
        shelf.shelf_price,
        name="shelf_price",
    ),
    path(
        "thuong-nhan/<slug:tax_code>/",
        merchant_public.merchant_public,
        name="merchant_public",
    ),
    path("ma-giam-gia/", codes.code_pools, name="code_pools"),
    path("ma-giam-gia/tim-lai/", codes.code_find, name="code_find"),
    path(POOL, codes.code_pool, name="code_pool"),
    path(POOL + "nhan/", codes.code_claim, name="code_claim"),
    path(POOL + "so-cai/", codes.code_ledger, name="code_ledger"),
    path(POOL + "so-cai.csv", codes.code_ledger_csv, name="code_ledger_csv"),
    path(MY_CODE, codes.my_code, name="my_code"),
    path(MY_CODE + "qr.svg", codes.my_code_qr, name="my_code_qr"),
    path(MY_CODE + "lich.ics", codes.my_code_calendar, name="my_code_calendar"),
    path(MY_CODE + "tra-lai/", codes.my_code_return, name="my_code_return"),
    path("thu-ngan/", till.till, name="till"),
    path("thu-ngan/hang-doi/", till.till_queue, name="till_queue"),
    path("thu-ngan/sw.js", till.till_worker, name="till_worker"),
    path("phap-luat/", law.law, name="law"),
    path("doanh-nghiep/", start.merchant_start, name="merchant_start"),
    path("doanh-nghiep/kiem-tra/", route.route, name="route"),
    path("doanh-nghiep/thuong-nhan/moi/", profile.merchant_new, name="merchant_new"),
    path(PROFILE, profile.merchant_profile, name="merchant_profile"),
    path(PROFILE + "khoa-api/", api_keys.api_keys, name="api_keys"),
    path(
        PROFILE + "khoa-api/<int:pk>/thu-hoi/",
        api_keys.api_key_revoke,
        name="api_key_revoke",
    ),
    path(PROFILE + "sua/", profile.merchant_edit, name="merchant_edit"),
    path(PROFILE + "kenh/them/", profile.channel_edit, name="channel_new"),
    path(PROFILE + "kenh/<int:pk>/", profile.channel_edit, name="channel_edit"),
    path(PROFILE + "kenh/<int:pk>/xoa/", profile.channel_remove, name="channel_remove"),
    path(PROFILE + "chi-nhanh/them/", branches.branch_edit, name="branch_new"),
    path(PROFILE + "chi-nhanh/<int:pk>/", branches.branch_edit, name="branch_edit"),
    path(
        PROFILE + "chi-nhanh/<int:pk>/xoa/",
        branches.branch_remove,
        name="branch_remove",
    ),
    path(PROFILE + "nguoi-dung/", members.merchant_members, name="merchant_members"),
    path(
        PROFILE + "nguoi-dung/<int:pk>/vai-tro/",
        members.member_change,
        name="member_change",
    ),
    path(
        PROFILE + "nguoi-dung/<int:pk>/xoa/",
        members.member_remove,
        name="member_remove",
    ),
    path(
        PROFILE + "loi-moi/<int:pk>/rut/",
        members.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("doanh-nghiep/loi-moi/<str:token>/", invitation.invitation, name="invitation"),
    path(PROFILE + "ho-so/moi/", dossier_list.dossier_start, name="dossier_start"),
    path("doanh-nghiep/ho-so/", dossier_list.dossier_list, name="dossier_list"),
    path(DOSSIER, dossier.dossier_detail, name="dossier_detail"),
    path(DOSSIER + "rut/", dossier.dossier_withdraw, name="dossier_withdraw"),
    path(DOSSIER + "xem-xet-lai/", appeal.dossier_appeal, name="dossier_appeal"),
    path(DOSSIER + "ma-dich-vu-cong/", filing.dossier_filing, name="dossier_filing"),
    path(DOSSIER + "dung-lai/", renewal.dossier_renew, name="dossier_renew"),
    path(DOSSIER + "sua-doi/", amendment.amendment_start, name="amendment_start"),
    path(DOSSIER + "gui-sua-doi/", amendment.amendment_send, name="amendment_send"),
    path(
        DOSSIER + "rut-sua-doi/",
        amendment.amendment_withdraw,
        name="amendment_withdraw",
    ),
    path(DOSSIER + "ket-thuc-som/", early_end.early_end_ask, name="early_end_ask"),
    path(
        DOSSIER + "ket-thuc-som/<int:pk>/rut/",
        early_end.early_end_withdraw,
        name="early_end_withdraw",
    ),
    path(RESULT, result.result_report, name="result_report"),
    path(RESULT + "kiem-tra/", result.result_check, name="result_check"),
    path(RESULT + "sua/", result.result_correct, name="result_correct"),
    path(
        RESULT + "mau-07-ban-nhap.<slug:kind>", result.result_draft, name="result_draft"
    ),
    path(
        RESULT + "lan-<int:number>/mau-07.<slug:kind>",
        result.result_paper,
        name="result_paper",
    ),
    path(DOSSIER + "kiem-tra/", check.dossier_check, name="dossier_check"),
    path(
        DOSSIER + "ma-giam-gia/", code_pools_own.own_code_pools, name="own_code_pools"
    ),
    path(
        DOSSIER + "ma-giam-gia/<int:pk>/",
        code_pools_own.own_code_pool_turn,
        name="own_code_pool_turn",
    ),
    path(DOSSIER + "nhan-ke.pdf", shelf.shelf_label_sheet, name="shelf_label_sheet"),
    path(
        PAPERS + "ban-nhap/<slug:form>.<slug:kind>",
        papers.paper_draft,
        name="paper_draft",
    ),
    path(PAPERS + "lan-<int:number>/", papers.papers_version, name="papers_version"),
    path(
        PAPERS + "lan-<int:number>/lam-lai/", papers.papers_again, name="papers_again"
    ),
    path(
        PAPERS + "lan-<int:number>/<slug:form>.<slug:kind>",
        papers.paper_issued,
        name="paper_issued",
    ),
    path(DOSSIER + "da-gui/", check.dossier_sent, name="dossier_sent"),
    path(DOSSIER + f"{GOODS.slug}/", goods.goods_list, name="goods_list"),
    path(
        "doanh-nghiep/mau-danh-muc/<slug:kind>/",
        sheet.sheet_template,
        name="sheet_template",
    ),
    path(SHEETS, sheet.sheet_upload, name="sheet_upload"),
    path(SHEETS + "<int:pk>/", sheet.sheet_job, name="sheet_job"),
    path(SHEETS + "<int:pk>/nhan/", sheet.sheet_take, name="sheet_take"),
    path(SHEETS + "<int:pk>/can-sua.xlsx", sheet.sheet_marked, name="sheet_marked"),
    path(DOSSIER + f"{GOODS.slug}/them/", goods.goods_item, name="goods_new"),
    path(DOSSIER + f"{GOODS.slug}/<int:pk>/", goods.goods_item, name="goods_item"),
    path(
        DOSSIER + f"{GOODS.slug}/<int:pk>/xoa/",
        goods.goods_remove,
        name="goods_remove",
    ),
    path(DOSSIER + f"{DETAILS.slug}/", details.form_details, name="form_details"),
    path(DOSSIER + f"{PRIZES.slug}/", prizes.prize_list, name="prize_list"),
    path(DOSSIER + "<slug:slug>/", step.dossier_step, name="dossier_step"),
]
