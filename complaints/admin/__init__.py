from complaints.admin.complaint import ComplaintAdmin
from complaints.admin.referral import ReferralAdmin
from complaints.admin.routing import RoutingSetAdmin
from complaints.admin.settings import CategoryAdmin

__all__ = ["CategoryAdmin", "ComplaintAdmin", "ReferralAdmin", "RoutingSetAdmin"]
