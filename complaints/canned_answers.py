"""Texts that officers begin from, with facts of the report put in.

No fact tells who reported: the seller and other offices read some of these texts.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts import placeholders
from accounts.permissions import Person
from complaints.enums import AnswerFor
from complaints.models import CannedAnswer, Complaint


def _promotion(complaint: Complaint) -> str:
    promotion = complaint.promotion
    return f"{promotion.reference} – {promotion.name}" if promotion else ""


FACTS: placeholders.Facts = {
    "so_phan_anh": (_("number of the report"), lambda c: f"{c.pk:06d}"),
    "ngay_nhan": (
        _("day of receipt"),
        lambda c: date_format(timezone.localdate(c.received_at), "d/m/Y"),
    ),
    "han_tra_loi": (
        _("last day of the term"),
        lambda c: date_format(c.due_on, "d/m/Y"),
    ),
    "linh_vuc": (_("category"), lambda c: c.category.name),
    "nguoi_ban": (_("name of the seller"), lambda c: c.seller_name),
    "khuyen_mai": (_("promotion"), _promotion),
}


def offered(
    step: AnswerFor | None, complaint: Complaint, user: Person
) -> QuerySet[CannedAnswer]:
    """Return the active texts for a step, those of the category before the others."""
    suits = Q(category=None) | Q(category_id=complaint.category_id)
    mine = CannedAnswer.objects.visible_to(user).filter(suits, step=step or "")
    return mine.filter(is_active=True).order_by("category", "title")


def filled(text: str, complaint: Complaint) -> str:
    """Put the facts of the report in; what is unknown stays as it is written."""
    return placeholders.filled(text, FACTS, complaint)
