from complaints.models.category import Category
from complaints.models.complaint import Complaint
from complaints.models.event import ComplaintEvent, ReferralEvent
from complaints.models.lookup_count import LookupCount
from complaints.models.referral import Referral
from complaints.models.routing_rule import RoutingRule
from complaints.models.routing_set import RoutingSet, RoutingSetEvent

__all__ = [
    "Category",
    "Complaint",
    "ComplaintEvent",
    "LookupCount",
    "Referral",
    "ReferralEvent",
    "RoutingRule",
    "RoutingSet",
    "RoutingSetEvent",
]
