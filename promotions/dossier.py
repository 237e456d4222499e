"""A dossier before it is submitted: started, and edited only while it is open."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.lifecycle import record_first
from accounts.models import User
from campaigns.models import Campaign
from promotions.models import Merchant, Promotion
from promotions.permissions import is_open
from promotions.references import next_reference

NO_ANSWERS: Mapping[str, Any] = MappingProxyType({})


class DossierClosed(Exception):
    """Raised when somebody would change a dossier that is no longer open."""

    def __init__(self, promotion: Promotion) -> None:
        super().__init__(
            f"Dossier {promotion.reference} is {promotion.state!r}; "
            "it can be changed only as a draft or when changes are asked for."
        )
        self.promotion = promotion

    @property
    def message(self) -> str:
        return _(
            "This dossier can no longer be changed: it is now “%(state)s”. Nothing "
            "was saved."
        ) % {"state": self.promotion.get_state_display()}


def start(
    merchant: Merchant,
    *,
    by: User,
    at: datetime,
    campaign: Campaign | None = None,
    answers: Mapping[str, Any] = NO_ANSWERS,
    facts: Mapping[str, Any] | None = None,
) -> Promotion:
    """Open a draft with its reference; ``campaign`` is the one joined.

    ``answers`` were given before there was a dossier; ``facts`` stand with the first
    event.
    """
    with transaction.atomic():
        promotion = Promotion.objects.create(
            reference=next_reference(at=at),
            merchant=merchant,
            campaign=campaign,
            created_at=at,
            saved_at=at,
            **answers,
        )
        record_first(
            promotion, verb="start", by=by, at=at, actor=merchant.name, facts=facts
        )
    return promotion


@contextmanager
def editing(promotion: Promotion, *, at: datetime) -> Iterator[Promotion]:
    """Give the fresh dossier for changing, locked; save it with ``saved_at``.

    What is changed inside is one transaction that no submission can overtake. Raises
    ``DossierClosed`` where the dossier is not open; then nothing is saved.
    """
    with transaction.atomic():
        locked = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
        if not is_open(locked):
            raise DossierClosed(locked)
        yield locked
        locked.saved_at = at
        locked.save()
