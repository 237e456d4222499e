from promotions.models.amendment import Amendment, AmendmentEvent
from promotions.models.api_key import ApiKey
from promotions.models.appeal import Appeal
from promotions.models.branch import Branch
from promotions.models.canned_reason import CannedReason
from promotions.models.code_pool import (
    CodeClaim,
    CodePool,
    CodePoolEvent,
    LedgerEntry,
)
from promotions.models.counter import ReferenceCounter
from promotions.models.early_end import EarlyEnd, EarlyEndEvent
from promotions.models.event import PromotionEvent
from promotions.models.form_details import FormDetails
from promotions.models.goods import GoodsGroup
from promotions.models.item import Item
from promotions.models.law import GoodsProhibition, LegalFact
from promotions.models.locked_price import LockedPrice
from promotions.models.member import MemberEvent, MemberInvitation
from promotions.models.merchant import Merchant, MerchantMember, SalesChannel
from promotions.models.paper import DossierVersion, OfficialPaper, VersionGoods
from promotions.models.prize import Prize
from promotions.models.promotion import Promotion
from promotions.models.register_word import RegisterWord
from promotions.models.result_report import (
    ResultLine,
    ResultPaper,
    ResultReport,
    ResultReportEvent,
    ResultVersion,
)
from promotions.models.saved_search import SavedSearch
from promotions.models.sheet import SheetJob, SheetJobEvent
from promotions.models.step_draft import StepDraft

__all__ = [
    "Amendment",
    "AmendmentEvent",
    "ApiKey",
    "Appeal",
    "Branch",
    "CannedReason",
    "CodeClaim",
    "CodePool",
    "CodePoolEvent",
    "DossierVersion",
    "EarlyEnd",
    "EarlyEndEvent",
    "FormDetails",
    "GoodsGroup",
    "GoodsProhibition",
    "Item",
    "LedgerEntry",
    "LegalFact",
    "LockedPrice",
    "MemberEvent",
    "MemberInvitation",
    "Merchant",
    "MerchantMember",
    "OfficialPaper",
    "Prize",
    "Promotion",
    "PromotionEvent",
    "ReferenceCounter",
    "RegisterWord",
    "ResultLine",
    "ResultPaper",
    "ResultReport",
    "ResultReportEvent",
    "ResultVersion",
    "SalesChannel",
    "SavedSearch",
    "SheetJob",
    "SheetJobEvent",
    "StepDraft",
    "VersionGoods",
]
