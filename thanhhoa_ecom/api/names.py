"""The names of lists of choices in the OpenAPI description, by what they are."""

NAMES = {
    "CeilingExemption": "promotions.enums.CeilingExemption",
    "ChannelKind": "promotions.enums.ChannelKind",
    "ComplaintKind": "complaints.enums.ComplaintKind",
    "ComplaintState": "complaints.enums.ComplaintState",
    "DistrictKind": "accounts.enums.DistrictKind",
    "FilingOffice": "promotions.enums.FilingOffice",
    "MerchantKind": "promotions.enums.MerchantKind",
    "ProcedureKind": "promotions.enums.ProcedureKind",
    "PromotionState": "promotions.enums.PromotionState",
    "PromotionForm": "promotions.enums.PromotionForm",
    "ReferralRole": "complaints.enums.ReferralRole",
    "ReferralState": "complaints.enums.ReferralState",
    "SellerChannel": "complaints.enums.SellerChannel",
    "SheetMode": "promotions.enums.SheetMode",
    "SheetPolicy": "promotions.enums.SheetPolicy",
    "SheetState": "promotions.enums.SheetState",
    "Severity": "promotions.enums.Severity",
    "Standing": "promotions.register.Standing",
}
