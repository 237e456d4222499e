"""The colours of what a scanner said; colour never speaks alone."""

from django import template

from complaints.models.evidence import ScanResult

register = template.Library()

SCAN_KINDS: dict[str, str] = {
    ScanResult.NOT_SCANNED: "muted",
    ScanResult.WAITING: "wait",
    ScanResult.CLEAN: "ok",
    ScanResult.INFECTED: "bad",
    ScanResult.ERROR: "wait",
}


@register.filter
def scan_kind(scan: str) -> str:
    return SCAN_KINDS[scan]
