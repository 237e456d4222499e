from complaints.admin.canned_answer import CannedAnswerAdmin
from complaints.admin.complaint import ComplaintAdmin
from complaints.admin.evidence import EvidenceAdmin
from complaints.admin.quarantine import QuarantineAdmin
from complaints.admin.referral import ReferralAdmin
from complaints.admin.retention import RetentionRuleAdmin, RetentionRunAdmin
from complaints.admin.routing import RoutingSetAdmin
from complaints.admin.settings import CategoryAdmin
from complaints.admin.showing import ShowingAdmin
from complaints.admin.subject_request import SubjectRequestAdmin

__all__ = [
    "CannedAnswerAdmin",
    "CategoryAdmin",
    "ComplaintAdmin",
    "EvidenceAdmin",
    "QuarantineAdmin",
    "ReferralAdmin",
    "RetentionRuleAdmin",
    "RetentionRunAdmin",
    "RoutingSetAdmin",
    "ShowingAdmin",
    "SubjectRequestAdmin",
]
