from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import pghistory
from phonenumber_field.modelfields import PhoneNumberField

from accounts.enums import UnitKind
from accounts.folding import fold
from accounts.models import District
from accounts.permissions import (
    Person,
    is_head_of_trade_management,
    is_of,
    is_officer,
)
from campaigns.models import Campaign
from complaints.enums import (
    ComplaintKind,
    ComplaintSource,
    ComplaintState,
    ReferralRole,
    ReferralState,
    SellerChannel,
    Verdict,
)
from complaints.models.category import Category
from promotions.models import Merchant, Promotion

CLOSED_STATES = frozenset(
    {
        ComplaintState.RESOLVED,
        ComplaintState.NOT_ACCEPTED,
        ComplaintState.WITHDRAWN,
    }
)

# The folded words of the seller, as they are indexed and searched.
SELLER_WORDS = SearchVector("search_text", config="simple")
ASKED_ROLES = [role for role in ReferralRole if role.is_asked]
HANDLING_STATES = [s for s in ReferralState if s is not ReferralState.RETURNED]


def last_day_before(moment: datetime) -> date:
    """Return the local day that ends at ``moment``, or in which it lies."""
    return timezone.localdate(moment - timedelta(microseconds=1))


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, user: Person) -> Self:
        """Trade Management sees all; every other unit what was referred to it."""
        if not is_officer(user):
            return self.none()
        if is_of(user, UnitKind.TRADE_MANAGEMENT):
            return self
        return self.filter(referrals__unit_id=user.unit_id)

    def handled_by(self, user: Person) -> Self:
        """Return those whose complainant this person may know."""
        if not is_officer(user):
            return self.none()
        if is_of(user, UnitKind.TRADE_MANAGEMENT):
            return self
        return self.filter(
            referrals__unit_id=user.unit_id,
            referrals__role__in=ASKED_ROLES,
            referrals__state__in=HANDLING_STATES,
        )

    def shown_to(self, user: Person) -> Self:
        """Return those whose contact this person may use: to be shown, or to find by.

        A restriction leaves only the head of Trade Management, who answers for it.
        """
        handled = self.handled_by(user)
        if is_head_of_trade_management(user):
            return handled
        return handled.filter(restricted_at__isnull=True)

    def open(self) -> Self:
        return self.exclude(state__in=CLOSED_STATES)

    def overdue(self, *, at: datetime) -> Self:
        """Return what is late; a term that stands still does not run out."""
        return self.open().filter(due_at__lte=at, paused_at__isnull=True)

    def unrouted(self) -> Self:
        """Return what no unit received, because none existed when it came."""
        return self.genuine().filter(referrals__isnull=True)

    def genuine(self) -> Self:
        """Leave out what waits as possible spam, and what a person found to be spam."""
        return self.filter(quarantined_at__isnull=True)


@pghistory.track(exclude=["search_text"], model_name="ComplaintRevision")
class Complaint(models.Model):
    """What a consumer reports, and how to reach them.

    ``code`` is what the consumer keeps: unguessable, and useless without the second
    factor (the last digits of the phone, or the e-mail address). ``language`` is the
    one the complainant wrote in and is answered in. ``quarantined_at`` is set while the
    report waits as possible spam, emptied when a person releases it, and kept where it
    was closed as spam: whatever counts reports starts from ``genuine()``.
    ``buried_at`` is when its personal data were deleted by the rules of retention.
    ``restricted_at`` is set while the person wants the data kept but not used.
    ``answers`` maps the code of a question of the category to what was answered.
    """

    code = models.CharField(_("tracking code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ComplaintKind.choices)
    source = models.CharField(
        _("received by"), max_length=10, choices=ComplaintSource.choices
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        related_name="complaints",
        null=True,
        blank=True,
    )
    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="complaints",
        null=True,
        blank=True,
    )
    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.PROTECT,
        related_name="complaints",
        null=True,
        blank=True,
    )
    seller_name = models.CharField(_("name of the seller"), max_length=250)
    seller_channel = models.CharField(
        _("where it was sold"), max_length=12, choices=SellerChannel.choices
    )
    seller_link = models.URLField(_("link"), max_length=500, blank=True)
    seller_address = models.CharField(
        _("address of the seller"), max_length=300, blank=True
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    bought_on = models.DateField(_("bought on"), null=True, blank=True)
    order_ref = models.CharField(_("order number"), max_length=60, blank=True)
    amount_vnd = models.BigIntegerField(_("amount paid"), null=True, blank=True)
    story = models.TextField(_("what the consumer tells"))
    demand = models.TextField(_("what the consumer asks for"), blank=True)
    answers = models.JSONField(
        _("answers to the questions of the category"),
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
    )
    has_contacted_seller = models.BooleanField(
        _("the seller was contacted"), default=False
    )
    contacted_on = models.DateField(_("contacted on"), null=True, blank=True)
    seller_answer = models.TextField(_("answer of the seller"), blank=True)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    consent_version = models.CharField(_("version of the consent text"), max_length=20)
    may_share_with_seller = models.BooleanField(
        _("may be passed on to the seller"), default=False
    )
    consented_at = models.DateTimeField(_("consented at"))
    state = models.CharField(
        _("state"),
        max_length=14,
        choices=ComplaintState.choices,
        default=ComplaintState.RECEIVED,
        editable=False,
    )
    received_at = models.DateTimeField(_("received at"))
    due_at = models.DateTimeField(_("due at"))
    paused_at = models.DateTimeField(
        _("waiting for the consumer since"), null=True, blank=True, editable=False
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    outcome = models.TextField(_("outcome told to the consumer"), blank=True)
    verdict = models.CharField(
        _("finding"),
        max_length=10,
        choices=Verdict.choices,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    verdict_at = models.DateTimeField(_("found at"), null=True, blank=True)
    quarantined_at = models.DateTimeField(
        _("set aside since"), null=True, blank=True, editable=False
    )
    buried_at = models.DateTimeField(
        _("personal data deleted at"), null=True, blank=True, editable=False
    )
    restricted_at = models.DateTimeField(
        _("use of the data restricted since"), null=True, blank=True, editable=False
    )
    lead_case = models.ForeignKey(
        "self",
        verbose_name=_("lead case"),
        on_delete=models.PROTECT,
        related_name="followers",
        null=True,
        blank=True,
    )
    search_text = models.TextField(editable=False, default="")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="complaint_state", fields=["state", "-id"]),
            models.Index(
                name="complaint_open_due",
                fields=["due_at", "id"],
                condition=Q(state__in=["received", "in_progress"]),
            ),
            models.Index(
                name="complaint_phone", fields=["phone"], condition=~Q(phone="")
            ),
            models.Index(Lower("email"), name="complaint_email"),
            GinIndex(SELLER_WORDS, name="complaint_seller_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_can_be_answered",
                condition=Q(kind=ComplaintKind.TIP)
                | ~Q(phone="")
                | ~Q(email="")
                | Q(buried_at__isnull=False),
                violation_error_message=_(
                    "Give a phone number or an e-mail address, so that you can be "
                    "answered."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_closed_has_outcome",
                condition=Q(
                    state__in=["resolved", "not_accepted", "withdrawn"],
                    closed_at__isnull=False,
                )
                & ~Q(outcome="")
                | Q(state__in=["received", "in_progress"], closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_buried_names_nobody",
                condition=Q(buried_at__isnull=True)
                | Q(
                    closed_at__isnull=False,
                    full_name="",
                    phone="",
                    email="",
                    demand="",
                    order_ref="",
                    seller_answer="",
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_follows_another",
                condition=Q(lead_case__isnull=True) | ~Q(lead_case=F("id")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_verdict_has_time",
                condition=Q(verdict="", verdict_at__isnull=True)
                | ~Q(verdict="") & Q(verdict_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_amount_not_negative",
                condition=Q(amount_vnd__isnull=True) | Q(amount_vnd__gte=0),
                violation_error_message=_("An amount may not be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded name of the seller beside the name."""
        self.search_text = fold(f"{self.seller_name} {self.seller_address}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED_STATES

    @property
    def is_set_aside(self) -> bool:
        """Whether it waits for a person to say that it is no spam."""
        return self.quarantined_at is not None and self.is_open

    @property
    def is_buried(self) -> bool:
        """Whether only what names nobody is left."""
        return self.buried_at is not None

    @property
    def is_restricted(self) -> bool:
        """Whether the person had the use of their data restricted."""
        return self.restricted_at is not None

    @property
    def tells_seller(self) -> bool:
        """Whether the seller may learn who reports."""
        return self.may_share_with_seller and not self.is_restricted

    @property
    def due_on(self) -> date:
        """The last day of the term, as people say it."""
        return last_day_before(self.due_at)

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody can be answered, nor prove that the complaint is theirs."""
        return not self.phone and not self.email
