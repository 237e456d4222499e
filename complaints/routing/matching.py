"""Whether a rule speaks of a complaint: every condition it names must hold."""

from collections.abc import Callable, Iterable

from complaints.models import Complaint, RoutingRule

Condition = Callable[[RoutingRule, Complaint], bool]


def matches(rule: RoutingRule, complaint: Complaint) -> bool:
    """Tell whether all conditions hold; reads nothing but the rule and complaint."""
    return all(holds(rule, complaint) for holds in CONDITIONS)


def is_for_all(rule: RoutingRule) -> bool:
    """Whether the rule names no condition, so that nothing can escape it."""
    return not (
        rule.kinds
        or rule.channels
        or rule.promotion_forms
        or rule.least_vnd
        or rule.has_contacted_seller is not None
        or rule.answers
        or rule.category_ids
        or rule.district_ids
    )


def _is_among(wanted: Iterable[object], found: object) -> bool:
    names = set(wanted)
    return not names or found in names


def _category(rule: RoutingRule, complaint: Complaint) -> bool:
    return _is_among(rule.category_ids, complaint.category_id)


def _district(rule: RoutingRule, complaint: Complaint) -> bool:
    return _is_among(rule.district_ids, complaint.district_id)


def _kind(rule: RoutingRule, complaint: Complaint) -> bool:
    return _is_among(rule.kinds, complaint.kind)


def _channel(rule: RoutingRule, complaint: Complaint) -> bool:
    return _is_among(rule.channels, complaint.seller_channel)


def _form(rule: RoutingRule, complaint: Complaint) -> bool:
    if not rule.promotion_forms:
        return True
    promotion = complaint.promotion
    return promotion is not None and bool(
        set(rule.promotion_forms) & set(promotion.forms)
    )


def _amount(rule: RoutingRule, complaint: Complaint) -> bool:
    if rule.least_vnd is None:
        return True
    return complaint.amount_vnd is not None and complaint.amount_vnd >= rule.least_vnd


def _contacted(rule: RoutingRule, complaint: Complaint) -> bool:
    wanted = rule.has_contacted_seller
    return wanted is None or wanted == complaint.has_contacted_seller


def _answers(rule: RoutingRule, complaint: Complaint) -> bool:
    given = complaint.answers
    return all(given.get(code) in wanted for code, wanted in rule.answers.items())


CONDITIONS: tuple[Condition, ...] = (
    _category,
    _district,
    _kind,
    _channel,
    _form,
    _amount,
    _contacted,
    _answers,
)
