"""The tasks of a dossier, and how far each of them is.

What is missing or wrong is the law's word (``promotions.law``); a step gathers the
findings about its fields. «Not started» and «in progress» differ by whether anything
was given, so that nobody takes an untouched task for a finished one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from promotions.enums import PromotionForm
from promotions.form_details import FIELDS, forms_with_questions
from promotions.law.finding import Finding, errors
from promotions.models import Promotion
from promotions.permissions import is_proposal

MISSING = frozenset({"KM-03", "KM-27"})
SENTENCES_SHOWN = 5
DECLARED_AT_SUBMISSION = "KM-37"
PRIZE_FORMS = frozenset({PromotionForm.CONTEST, PromotionForm.LUCKY_DRAW})


class Progress(TextChoices):
    NOT_STARTED = "not_started", pgettext_lazy("progress of a task", "Not started")
    IN_PROGRESS = "in_progress", pgettext_lazy("progress of a task", "In progress")
    TO_CORRECT = "to_correct", pgettext_lazy("progress of a task", "To be corrected")
    DONE = "done", pgettext_lazy("progress of a task", "Complete")
    OPTIONAL = "optional", pgettext_lazy("progress of a task", "Can be left empty")


PROGRESS_TAG = {
    Progress.NOT_STARTED: "muted",
    Progress.IN_PROGRESS: "info",
    Progress.TO_CORRECT: "bad",
    Progress.DONE: "ok",
    Progress.OPTIONAL: "muted",
}


@dataclass(frozen=True)
class Step:
    """A task with the fields it asks for; ``slug`` stands in its address."""

    slug: str
    title: str | Promise
    hint: str | Promise
    fields: frozenset[str]
    has_begun: Callable[[Promotion], bool]
    is_optional: bool = False

    def findings(self, found: Sequence[Finding]) -> list[Finding]:
        return [finding for finding in found if step_of(finding) is self]


@dataclass(frozen=True)
class Task:
    step: Step
    progress: Progress
    tag: str
    findings: list[Finding]

    @property
    def sentences(self) -> list[str]:
        """What must be corrected, each sentence once, the first few."""
        wrong = (finding.message for finding in errors(self.findings))
        return list(islice(dict.fromkeys(wrong), SENTENCES_SHOWN))


def _has_basics(promotion: Promotion) -> bool:
    return bool(promotion.name or promotion.starts_at or promotion.content)


def _has_area(promotion: Promotion) -> bool:
    return (
        promotion.is_online_only
        or promotion.is_beyond_province
        or promotion.channels.exists()
        or promotion.districts.exists()
    )


def _has_filing(promotion: Promotion) -> bool:
    return bool(
        promotion.filing_ref or promotion.filed_on or promotion.promoted_total_vnd
    )


BASICS = Step(
    "thong-tin",
    _("Name, time and programme"),
    _("What it is called, for whom, from when until when."),
    frozenset(
        {
            *("name", "campaign", "slot", "starts_at", "ends_at"),
            *("customers", "content", "conditions"),
        }
    ),
    _has_basics,
)
FORMS = Step(
    "hinh-thuc",
    _("Forms of promotion"),
    _("Discount, gift, voucher and others."),
    frozenset({"forms", "is_gift_tied_to_purchase"}),
    lambda promotion: bool(promotion.forms),
)
GOODS = Step(
    "hang-hoa",
    _("Goods and prices"),
    _("Each with its price before and in the promotion."),
    frozenset({"items"}),
    lambda promotion: promotion.items.exists(),
)
DETAILS = Step(
    "chi-tiet",
    _("Details of the forms"),
    _("What the chosen forms of promotion ask of their own."),
    FIELDS | {"prizes_due_on"},
    lambda promotion: promotion.form_details.exists(),
)
PRIZES = Step(
    "giai-thuong",
    _("Prizes"),
    _("What can be won, how many and of what value."),
    frozenset({"prizes"}),
    lambda promotion: promotion.prizes.exists(),
)
AREA = Step(
    "kenh-dia-ban",
    _("Area and sales channels"),
    _("Where customers find it."),
    frozenset(
        {
            *("branch", "channels", "districts", "is_online_only"),
            *("is_beyond_province", "is_at_protected_place"),
        }
    ),
    _has_area,
    is_optional=True,
)
FILING = Step(
    "thu-tuc",
    _("Values and filing"),
    _("Total values, and the dossier code at the public-service portal."),
    frozenset(
        {
            *("promoted_total_vnd", "used_total_vnd", "filing_ref", "filed_on"),
            *("confirmation_ref", "confirmed_on"),
        }
    ),
    _has_filing,
    is_optional=True,
)
STEPS = (BASICS, FORMS, DETAILS, GOODS, PRIZES, AREA, FILING)
BY_SLUG = {step.slug: step for step in STEPS}
_BY_FIELD = {field: step for step in STEPS for field in step.fields}


def step_of(finding: Finding) -> Step | None:
    """Return the task that puts a finding right; None is the merchant's profile."""
    if finding.item_position is not None:
        return GOODS
    if finding.field == "merchant":
        return None
    return _BY_FIELD.get(finding.field, BASICS)


def steps_for(promotion: Promotion) -> list[Step]:
    """Return the tasks this dossier has.

    Details only for forms that ask some, prizes only where they can be won. An
    amendment never changes the forms: that is another promotion.
    """
    left_out = {
        FORMS: is_proposal(promotion),
        DETAILS: not forms_with_questions(promotion),
        PRIZES: not PRIZE_FORMS & set(promotion.forms),
    }
    return [step for step in STEPS if not left_out.get(step)]


def tasks(promotion: Promotion, found: Sequence[Finding]) -> list[Task]:
    """Return each task of the dossier with its progress and what the law says."""
    return [_task(step, promotion, found) for step in steps_for(promotion)]


def open_findings(found: Sequence[Finding]) -> list[Finding]:
    """Leave out the declaration, which is asked for with the submission itself."""
    return [finding for finding in found if finding.rule_id != DECLARED_AT_SUBMISSION]


def _task(step: Step, promotion: Promotion, found: Sequence[Finding]) -> Task:
    own = step.findings(found)
    progress = _progress(step, promotion, own)
    return Task(step, progress, PROGRESS_TAG[progress], own)


def _progress(step: Step, promotion: Promotion, own: Sequence[Finding]) -> Progress:
    wrong = errors(own)
    if any(finding.rule_id not in MISSING for finding in wrong):
        return Progress.TO_CORRECT
    if not step.has_begun(promotion):
        return Progress.OPTIONAL if step.is_optional else Progress.NOT_STARTED
    return Progress.IN_PROGRESS if wrong else Progress.DONE
