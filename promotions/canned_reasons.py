"""Reasons that are written once and used often, with facts of the dossier put in.

What the law found comes as ``{diem_can_sua}``, one line a point.
"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import placeholders
from promotions.enums import ReasonFor, Severity
from promotions.law import wording
from promotions.law.declaration import Window
from promotions.law.finding import Finding
from promotions.models import CannedReason, Promotion

POINTS_PROPOSED = 50


def points(findings: Sequence[Finding]) -> str:
    """Return one line a point to put right; information is nothing to be changed."""
    lines = {
        f"- {finding.message} {finding.hint}".rstrip(): None
        for finding in findings
        if finding.severity != Severity.INFO
    }
    return "\n".join(list(lines)[:POINTS_PROPOSED])


def _period(promotion: Promotion, findings: Sequence[Finding]) -> str:
    if promotion.starts_at is None or promotion.ends_at is None:
        return ""
    return wording.window(Window("", promotion.starts_at, promotion.ends_at))


FACTS: placeholders.Facts = {
    "ma_ho_so": (_("reference of the dossier"), lambda p, found: p.reference),
    "ten_chuong_trinh": (_("name of the promotion"), lambda p, found: p.name),
    "thuong_nhan": (_("name of the merchant"), lambda p, found: p.merchant.name),
    "thoi_gian": (_("period of the promotion"), _period),
    "diem_can_sua": (_("points that the law found"), lambda p, found: points(found)),
}


def offered(verb: str) -> QuerySet[CannedReason]:
    """Return the active reasons for a step; none where a step has none."""
    return CannedReason.objects.filter(verb=verb, is_active=True)


def has_reasons(verb: str) -> bool:
    return verb in ReasonFor.values


def filled(text: str, promotion: Promotion, findings: Sequence[Finding]) -> str:
    """Put the facts of the dossier in; what is unknown stays as it is written."""
    return placeholders.filled(text, FACTS, promotion, findings)
