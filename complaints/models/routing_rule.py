from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import UnitKind
from accounts.models import District
from complaints.enums import ComplaintKind, ReferralRole, SellerChannel
from complaints.models.category import Category
from complaints.models.routing_set import RoutingSet
from promotions.enums import PromotionForm


class RoutingRule(models.Model):
    """One line of «who receives what»; every matching rule adds a receiver.

    A condition left empty holds for every complaint; all that are filled must hold.
    A receiver that works by district (a district committee, a team) is the unit of
    the complaint's district. ``least_vnd`` is compared with the amount paid.
    ``answers`` maps the code of a question to the answers that match.
    """

    routing_set = models.ForeignKey(
        RoutingSet,
        verbose_name=_("set of routing rules"),
        on_delete=models.PROTECT,
        related_name="rules",
        null=True,
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=150)
    position = models.PositiveSmallIntegerField(_("order"))
    categories = models.ManyToManyField(
        Category,
        verbose_name=_("categories"),
        related_name="routing_rules",
        blank=True,
        help_text=_("Leave empty to match every complaint."),
    )
    districts = models.ManyToManyField(
        District,
        verbose_name=_("districts"),
        related_name="+",
        blank=True,
        help_text=_("Leave empty for the whole province."),
    )
    kinds = ArrayField(
        models.CharField(max_length=10, choices=ComplaintKind.choices),
        verbose_name=_("kinds of report"),
        default=list,
        db_default=[],
        blank=True,
    )
    channels = ArrayField(
        models.CharField(max_length=12, choices=SellerChannel.choices),
        verbose_name=_("where it was sold"),
        default=list,
        db_default=[],
        blank=True,
    )
    promotion_forms = ArrayField(
        models.CharField(max_length=12, choices=PromotionForm.choices),
        verbose_name=_("forms of promotion"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("Of the registered promotion the report names."),
    )
    least_vnd = models.BigIntegerField(
        _("amount paid, at least"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    has_contacted_seller = models.BooleanField(
        _("the seller was contacted"),
        null=True,
        blank=True,
        help_text=_("Leave open where it does not matter."),
    )
    answers = models.JSONField(
        _("answers to the questions of the category"),
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
    )
    receiver = models.CharField(_("receiver"), max_length=30, choices=UnitKind.choices)
    role = models.CharField(_("role"), max_length=10, choices=ReferralRole.choices)
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer"),
        default=0,
        help_text=_("0 where the unit is only informed."),
    )
    reason = models.CharField(_("why this office, for the consumer"), max_length=300)
    reason_en = models.CharField(
        _("why this office, in English"), max_length=300, blank=True
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_code_once",
                fields=["routing_set", "code"],
                violation_error_message=_("Two rules of one set have this code."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days_unless_informed",
                condition=Q(role=ReferralRole.INFORMED, answer_days=0)
                | ~Q(role=ReferralRole.INFORMED) & Q(answer_days__gt=0),
                violation_error_message=_(
                    "Give the working days to answer; 0 only for a unit that is "
                    "informed."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def category_ids(self) -> list[int]:
        """The categories it asks for; rules in force are read with them."""
        return [category.pk for category in self.categories.all()]

    @cached_property
    def district_ids(self) -> list[int]:
        return [district.pk for district in self.districts.all()]

    def reason_in(self, language: str) -> str:
        """Why the office receives the complaint, in the complainant's language."""
        return (language == "en" and self.reason_en) or self.reason
