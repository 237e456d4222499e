"""From JSON to the forms of the browser: what a form refuses, the API refuses too.

JSON is read by its types, put into the words a form expects, and the form decides. So
there is one place that says what a name, a slot or an amount may be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rest_framework import serializers

from accounts.models import District
from promotions.api.declared import DeclaredItemFields, DossierFields, Text
from promotions.forms.area import AreaForm
from promotions.forms.basics import BasicsForm
from promotions.forms.draft import DraftForm
from promotions.forms.filing import FilingForm
from promotions.forms.form_choice import FormChoiceForm
from promotions.forms.goods import ItemForm
from promotions.forms.prizes import PrizeFormSet
from promotions.models import GoodsGroup, Merchant, Promotion, SalesChannel
from promotions.steps import AREA, BASICS, FILING, FORMS, Step

Values = Mapping[str, Any]


class WholeMinute:
    """Refuses seconds: a promotion begins and ends at a whole minute."""

    def __call__(self, value: datetime) -> None:
        if value.second or value.microsecond:
            raise serializers.ValidationError(_("Write a whole minute, no seconds."))


class Changes(DossierFields):
    """Fields of a dossier to be changed; those left out stay as they are."""

    districts = serializers.SlugRelatedField[District](
        slug_field="code", many=True, queryset=District.objects.all(), required=False
    )
    channels = serializers.PrimaryKeyRelatedField[SalesChannel](
        many=True,
        queryset=SalesChannel._default_manager.none(),
        required=False,
    )

    def get_fields(self) -> dict[str, Any]:
        """Offer the merchant's own channels, and ask for whole minutes."""
        fields = super().get_fields()
        merchant: Merchant | None = self.context.get("merchant")
        if merchant is not None:
            fields["channels"].child_relation.queryset = merchant.channels.all()  # type: ignore[attr-defined]
        for name in ("starts_at", "ends_at"):
            fields[name].validators.append(WholeMinute())
        return fields


class ItemFields(DeclaredItemFields):
    """One item of a dossier, with the marks that the register shows."""

    unit_of_measure = Text(30)
    is_local = serializers.BooleanField(default=False)
    is_ocop = serializers.BooleanField(default=False)
    is_vietnamese = serializers.BooleanField(default=False)


def changed_facts(promotion: Promotion, given: Values) -> dict[str, Any]:
    """Return what ``drafting.save_facts`` stores. Raises ``ValidationError``.

    Each step with a given field is asked, filled in with what is stored besides.
    """
    values = {**_stored(promotion), **given}
    if values["campaign"] is None and "slot" not in given:
        values["slot"] = ""
    facts: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for asked in _asked(promotion, values):
        if asked.step.fields & given.keys():
            form = asked.bound()
            facts |= form.understood()
            errors |= form.errors.as_data()
    if "takes_part" in errors:
        errors["slot"] = errors.pop("takes_part")
    if errors:
        raise ValidationError(errors)
    return facts


def item_facts(promotion: Promotion, given: Values) -> dict[str, Any]:
    """Return one item as ``drafting`` stores it. Raises ``ValidationError``."""
    values = {
        **given,
        "goods_group": _group(given["goods_group"], "goods_group"),
        "gift_group": _group(given["gift_group"], "gift_group"),
        "gift_value_vnd": given["gift_value_vnd"] or None,
    }
    form = ItemForm(
        as_posted(ItemForm(promotion=promotion), values), promotion=promotion
    )
    lost = [name for name in ("gift_name",) if given[name] and name not in form.fields]
    if lost:
        form.add_error(None, _("This dossier has no form of promotion with gifts."))
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.facts()


def prize_rows(given: list[Values]) -> list[dict[str, Any]]:
    """Return prizes as ``drafting`` stores them. Raises ``ValidationError``."""
    data = {
        f"form-{place}-{name}": value
        for place, row in enumerate(given)
        for name, value in row.items()
    }
    counts = {"form-TOTAL_FORMS": len(given), "form-INITIAL_FORMS": 0}
    rows = PrizeFormSet({**data, **counts})
    if not rows.is_valid():
        errors = [form.errors.as_data() for form in rows.forms]
        wrong = {
            f"prizes.{place}.{name}": found
            for place, row in enumerate(errors)
            for name, found in row.items()
        }
        raise ValidationError(wrong or {"prizes": list(rows.non_form_errors())})
    return rows.understood()


def as_posted(form: forms.BaseForm, values: Values) -> dict[str, Any]:
    """Return values as a browser would post them to an unbound form."""
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = field.prepare_value(values.get(name))
        if isinstance(field.widget, forms.MultiWidget):
            parts = field.widget.decompress(value) or []
            suffixes = field.widget.widgets_names  # type: ignore[attr-defined]
            for suffix, part in zip(suffixes, parts, strict=True):
                data[f"{name}{suffix}"] = part
        elif not isinstance(field, forms.BooleanField):
            data[name] = value
        elif value:
            data[name] = "on"
    return data


@dataclass(frozen=True)
class _Asked:
    step: Step
    make: Callable[..., DraftForm]
    options: dict[str, Any]
    values: Values

    def bound(self) -> DraftForm:
        posted = as_posted(self.make(**self.options), self.values)
        return self.make(posted, **self.options)


def _asked(promotion: Promotion, values: Values) -> list[_Asked]:
    campaign = values["campaign"]
    slot = _slot(values["slot"], campaign)
    basics = {**values, "takes_part": campaign is not None, "slot": slot}
    tied = "yes" if values["is_gift_tied_to_purchase"] else "no"
    return [
        _Asked(BASICS, _Basics, {"campaign": campaign}, basics),
        _Asked(FORMS, FormChoiceForm, {}, {**values, "is_gift_tied_to_purchase": tied}),
        _Asked(AREA, AreaForm, {"merchant": promotion.merchant}, values),
        _Asked(FILING, FilingForm, {}, values),
    ]


class _Basics(BasicsForm):
    """Without a campaign the promotion leaves the one it had."""

    def understood(self) -> dict[str, Any]:
        facts = super().understood()
        return facts if self.campaign else {**facts, "campaign": None, "slot": None}


def _slot(code: str, campaign: Any) -> Any:
    if not code:
        return None
    slot = campaign.slots.filter(code=code).first() if campaign else None
    if slot is None:
        sentence = _("The campaign has no time slot with this code.")
        raise ValidationError({"slot": [sentence]})
    return slot


def _stored(promotion: Promotion) -> dict[str, Any]:
    names = (BASICS.fields | FORMS.fields | AREA.fields | FILING.fields) - {"slot"}
    stored = {name: getattr(promotion, name) for name in names}
    return {
        **stored,
        "slot": promotion.slot.code if promotion.slot else "",
        "districts": promotion.districts.all(),
        "channels": promotion.channels.all(),
    }


def _group(code: str, field: str) -> GoodsGroup | None:
    if not code:
        return None
    groups: QuerySet[GoodsGroup] = GoodsGroup.objects.filter(code=code)
    group = groups.first()
    if group is None:
        sentence = _("There is no group of goods with this code.")
        raise ValidationError({field: [sentence]})
    return group
