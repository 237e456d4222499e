from complaints.admin.complaint import ComplaintAdmin
from complaints.admin.evidence import EvidenceAdmin
from complaints.admin.referral import ReferralAdmin
from complaints.admin.settings import CategoryAdmin, RoutingRuleAdmin

__all__ = [
    "CategoryAdmin",
    "ComplaintAdmin",
    "EvidenceAdmin",
    "ReferralAdmin",
    "RoutingRuleAdmin",
]
