"""What the pages of a dossier share about keeping what is typed."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest

from promotions.autosave import (
    SavedElsewhere,
    differing,
    last_saving,
    stamp_of,
    unread,
)
from promotions.models import Promotion
from promotions.views.own import posted


def typed(request: HttpRequest, promotion: Promotion, step: str) -> Any:
    """Return what the form is bound to: the post, what was left unread, or nothing."""
    if request.method == "POST":
        return posted(request)
    return unread(last_saving(promotion, step))


def stamps(
    request: HttpRequest,
    promotion: Promotion,
    step: str,
    *,
    conflict: SavedElsewhere | None = None,
    form: forms.BaseForm | None = None,
) -> dict[str, Any]:
    """Return what the page says of its revision, and of a second device.

    In a conflict the page keeps the revision it had: only a press of the button that
    names the other one may overwrite.
    """
    saved = last_saving(promotion, step)
    stamp = stamp_of(request.POST)
    current = saved.revision if saved else 0
    shown = stamp.revision if conflict else current
    return {
        "page": stamp.page or str(uuid4()),
        "revision": shown,
        "last_page": saved.page if saved else "",
        "is_unread": bool(saved and not saved.is_whole and request.method != "POST"),
        "typed_at": saved.saved_at if saved else None,
        "conflict": conflict.saved if conflict else None,
        "differing": _labels(conflict, request, form) if conflict else [],
    }


def _labels(
    conflict: SavedElsewhere, request: HttpRequest, form: forms.BaseForm | None
) -> list[tuple[str, str]]:
    """Return each differing field with the text that is saved, where it is text."""
    if form is None:
        return []
    saved = conflict.saved.typed
    found: dict[str, tuple[str, str]] = {}
    for name in differing(conflict.saved, request.POST):
        field = _field_of(name, form)
        if field is None or field in found:
            continue
        bound = form[field]
        is_text = not isinstance(bound.field, forms.ChoiceField | forms.BooleanField)
        texts = [
            v for key in saved if _field_of(key, form) == field for v in saved[key]
        ]
        found[field] = (str(bound.label), " ".join(texts) if is_text else "")
    return list(found.values())


def _field_of(name: str, form: forms.BaseForm) -> str | None:
    if name in form.fields:
        return name
    stem = name.rsplit("_", 1)[0]
    return stem if stem in form.fields else None
