"""What is wrong with a set of rules, before anybody is sent anywhere by it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.enums import UnitKind
from accounts.models import District
from complaints.enums import ReferralRole
from complaints.guides import GUIDES, QUESTIONS
from complaints.models import RoutingRule
from complaints.routing.directory import BY_DISTRICT, Directory, all_units
from complaints.routing.matching import is_for_all


@dataclass(frozen=True)
class Problem:
    """``is_error`` forbids the set; otherwise it is told and may stand."""

    rule: str
    message: str
    is_error: bool = True


def check_rules(rules: Sequence[RoutingRule]) -> list[Problem]:
    """Return the problems of a set, errors first; the rules carry their relations."""
    active = [rule for rule in rules if rule.is_active]
    units = all_units()
    districts = list(District.objects.order_by("name"))
    found = [
        *_same_code(rules),
        *_leaders(active),
        *(p for rule in active for p in _of_rule(rule, units, districts)),
    ]
    return sorted(found, key=lambda problem: not problem.is_error)


def _same_code(rules: Sequence[RoutingRule]) -> Iterator[Problem]:
    for code, count in Counter(rule.code for rule in rules).items():
        if count > 1:
            yield Problem(code, _("Two rules have this code; give each its own."))


def _leaders(active: Sequence[RoutingRule]) -> Iterator[Problem]:
    leading = [rule for rule in active if rule.role == ReferralRole.LEAD]
    if not any(is_for_all(rule) for rule in leading):
        yield Problem(
            "",
            _(
                "No rule without conditions names who leads: reports that no other "
                "rule matches would fall to the default unit. Add one."
            ),
        )
    receivers = {rule.receiver for rule in leading}
    if len(receivers) > 1:
        yield Problem(
            leading[-1].code,
            _(
                "Rules let different units lead. Where two of them match, one report "
                "would have two leaders; let one unit lead and the others support."
            ),
        )


def _of_rule(
    rule: RoutingRule, units: Directory, districts: Sequence[District]
) -> Iterator[Problem]:
    if rule.receiver not in UnitKind.values:
        yield Problem(rule.code, _("The receiver is no kind of unit; choose another."))
        return
    if not rule.reason.strip():
        yield Problem(rule.code, _("Write why this office receives the report."))
    if not rule.reason_en.strip():
        yield Problem(
            rule.code,
            _("The reason has no English text; Vietnamese is shown instead."),
            is_error=False,
        )
    gone = [c.name for c in rule.categories.all() if not c.is_active]
    if gone:
        yield Problem(
            rule.code,
            _("The form no longer offers: %(names)s.") % {"names": ", ".join(gone)},
            is_error=False,
        )
    yield from _of_answers(rule)
    yield from _without_unit(rule, units, districts)


def _of_answers(rule: RoutingRule) -> Iterator[Problem]:
    if not isinstance(rule.answers, dict):
        yield Problem(rule.code, _("The answers cannot be read; tick them anew."))
        return
    wrong = [p for row in rule.answers.items() if (p := _of_answer(rule.code, *row))]
    yield from wrong
    asking = {
        category
        for category, guide in GUIDES.items()
        if rule.answers.keys() <= {question.code for question in guide.questions}
    }
    wanted = {category.code for category in rule.categories.all()} or asking
    if rule.answers and not wrong and not asking & wanted:
        yield Problem(
            rule.code,
            _(
                "No category of this rule asks all of these questions, so it would "
                "never match."
            ),
        )


def _of_answer(rule: str, code: str, values: object) -> Problem | None:
    question = QUESTIONS.get(code)
    if question is None or not question.kind.is_closed:
        message = _("No question with answers to choose from has the code %(code)s.")
        return Problem(rule, message % {"code": code})
    if not isinstance(values, list) or not values:
        message = _("The question “%(question)s” names no answers; tick some.")
        return Problem(rule, message % {"question": question.text})
    unknown = [str(value) for value in values if not question.holds(value)]
    if unknown:
        message = _("The question “%(question)s” has no answer %(answers)s.")
        words = {"question": question.text, "answers": ", ".join(unknown)}
        return Problem(rule, message % words)
    return None


def _without_unit(
    rule: RoutingRule, units: Directory, districts: Sequence[District]
) -> Iterator[Problem]:
    if rule.receiver not in BY_DISTRICT:
        if units.find(rule.receiver, 0) is None:
            yield Problem(
                rule.code,
                _("No active unit of this kind exists; create or activate it first."),
            )
        return
    wanted = list(rule.districts.all()) or districts
    empty = [d.name for d in wanted if units.find(rule.receiver, d.pk) is None]
    if empty:
        yield Problem(
            rule.code,
            _("No active unit of this kind in: %(names)s.")
            % {"names": ", ".join(empty)},
            is_error=False,
        )
