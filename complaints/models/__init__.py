from complaints.models.category import Category
from complaints.models.complaint import Complaint
from complaints.models.event import ComplaintEvent, ReferralEvent
from complaints.models.evidence import CustodyEntry, Evidence, Upload
from complaints.models.lookup_count import LookupCount
from complaints.models.referral import Referral
from complaints.models.routing_rule import RoutingRule

__all__ = [
    "Category",
    "Complaint",
    "ComplaintEvent",
    "CustodyEntry",
    "Evidence",
    "LookupCount",
    "Referral",
    "ReferralEvent",
    "RoutingRule",
    "Upload",
]
