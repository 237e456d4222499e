from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import Unit
from accounts.permissions import Person
from complaints.models.complaint import Complaint


class MediationQuerySet(models.QuerySet["Mediation"]):
    def visible_to(self, user: Person) -> Self:
        """Those who handle the complaint read the record, which names both sides."""
        handled = Complaint.objects.handled_by(user).values("pk")
        return self.filter(complaint__in=handled)


class Mediation(models.Model):
    """The record of one meeting of the consumer and the seller, as it was signed.

    Legal source: Law 19/2023/QH15, Article 54 (mediation is one of the ways to settle).
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="mediations",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    held_on = models.DateField(_("day of the mediation"))
    place = models.CharField(_("place"), max_length=300)
    mediator_name = models.CharField(_("mediator"), max_length=150)
    consumer_party = models.CharField(_("for the consumer"), max_length=300)
    seller_party = models.CharField(_("for the seller"), max_length=300)
    content = models.TextField(_("what both sides said"))
    is_agreed = models.BooleanField(_("the sides agreed"))
    terms = models.TextField(_("what was agreed"), blank=True)
    amount_vnd = models.BigIntegerField(_("amount agreed"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = MediationQuerySet.as_manager()

    class Meta:
        verbose_name = _("mediation record")
        verbose_name_plural = _("mediation records")
        ordering = ["held_on", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_agreed_has_terms",
                condition=Q(is_agreed=True) & ~Q(terms="")
                | Q(is_agreed=False, terms="", amount_vnd__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_amount_not_negative",
                condition=Q(amount_vnd__isnull=True) | Q(amount_vnd__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.held_on:%d/%m/%Y}"
