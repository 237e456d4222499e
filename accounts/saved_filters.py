"""Keeping what an officer asks of a list under a name: what is kept, and how many.

Only the filters of the list are kept. What was typed into the search is kept as well,
unless it looks like a phone number, an e-mail address or a code: a saved filter stands
in the address of the page, where nothing may tell who reports.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import SavedFilter, User
from accounts.models.saved_filter import QUERY_LENGTH

MOST = 20
SEARCH = "q"
FEWEST_DIGITS = 6
"""No number of a person or a business is shorter."""


class FilterRefused(Exception):
    """The filter cannot be kept like this; nothing has changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Kept:
    """What of an address is kept; ``leaves_out_search`` asks to be said."""

    query: str
    leaves_out_search: bool = False


def looks_personal(text: str) -> bool:
    """Whether a search may be a phone number, an e-mail address or a long number."""
    return "@" in text or sum(sign.isdigit() for sign in text) >= FEWEST_DIGITS


def kept_of(
    address: str,
    filters: Collection[str],
    *,
    is_personal: Callable[[str], bool] = looks_personal,
) -> Kept:
    """Return what is kept of the part of an address after «?», in one order."""
    asked, kept = QueryDict(address), QueryDict(mutable=True)
    for name in sorted(filters & asked.keys()):
        kept.setlist(name, asked.getlist(name))
    search = asked.get(SEARCH, "").strip()
    leaves_out = is_personal(search)
    if search and not leaves_out:
        kept[SEARCH] = search
    return Kept(kept.urlencode(), leaves_out)


@transaction.atomic
def save(user: User, list_name: str, *, name: str, query: str) -> SavedFilter:
    """Keep the filter; a person has at most twenty of a list."""
    if not query:
        raise FilterRefused(_("Choose a filter of the list first, then save it."))
    if len(query) > QUERY_LENGTH:
        raise FilterRefused(_("This filter is too long to be kept. Choose less of it."))
    User.objects.select_for_update().get(pk=user.pk)
    own = SavedFilter.objects.visible_to(user).filter(list_name=list_name)
    if own.count() >= MOST:
        raise FilterRefused(
            _("You have %(count)s filters of this list already. Delete one first.")
            % {"count": MOST}
        )
    _forbid_twice(own.filter(name__iexact=name).exists())
    return SavedFilter.objects.create(
        user=user, list_name=list_name, name=name, query=query
    )


@transaction.atomic
def rename(saved: SavedFilter, *, name: str) -> None:
    User.objects.select_for_update().get(pk=saved.user_id)
    own = SavedFilter.objects.filter(user=saved.user, list_name=saved.list_name)
    _forbid_twice(own.filter(name__iexact=name).exclude(pk=saved.pk).exists())
    saved.name = name
    saved.save(update_fields=["name"])


def _forbid_twice(is_taken: bool) -> None:
    if is_taken:
        raise FilterRefused(_("You already have a filter of this name."))
