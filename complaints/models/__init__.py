from complaints.models.balance import ComplaintBalance
from complaints.models.canned_answer import CannedAnswer
from complaints.models.category import Category
from complaints.models.code_request import CodeRequest
from complaints.models.complaint import Complaint
from complaints.models.consent import Consent
from complaints.models.event import ComplaintEvent, ReferralEvent
from complaints.models.evidence import CustodyEntry, Evidence, Upload
from complaints.models.feedback import Feedback
from complaints.models.legal_hold import LegalHold
from complaints.models.lookup_count import LookupCount
from complaints.models.mediation import Mediation
from complaints.models.message import Message
from complaints.models.note import Note
from complaints.models.one_time_link import OneTimeLink
from complaints.models.pause import Pause
from complaints.models.quarantine import Quarantine
from complaints.models.referral import Referral
from complaints.models.retention_rule import RetentionRule
from complaints.models.retention_run import (
    RetentionItem,
    RetentionRun,
    RetentionRunEvent,
)
from complaints.models.routing_rule import RoutingRule
from complaints.models.routing_set import RoutingSet, RoutingSetEvent
from complaints.models.sealed_receipt import SealedReceipt
from complaints.models.seller_request import SellerRequest
from complaints.models.showing import Showing
from complaints.models.subject_request import SubjectRequest
from complaints.models.tombstone import Tombstone

__all__ = [
    "CannedAnswer",
    "Category",
    "CodeRequest",
    "Complaint",
    "ComplaintBalance",
    "ComplaintEvent",
    "Consent",
    "CustodyEntry",
    "Evidence",
    "Feedback",
    "LegalHold",
    "LookupCount",
    "Mediation",
    "Message",
    "Note",
    "OneTimeLink",
    "Pause",
    "Quarantine",
    "Referral",
    "ReferralEvent",
    "RetentionItem",
    "RetentionRule",
    "RetentionRun",
    "RetentionRunEvent",
    "RoutingRule",
    "RoutingSet",
    "RoutingSetEvent",
    "SealedReceipt",
    "SellerRequest",
    "Showing",
    "SubjectRequest",
    "Tombstone",
    "Upload",
]
