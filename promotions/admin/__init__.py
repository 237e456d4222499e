from promotions.admin.law import GoodsGroupAdmin, GoodsProhibitionAdmin, LegalFactAdmin
from promotions.admin.merchant import MerchantAdmin
from promotions.admin.promotion import PromotionAdmin

__all__ = [
    "GoodsGroupAdmin",
    "GoodsProhibitionAdmin",
    "LegalFactAdmin",
    "MerchantAdmin",
    "PromotionAdmin",
]
