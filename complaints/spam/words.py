"""What each sign of spam means, for the person who decides."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "trap": _("A field that people do not see was filled in"),
    "proof_missing": _("The browser sent no proof; it may run no scripts"),
    "proof_expired": _("The form lay open for more than a day"),
    "proof_wrong": _("The proof of the browser is wrong"),
    "often_from_address": _("Many reports came from the same network within an hour"),
    "flood_from_address": _("Very many reports came from the same network"),
    "same_text": _("The same text was sent several times within a day"),
    "many_links": _("The text has many links"),
}


def signs_in_words(signs: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Return each sign as a sentence with its points, in the order they were found."""
    return [(str(WORDS[one["sign"]]), one["points"]) for one in signs]
