"""Whether a shopping code is genuine and can still be used, for anyone who holds it."""

from dataclasses import dataclass
from datetime import datetime

from promotions.enums import ClaimState
from promotions.models import CodeClaim, CodePool
from promotions.shopping_codes import codes


@dataclass(frozen=True)
class Verified:
    """Says nothing of the person, nor where or when the code was used."""

    pool: CodePool
    is_usable: bool


def find(text: str, *, at: datetime) -> Verified | None:
    code = codes.normalise(text)
    if not code:
        return None
    claim = (
        CodeClaim.objects.select_related("pool__promotion__merchant")
        .filter(code=code)
        .first()
    )
    if claim is None:
        return None
    is_usable = claim.status == ClaimState.HELD and at < claim.pool.expires_at
    return Verified(claim.pool, is_usable)
