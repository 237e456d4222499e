from promotions.admin.amendment import AmendmentAdmin
from promotions.admin.canned_reason import CannedReasonAdmin
from promotions.admin.code_pool import CodePoolAdmin
from promotions.admin.early_end import EarlyEndAdmin
from promotions.admin.law import GoodsGroupAdmin, GoodsProhibitionAdmin, LegalFactAdmin
from promotions.admin.merchant import MerchantAdmin
from promotions.admin.promotion import PromotionAdmin
from promotions.admin.result import ResultReportAdmin
from promotions.admin.sheet import SheetJobAdmin

__all__ = [
    "AmendmentAdmin",
    "CannedReasonAdmin",
    "CodePoolAdmin",
    "EarlyEndAdmin",
    "GoodsGroupAdmin",
    "GoodsProhibitionAdmin",
    "LegalFactAdmin",
    "MerchantAdmin",
    "PromotionAdmin",
    "ResultReportAdmin",
    "SheetJobAdmin",
]
