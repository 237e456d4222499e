"""By what figures are broken down: districts, forms, states and so on.

A dimension of the code (a state, a form) has fixed members whose labels follow the
language of the reader; one of the data (districts, categories) is read once and its
names are frozen with the figures.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import District
from campaigns.enums import ActivityKind
from complaints.enums import ComplaintKind, ComplaintState
from complaints.models import Category
from inspections.enums import InspectionOutcome, InspectionState, ViolationGroup
from promotions.enums import (
    ChannelKind,
    MerchantKind,
    PromotionForm,
    PromotionState,
)


@dataclass(frozen=True)
class Member:
    """``key`` is what stands in the database, ``code`` what stands in a snapshot."""

    key: Any
    code: str
    name: str


@dataclass(frozen=True)
class Dimension:
    code: str
    name: Promise
    choices: type[Choices] | None = field(default=None, compare=False)
    read: Callable[[], list[Member]] | None = field(default=None, compare=False)

    @property
    def is_of_data(self) -> bool:
        return self.read is not None

    def members(self) -> list[Member]:
        if self.read is not None:
            return self.read()
        assert self.choices is not None
        return [
            Member(value, str(value), str(label))
            for value, label in self.choices.choices
            if value
        ]


def _districts() -> list[Member]:
    rows = District.objects.order_by("code").values_list("pk", "code", "name")
    return [Member(*row) for row in rows]


def _categories() -> list[Member]:
    rows = Category.objects.values_list("pk", "code", "name")
    return [Member(*row) for row in rows]


DISTRICT = Dimension("district", _("district"), read=_districts)
CATEGORY = Dimension("category", _("category"), read=_categories)
MERCHANT_KIND = Dimension("merchant_kind", _("kind of merchant"), MerchantKind)
CHANNEL = Dimension("channel", _("sales channel"), ChannelKind)
FORM = Dimension("form", _("form of promotion"), PromotionForm)
PROMOTION_STATE = Dimension("promotion_state", _("state"), PromotionState)
COMPLAINT_KIND = Dimension("complaint_kind", _("kind"), ComplaintKind)
COMPLAINT_STATE = Dimension("complaint_state", _("state"), ComplaintState)
INSPECTION_STATE = Dimension("inspection_state", _("state"), InspectionState)
OUTCOME = Dimension("outcome", _("outcome"), InspectionOutcome)
VIOLATION = Dimension("violation", _("violation group"), ViolationGroup)
ACTIVITY_KIND = Dimension("activity_kind", _("kind"), ActivityKind)
DIMENSIONS: tuple[Dimension, ...] = (
    DISTRICT,
    CATEGORY,
    MERCHANT_KIND,
    CHANNEL,
    FORM,
    PROMOTION_STATE,
    COMPLAINT_KIND,
    COMPLAINT_STATE,
    INSPECTION_STATE,
    OUTCOME,
    VIOLATION,
    ACTIVITY_KIND,
)
