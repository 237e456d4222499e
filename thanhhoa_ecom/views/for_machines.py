"""What machines ask every site for: what to read, and whom to tell of a weakness."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

VALID_FOR = timedelta(days=180)
NOT_FOR_ROBOTS = (
    *(
        "/quan-tri/",
        "/tai-khoan/",
        "/doanh-nghiep/ho-so/",
        "/doanh-nghiep/thuong-nhan/",
    ),
    *("/ma-cua-toi/", "/thu-ngan/", "/lanh-dao/"),
    *("/khuyen-mai.csv", "/khuyen-mai.json"),
)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [
        f"Disallow: {prefix}{path}" for path in NOT_FOR_ROBOTS for prefix in ("", "/en")
    ]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {_origin()}{reverse('sitemap')}"]
    return _text(lines)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Name the contact for weaknesses found, where one is set (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + VALID_FOR).replace(hour=0, minute=0, second=0)
    return _text(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: vi, en",
            f"Canonical: {_origin()}{reverse('security')}",
        ]
    )


def _origin() -> str:
    return str(settings.PORTAL_ORIGIN).rstrip("/")


def _text(lines: list[str]) -> HttpResponse:
    body = "\n".join(lines) + "\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")
