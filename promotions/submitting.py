"""Handing a dossier or an amendment in: declared true, and counted once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.once import Receipt, submit_once
from promotions.dossier import editing
from promotions.models import Amendment, Promotion
from promotions.workflow import submit, submit_amendment


class ChangedMeanwhile(Exception):
    """The dossier is no longer what the person had before their eyes."""


def declare_and_submit(
    promotion: Promotion, *, key: UUID, saved: str, by: User, at: datetime
) -> Receipt:
    """Record the declaration and submit, in one transaction; a repeat gets the receipt.

    ``saved`` is ``saved_at`` of the content that was shown, in ISO form. Raises
    ``ChangedMeanwhile``, ``DossierClosed``, ``LawRefuses`` or ``ContentConflict``;
    then nothing was declared or sent.
    """

    def create() -> str:
        with editing(promotion, at=at) as dossier:
            if dossier.saved_at.isoformat() != saved:
                raise ChangedMeanwhile
            dossier.is_declared_true = True
        return submit(dossier, by=by, at=at).reference

    return submit_once(
        key,
        purpose="promotion.submit",
        content={"reference": promotion.reference, "saved": saved},
        create=create,
    )


def declare_and_submit_amendment(
    amendment: Amendment,
    facts: Mapping[str, Any],
    *,
    key: UUID,
    saved: str,
    by: User,
    at: datetime,
) -> Receipt:
    """Do the same for the proposal of an amendment; ``facts`` say why it is made.

    Raises ``AmendmentImpossible`` too.
    """

    def create() -> str:
        with editing(amendment.proposal, at=at) as proposal:
            if proposal.saved_at.isoformat() != saved:
                raise ChangedMeanwhile
            proposal.is_declared_true = True
        return str(submit_amendment(amendment, by=by, at=at, **facts))

    return submit_once(
        key,
        purpose="amendment.submit",
        content={"reference": str(amendment), "saved": saved, **facts},
        create=create,
    )
