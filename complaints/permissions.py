"""Who may do what with a complaint, one predicate a line of policy.

Reading starts from ``visible_to``; these predicates say more: whose part a person may
act on, and who may read how to reach the complainant. A unit that only watches its
area never reads that, and a unit that passed the complaint back no longer does.
"""

from typing import TypeGuard

from django.db.models import QuerySet

from accounts.enums import UnitKind
from accounts.models import Unit, User
from accounts.permissions import (
    Person,
    is_head_of_trade_management,
    is_of,
    is_of_trade_management,
    is_officer,
)
from complaints.enums import ComplaintState, ReferralRole, ReferralState
from complaints.models import CannedAnswer, Complaint, Referral


def may_see_contact(user: Person, complaint: Complaint) -> bool:
    """Those who handle the complaint read who sent it; reads the referrals."""
    if is_of_trade_management(user):
        return True
    return any(
        _is_of_unit(user, part)
        and part.is_asked
        and part.state != ReferralState.RETURNED
        for part in complaint.referrals.all()
    )


def may_be_shown(user: Person, complaint: Complaint) -> bool:
    """A restriction leaves only the head of the Division, who answers for it."""
    is_open = not complaint.is_restricted or is_head_of_trade_management(user)
    return is_open and may_see_contact(user, complaint)


def may_accept(user: Person, referral: Referral) -> bool:
    return (
        _is_of_unit(user, referral)
        and referral.is_asked
        and referral.state == ReferralState.SENT
    )


def may_take(user: Person, referral: Referral) -> bool:
    """Any officer of the unit may handle what nobody of the unit has."""
    return may_answer(user, referral) and referral.handler is None


def may_hand_over(user: Person, referral: Referral) -> bool:
    """The head of the unit divides the work; who has a report may pass it on."""
    return (
        may_answer(user, referral)
        and is_officer(user)
        and (user.is_head or referral.handler == user)
    )


def may_answer(user: Person, referral: Referral) -> bool:
    return _is_of_unit(user, referral) and referral.is_asked and referral.is_open


def may_pause(user: Person, referral: Referral) -> bool:
    return may_answer(user, referral) and not referral.is_paused


def may_continue(user: Person, referral: Referral) -> bool:
    return may_answer(user, referral) and referral.is_paused


def may_write_to(user: Person, referral: Referral) -> bool:
    """Those who were asked may tell the complainant more, also after they answered."""
    return (
        _is_of_unit(user, referral)
        and referral.is_asked
        and referral.state != ReferralState.RETURNED
        and not referral.complaint.is_buried
    )


def may_ask_seller(user: Person, complaint: Complaint) -> bool:
    return complaint.is_open and leads(user, complaint)


def may_mediate(user: Person, referral: Referral) -> bool:
    """The consumer association mediates while the report is open."""
    is_association = is_of(user, UnitKind.CONSUMER_ASSOCIATION)
    return (
        is_association and may_write_to(user, referral) and referral.complaint.is_open
    )


def may_note(user: Person, complaint: Complaint) -> bool:
    return may_see_contact(user, complaint) and not complaint.is_buried


def may_hold(user: Person, complaint: Complaint) -> bool:
    """Those who handle the report keep its personal data from being deleted."""
    return may_note(user, complaint) and not complaint.holds.standing().exists()


def may_lift(user: Person, complaint: Complaint) -> bool:
    """The unit that holds the data lifts its hold, or Trade Management does."""
    if not may_note(user, complaint):
        return False
    standing = complaint.holds.standing()
    if is_of_trade_management(user):
        return standing.exists()
    return is_officer(user) and standing.filter(held_by__unit=user.unit_id).exists()


def may_delete_by_rule(user: Person) -> bool:
    """Trade Management keeps the rules of retention and carries them out."""
    return is_of_trade_management(user)


def colleagues(user: Person) -> QuerySet[User]:
    """Return the officers of the same unit: to whom its reports may be given."""
    if not is_officer(user):
        return User.objects.none()
    found = User.objects.filter(unit=user.unit, is_active=True)
    return found.order_by("full_name", "pk")


def may_return(user: Person, referral: Referral) -> bool:
    return (
        _is_of_unit(user, referral)
        and referral.role != ReferralRole.LEAD
        and referral.is_open
    )


def may_refer(user: Person, complaint: Complaint) -> bool:
    """Trade Management refers to any unit; a handling unit to those below it."""
    if not complaint.is_open or complaint.is_set_aside:
        return False
    if is_of_trade_management(user):
        return True
    return is_of(user, UnitKind.MARKET_SURVEILLANCE) and _handles(user, complaint)


def may_refer_to(user: Person, unit: Unit) -> bool:
    """Which units a person may choose when referring."""
    if not is_officer(user) or not unit.is_active:
        return False
    return is_of_trade_management(user) or unit.parent_id == user.unit_id


def may_resolve(user: Person, complaint: Complaint) -> bool:
    """The unit that leads closes; the complaint must have been taken up."""
    return complaint.state == ComplaintState.IN_PROGRESS and leads(user, complaint)


def may_not_accept(user: Person, complaint: Complaint) -> bool:
    return complaint.is_open and leads(user, complaint)


def may_reopen(user: Person, complaint: Complaint) -> bool:
    """The unit that leads decides; who withdrew a report may send a new one."""
    is_closed = complaint.state in {
        ComplaintState.RESOLVED,
        ComplaintState.NOT_ACCEPTED,
    }
    return is_closed and not complaint.is_buried and leads(user, complaint)


def may_keep_result(user: Person, complaint: Complaint) -> bool:
    return may_reopen(user, complaint) and complaint.feedback.to_decide().exists()


def may_judge(user: Person, complaint: Complaint) -> bool:
    """The unit that leads says what it found; who follows is judged with the lead."""
    is_pursued = complaint.state != ComplaintState.WITHDRAWN
    is_pursued = is_pursued and not complaint.is_buried
    return is_pursued and complaint.lead_case_id is None and leads(user, complaint)


def may_link(user: Person, complaint: Complaint) -> bool:
    is_free = complaint.is_open and complaint.lead_case_id is None
    return is_free and leads(user, complaint)


def may_unlink(user: Person, complaint: Complaint) -> bool:
    is_linked = complaint.is_open and complaint.lead_case_id is not None
    return is_linked and leads(user, complaint)


def may_take_in(user: Person) -> bool:
    """Plan III.1.2: the Division and the association receive what consumers report."""
    return is_of(user, UnitKind.TRADE_MANAGEMENT, UnitKind.CONSUMER_ASSOCIATION)


def may_keep_answers(user: Person) -> TypeGuard[User]:
    """Write canned answers: the head of a unit, for the officers of the unit."""
    return is_officer(user) and user.is_head


def may_keep_answer(user: Person, answer: CannedAnswer) -> bool:
    """The texts for every unit are kept by the head of the Division."""
    if answer.unit_id is None:
        return may_keep_answers(user) and is_of_trade_management(user)
    return may_keep_answers(user) and user.unit_id == answer.unit_id


def may_tell_code(user: Person, complaint: Complaint) -> bool:
    """Who receives what consumers report also tells a caller the lost code."""
    is_reachable = not complaint.is_anonymous
    return is_reachable and may_take_in(user) and may_see_contact(user, complaint)


def may_decide_on_spam(user: Person, complaint: Complaint) -> bool:
    """Trade Management says what is a report and what is spam."""
    return complaint.is_set_aside and is_of_trade_management(user)


def leads(user: Person, complaint: Complaint) -> bool:
    """The unit of the leading part; Trade Management where nobody leads.

    Nobody leads what is set aside as possible spam: first a person releases it.
    """
    if complaint.is_set_aside:
        return False
    leaders = [p for p in complaint.referrals.all() if p.role == ReferralRole.LEAD]
    if not leaders:
        return is_of_trade_management(user)
    return any(_is_of_unit(user, part) for part in leaders)


def _handles(user: Person, complaint: Complaint) -> bool:
    return any(
        _is_of_unit(user, part) and part.is_asked and part.is_open
        for part in complaint.referrals.all()
    )


def _is_of_unit(user: Person, referral: Referral) -> bool:
    return is_officer(user) and user.unit_id == referral.unit_id
