"""What a complainant agreed to: kept when it is asked, and taken back by themselves.

The columns of the complaint say how things stand now and are what the code asks; the
rows say how that came about.
Legal source: Decree 13/2023/NĐ-CP, Article 12: consent may be taken back at any time;
what was done before stays lawful.
"""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import PUBLIC, record_step
from complaints import notices
from complaints.enums import ConsentPurpose, ReferralRole
from complaints.models import Complaint, Consent
from complaints.refusals import NothingToTakeBack
from complaints.workflow import COMPLAINT


def keep(complaint: Complaint) -> None:
    """Store what the columns of a complaint say that has no rows yet."""
    given = {
        ConsentPurpose.HANDLING: True,
        ConsentPurpose.SHARING: complaint.may_share_with_seller,
    }
    Consent.objects.bulk_create(
        Consent(
            complaint=complaint,
            purpose=purpose,
            text_version=complaint.consent_version,
            is_given=is_given,
            asked_at=complaint.consented_at,
        )
        for purpose, is_given in given.items()
    )


@transaction.atomic
def withdraw_sharing(complaint: Complaint, *, at: datetime) -> Complaint:
    """Let the seller learn nothing more of who reports, also by a link sent before."""
    locked = COMPLAINT.lock(complaint)
    if not locked.consents.exists():  # filed before there were rows
        keep(locked)
    standing = locked.consents.standing().filter(purpose=ConsentPurpose.SHARING)
    if not standing.update(withdrawn_at=at):
        raise NothingToTakeBack
    locked.may_share_with_seller = False
    locked.save(update_fields=["may_share_with_seller"])
    record_step(locked, verb="withdraw_sharing", by=None, actor=PUBLIC, at=at)
    leading = locked.referrals.filter(role=ReferralRole.LEAD).select_related("unit")
    for part in leading:
        notices.tell_sharing_withdrawn(part)
    return locked
