"""The goods of a dossier: the list, and one item a page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from campaigns import clock
from promotions.dossier import DossierClosed
from promotions.drafting import add_item, remove_item, save_item
from promotions.forms.goods import ItemForm
from promotions.law.finding import Finding
from promotions.law.looking import look
from promotions.models import Item, Promotion
from promotions.steps import GOODS
from promotions.views.own import may_change, own_dossier, posted
from promotions.views.step import closed, next_url

PER_PAGE = 50
FILTERED = 1_000
TO_CORRECT, TO_NOTE = "can-sua", "luu-y"
CHOICES = frozenset({TO_CORRECT, TO_NOTE})


@require_safe
def goods_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the goods page by page; ``loc`` keeps those the law speaks of."""
    promotion = own_dossier(request, reference)
    if not may_change(promotion):
        return closed(request, DossierClosed(promotion))
    findings = GOODS.findings(look(promotion, at=clock.now()))
    by_position = _by_position(findings)
    choice = request.GET.get("loc", "")
    items = promotion.items.select_related("goods_group")
    if choice in CHOICES:
        kept = _spoken_of(by_position, only_errors=choice == TO_CORRECT)
        items = items.filter(position__in=kept[:FILTERED])
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "promotions/goods_list.html",
        {
            "promotion": promotion,
            "step": GOODS,
            "page_obj": page,
            "rows": [(item, by_position.get(item.position, [])) for item in page],
            "findings": [f for f in findings if f.item_position is None]
            if page.object_list
            else [],
            "choice": choice if choice in CHOICES else "",
            "wrong_count": len(_spoken_of(by_position, only_errors=True)),
            "next_url": next_url(promotion, GOODS),
        },
    )


def _by_position(findings: list[Finding]) -> dict[int, list[Finding]]:
    by_position: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.item_position is not None:
            by_position.setdefault(finding.item_position, []).append(finding)
    return by_position


def _spoken_of(
    by_position: dict[int, list[Finding]], *, only_errors: bool
) -> list[int]:
    """Return where the goods stand that the law speaks of, in order."""
    return sorted(
        position
        for position, found in by_position.items()
        if not only_errors or any(finding.is_error for finding in found)
    )


def _about(item: Item, findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.item_position == item.position]


@require_http_methods(["GET", "HEAD", "POST"])
def goods_item(
    request: HttpRequest, reference: str, pk: int | None = None
) -> HttpResponse:
    """Add goods, or change those named in the address."""
    promotion = own_dossier(request, reference)
    if not may_change(promotion):
        return closed(request, DossierClosed(promotion))
    item = get_object_or_404(promotion.items, pk=pk) if pk else None
    form = ItemForm(
        posted(request),
        initial=_stored(item) if item else _like_the_last(promotion),
        promotion=promotion,
    )
    if request.method == "POST" and form.is_valid():
        try:
            item = _store(promotion, item, form)
        except DossierClosed as error:
            return closed(request, error)
        return _after(request, promotion, item)
    return _show(request, promotion, item, form)


def _store(promotion: Promotion, item: Item | None, form: ItemForm) -> Item:
    if item is None:
        return add_item(promotion, form.facts(), at=clock.now())
    return save_item(item, form.facts(), at=clock.now())


def _after(request: HttpRequest, promotion: Promotion, item: Item) -> HttpResponse:
    """Stay at goods the law objects to; else go where the button said."""
    messages.success(request, _("“%(item)s” is saved.") % {"item": item.name})
    findings = _about(item, look(promotion, at=clock.now()))
    if any(finding.is_error for finding in findings):
        return redirect("goods_item", promotion.reference, item.pk)
    if "another" in request.POST:
        return redirect("goods_new", promotion.reference)
    return redirect("dossier_step", promotion.reference, GOODS.slug)


def _stored(item: Item) -> dict[str, object]:
    stored: dict[str, object] = {
        name: getattr(item, name) for name in ItemForm.base_fields
    }
    return {**stored, "gift_value_vnd": item.gift_value_vnd or None}


def _like_the_last(promotion: Promotion) -> dict[str, object]:
    """Begin with the group and unit of the goods entered before."""
    last = promotion.items.last()
    if last is None:
        return {}
    return {
        "goods_group": last.goods_group_id,
        "unit_of_measure": last.unit_of_measure,
        "brand": last.brand,
    }


def _show(
    request: HttpRequest, promotion: Promotion, item: Item | None, form: ItemForm
) -> HttpResponse:
    found = look(promotion, at=clock.now()) if item else []
    return render(
        request,
        "promotions/goods_item.html",
        {
            "promotion": promotion,
            "step": GOODS,
            "item": item,
            "form": form,
            "findings": _about(item, found) if item else [],
        },
    )


@require_POST
def goods_remove(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    promotion = own_dossier(request, reference)
    item = get_object_or_404(promotion.items, pk=pk)
    try:
        remove_item(item, at=clock.now())
    except DossierClosed as error:
        return closed(request, error)
    messages.success(request, _("“%(item)s” is taken out.") % {"item": item.name})
    return redirect("dossier_step", promotion.reference, GOODS.slug)
