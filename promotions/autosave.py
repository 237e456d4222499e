"""What is typed in a task is kept as it is typed, and never overwritten unseen.

Every saving names the revision its page had before its eyes. Where another page has
saved meanwhile, ``SavedElsewhere`` is raised and nothing changes; the person is shown
both and decides. What cannot be read yet is kept beside the dossier and shown again,
also on another device.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from promotions.models import Promotion, StepDraft

LONGEST_VALUE = 20_000
MOST_VALUES = 400
PAGE, REVISION, OVERWRITE = "page", "revision", "overwrite"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", PAGE, REVISION, OVERWRITE})
Typed = Mapping[str, list[str]]


class SavedElsewhere(Exception):
    """Another page saved this task after the one that now wants to."""

    def __init__(self, saved: StepDraft) -> None:
        super().__init__(
            f"Task {saved.step!r} of {saved.promotion_id} is at revision "
            f"{saved.revision}; reload it before saving."
        )
        self.saved = saved


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which page saves, and the revision it saw; None where it does not say."""

    page: str
    revision: int | None


def stamp_of(data: QueryDict) -> Stamp:
    """Read the stamp of a post; «overwrite» names the revision that was shown."""
    text = data.get(OVERWRITE) or data.get(REVISION) or ""
    revision = int(text) if text.isascii() and text.isdigit() else None
    return Stamp(data.get(PAGE, "")[:36], revision)


def typed_of(data: QueryDict) -> dict[str, list[str]]:
    """Return a post as it can be kept: without stamps, NULs and endless texts."""
    kept = [name for name in data if name not in NOT_TYPED][:MOST_VALUES]
    return {
        name[:100]: [
            value.replace("\x00", "")[:LONGEST_VALUE]
            for value in data.getlist(name)[:MOST_VALUES]
        ]
        for name in kept
    }


@contextmanager
def saving(
    promotion: Promotion,
    step: str,
    *,
    data: QueryDict,
    is_whole: bool,
    at: datetime,
) -> Iterator[None]:
    """Keep what was typed, together with what is done inside, or neither.

    Raises ``SavedElsewhere``.
    """
    stamp = stamp_of(data)
    with transaction.atomic():
        Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
        saved = last_saving(promotion, step)
        if saved is not None and _is_overtaken(saved, stamp):
            raise SavedElsewhere(saved)
        StepDraft.objects.update_or_create(
            promotion=promotion,
            step=step,
            defaults={
                "typed": typed_of(data),
                "is_whole": is_whole,
                "revision": saved.revision + 1 if saved else 1,
                "page": stamp.page,
                "saved_at": at,
            },
        )
        yield


def _is_overtaken(saved: StepDraft, stamp: Stamp) -> bool:
    """A page that does not know its own last saving is not another device."""
    if stamp.revision is None or stamp.revision == saved.revision:
        return False
    return not stamp.page or stamp.page != saved.page


def last_saving(promotion: Promotion, step: str) -> StepDraft | None:
    return StepDraft.objects.filter(promotion=promotion, step=step).first()


def unread(saved: StepDraft | None) -> QueryDict | None:
    """Return what was typed and is not in the dossier, as a form takes it."""
    if saved is None or saved.is_whole:
        return None
    data = QueryDict(mutable=True)
    for name, values in saved.typed.items():
        data.setlist(name, values)
    return data


def differing(saved: StepDraft, data: QueryDict) -> list[str]:
    """Return the names of inputs in which the two savings are not the same."""
    mine = typed_of(data)
    names = dict.fromkeys([*saved.typed, *mine])
    return [
        name
        for name in names
        if [v for v in saved.typed.get(name, []) if v]
        != [v for v in mine.get(name, []) if v]
    ]
