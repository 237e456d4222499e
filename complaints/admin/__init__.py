from complaints.admin.complaint import ComplaintAdmin
from complaints.admin.evidence import EvidenceAdmin
from complaints.admin.referral import ReferralAdmin
from complaints.admin.routing import RoutingSetAdmin
from complaints.admin.settings import CategoryAdmin

__all__ = ["CategoryAdmin", "ComplaintAdmin", "ReferralAdmin", "RoutingSetAdmin"]
__all__ = [
    "CategoryAdmin",
    "ComplaintAdmin",
    "EvidenceAdmin",
    "ReferralAdmin",
    "RoutingRuleAdmin",
]
