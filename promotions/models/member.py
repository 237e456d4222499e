from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from promotions.enums import MemberRole, MemberVerb
from promotions.models.merchant import Merchant


class MemberInvitation(models.Model):
    """An address asked to act for a merchant: once, until it expires.

    Only the hash of the link's token is kept; the link itself stands in the mail.
    """

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a merchant")
        verbose_name_plural = _("invitations to merchants")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_open",
                fields=["merchant", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merchant}: {self.get_role_display()}"


class MemberEvent(models.Model):
    """What happened to the people of a merchant; rows are only ever added.

    ``about`` is the address of the person concerned, read by the merchant's own
    people alone.
    """

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.CASCADE,
        related_name="member_events",
    )
    verb = models.CharField(
        _("what happened"), max_length=12, choices=MemberVerb.choices
    )
    about = models.EmailField(_("person"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    happened_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("event of a member")
        verbose_name_plural = _("events of members")
        ordering = ["-happened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.merchant}: {self.get_verb_display()}"
