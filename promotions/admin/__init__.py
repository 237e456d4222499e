from promotions.admin.law import GoodsGroupAdmin, GoodsProhibitionAdmin, LegalFactAdmin
from promotions.admin.merchant import MerchantAdmin
from promotions.admin.promotion import PromotionAdmin
from promotions.admin.sheet import SheetJobAdmin

__all__ = [
    "GoodsGroupAdmin",
    "GoodsProhibitionAdmin",
    "LegalFactAdmin",
    "MerchantAdmin",
    "PromotionAdmin",
    "SheetJobAdmin",
]
