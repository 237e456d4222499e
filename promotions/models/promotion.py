from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.models import District, User
from accounts.permissions import Person, is_officer
from campaigns.models import Campaign, TimeSlot
from promotions.enums import PromotionForm, PromotionState
from promotions.models.branch import Branch
from promotions.models.merchant import Merchant, SalesChannel

PUBLIC_STATES = frozenset(
    {PromotionState.PUBLISHED, PromotionState.ENDED, PromotionState.SUSPENDED}
)


class PromotionQuerySet(models.QuerySet["Promotion"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see what was ever submitted; merchants what is theirs."""
        if is_officer(user):
            return self.filter(submitted_at__isnull=False)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(merchant__members__user=user)

    def public(self) -> Self:
        """Return what the register shows to everyone."""
        return self.filter(state__in=PUBLIC_STATES)

    def told(self) -> Self:
        """Return what anybody with the address reads: also what was removed."""
        return self.filter(state__in=PUBLIC_STATES | {PromotionState.DELISTED})

    def running_at(self, moment: datetime) -> Self:
        return self.filter(
            state=PromotionState.PUBLISHED, starts_at__lte=moment, ends_at__gt=moment
        )

    def held_in(self, district: District) -> Self:
        """Return what is held there; without districts that is the whole province."""
        held = Promotion.districts.through.objects.filter(promotion=OuterRef("pk"))
        return self.filter(Exists(held.filter(district=district)) | ~Exists(held))


@pghistory.track(
    exclude=[
        *("search_text", "search_vector", "assigned_to", "assigned_at"),
        *("changes_due_at", "changes_reminded_at"),
    ],
    model_name="PromotionRevision",
)
class Promotion(models.Model):
    """A promotion programme of one merchant, from draft to end.

    ``[starts_at, ends_at)`` is half-open. A promotion that takes part in a campaign
    names it; only then may the campaign's ceilings apply. ``area`` is the whole
    province where no district is chosen. ``assigned_to`` is the officer who answers
    for it within the Division; the events say who held it before.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.PROTECT,
        related_name="promotions",
    )
    branch = models.ForeignKey(
        Branch,
        verbose_name=_("branch that holds it"),
        on_delete=models.PROTECT,
        related_name="promotions",
        null=True,
        blank=True,
        help_text=_("Empty: the merchant itself. A branch acts for its merchant."),
    )
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        related_name="promotions",
        null=True,
        blank=True,
        help_text=_("The programme this promotion takes part in."),
    )
    slot = models.ForeignKey(
        TimeSlot,
        verbose_name=_("time slot"),
        on_delete=models.PROTECT,
        related_name="promotions",
        null=True,
        blank=True,
    )
    name = models.CharField(_("name of the promotion"), max_length=250, blank=True)
    forms = ArrayField(
        models.CharField(max_length=12, choices=PromotionForm.choices),
        verbose_name=_("forms of promotion"),
        default=list,
        blank=True,
    )
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    customers = models.CharField(_("customers"), max_length=300, blank=True)
    content = models.TextField(_("content"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    districts = models.ManyToManyField(
        District,
        verbose_name=_("area"),
        related_name="promotions",
        blank=True,
        help_text=_("Leave empty for the whole province."),
    )
    is_beyond_province = models.BooleanField(
        _("also held in other provinces"), default=False
    )
    is_online_only = models.BooleanField(
        _("sold and promoted only through marketplaces and promotion websites"),
        default=False,
    )
    is_gift_tied_to_purchase = models.BooleanField(
        _("gifts come with a purchase"), default=True
    )
    is_at_protected_place = models.BooleanField(
        _("held at a school, a hospital or the seat of a State body"),
        default=False,
        help_text=_(
            "Also seats of political organisations and units of the armed forces."
        ),
    )
    channels = models.ManyToManyField(
        SalesChannel,
        verbose_name=_("sales channels"),
        related_name="promotions",
        blank=True,
    )
    promoted_total_vnd = models.BigIntegerField(
        _("total value of goods promoted"), null=True, blank=True
    )
    used_total_vnd = models.BigIntegerField(
        _("total value of goods used for promotion"), null=True, blank=True
    )
    prizes_due_on = models.DateField(
        _("last day of awarding prizes"), null=True, blank=True
    )
    filing_ref = models.CharField(
        _("dossier code at the public-service portal"), max_length=60, blank=True
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    confirmation_ref = models.CharField(
        _("number of the registration confirmation"), max_length=60, blank=True
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    is_declared_true = models.BooleanField(
        _("the merchant declares that all is true"), default=False
    )
    state = models.CharField(
        _("state"),
        max_length=14,
        choices=PromotionState.choices,
        default=PromotionState.DRAFT,
        editable=False,
    )
    created_at = models.DateTimeField(_("created at"))
    saved_at = models.DateTimeField(_("saved at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        User,
        verbose_name=_("handled by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
    )
    assigned_at = models.DateTimeField(_("handled since"), null=True, editable=False)
    changes_due_at = models.DateTimeField(
        _("changes due by"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The first moment after the term of the last request."),
    )
    changes_reminded_at = models.DateTimeField(
        _("reminded of the changes at"), null=True, blank=True, editable=False
    )
    max_discount_percent = models.DecimalField(
        _("highest discount, %"),
        max_digits=6,
        decimal_places=2,
        null=True,
        editable=False,
    )
    warning_count = models.PositiveIntegerField(
        _("points to check"),
        default=0,
        editable=False,
        help_text=_("Warnings of the law when last submitted."),
    )
    search_text = models.TextField(editable=False, default="")
    search_vector = SearchVectorField(editable=False, null=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("promotion")
        verbose_name_plural = _("promotions")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="promotion_state", fields=["state", "-id"]),
            models.Index(
                name="promotion_public_start",
                fields=["-starts_at", "-id"],
                condition=Q(state__in=["published", "ended", "suspended"]),
            ),
            models.Index(
                name="promotion_open",
                fields=["submitted_at", "id"],
                condition=Q(state__in=["submitted", "received", "needs_changes"]),
            ),
            models.Index(
                name="promotion_open_of_officer",
                fields=["assigned_to", "submitted_at"],
                condition=Q(state__in=["submitted", "received", "needs_changes"]),
            ),
            GinIndex(name="promotion_search", fields=["search_vector"]),
            GinIndex(
                name="promotion_search_trgm",
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_complete_once_submitted",
                condition=Q(state__in=["draft", "needs_changes", "withdrawn"])
                | Q(
                    starts_at__isnull=False,
                    ends_at__gt=F("starts_at"),
                    submitted_at__isnull=False,
                    is_declared_true=True,
                )
                & ~Q(name="")
                & ~Q(forms=[]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_times",
                condition=~Q(state__in=["published", "ended", "suspended", "delisted"])
                | Q(received_at__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_closed_has_time",
                condition=Q(
                    state__in=["ended", "withdrawn", "refused", "delisted"],
                    closed_at__isnull=False,
                )
                | (
                    ~Q(state__in=["ended", "withdrawn", "refused", "delisted"])
                    & Q(closed_at__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_assigned_with_time",
                condition=Q(assigned_to__isnull=True, assigned_at__isnull=True)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_slot_needs_campaign",
                condition=Q(slot__isnull=True) | Q(campaign__isnull=False),
                violation_error_message=_("A time slot belongs to a campaign."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_totals_not_negative",
                condition=(
                    Q(promoted_total_vnd__isnull=True) | Q(promoted_total_vnd__gte=0)
                )
                & (Q(used_total_vnd__isnull=True) | Q(used_total_vnd__gte=0)),
                violation_error_message=_("An amount may not be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.reference

    def get_absolute_url(self) -> str:
        return reverse("promotion_detail", args=[self.reference])
