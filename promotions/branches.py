"""The branches of a merchant: each acts for it; a representative office may not.

Legal source: Commercial Law 2005, Article 91.
"""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from promotions.models import Branch, Merchant


class BranchInUse(Exception):
    """A promotion names the branch, so it stays."""


class BranchNameTaken(Exception):
    """The merchant has another branch of this name."""


def filing_branches(merchant: Merchant) -> QuerySet[Branch]:
    """Return the branches a promotion can be held by."""
    return merchant.branches.filter(may_file=True)


def save_branch(
    merchant: Merchant, facts: Mapping[str, Any], *, branch: Branch | None
) -> Branch:
    """Add a branch to the merchant, or change the given one."""
    branch = branch or Branch(merchant=merchant)
    for name, value in facts.items():
        setattr(branch, name, value)
    try:
        with transaction.atomic():
            branch.save()
    except IntegrityError as error:
        raise BranchNameTaken from error
    return branch


def remove_branch(branch: Branch) -> None:
    """Take away a branch that no promotion names. Raises ``BranchInUse``."""
    with transaction.atomic():
        locked = Branch.objects.select_for_update(of=("self",)).get(pk=branch.pk)
        if locked.promotions.exists():
            raise BranchInUse
        locked.delete()
