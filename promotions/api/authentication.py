"""Who asks: the key of a merchant, and nothing else. A cookie proves nothing here."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.models import User
from campaigns import clock
from promotions.api_keys import holder
from promotions.enums import KeyScope
from promotions.models import ApiKey

SCHEME = "Bearer"
LONGEST = 200


class MerchantKey(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words:
            return None
        if len(words) != 2 or words[0].lower() != SCHEME.lower():
            raise AuthenticationFailed
        key = holder(words[1], at=clock.now()) if _is_like_a_key(words[1]) else None
        if key is None:
            raise AuthenticationFailed
        return key.created_by, key

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="api"'


def _is_like_a_key(text: str) -> bool:
    return text.isascii() and "\x00" not in text and len(text) <= LONGEST


class MaySo(BasePermission):
    """Reading needs the scope to read; anything else ``scope`` of the view."""

    def has_permission(self, request: Request, view: Any) -> bool:
        key = request.auth
        if not isinstance(key, ApiKey):
            return False
        is_reading = request.method in SAFE_METHODS
        scope = KeyScope.READ if is_reading else getattr(view, "scope", KeyScope.WRITE)
        return scope in key.scopes


class MerchantKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = MerchantKey
    name = "merchantKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
