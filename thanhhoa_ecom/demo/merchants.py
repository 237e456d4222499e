"""The merchants of the demo, spread over all districts."""

from datetime import datetime
from random import Random

from stdnum.vn import mst

from accounts.models import District
from promotions.enums import ChannelKind, MemberRole
from promotions.models import Merchant
from thanhhoa_ecom.demo.people import person
from thanhhoa_ecom.demo.vocabulary import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    MIDDLE_NAMES,
    PLACE_WORDS,
    STREETS,
    TRADES,
    Trade,
)

FIRST_SERIAL = 289_990_000
KIND_WORDS = {
    "enterprise": "Công ty TNHH",
    "cooperative": "Hợp tác xã",
    "household": "Hộ kinh doanh",
}


def ensure_merchants(count: int, *, at: datetime) -> list[Merchant]:
    """Return ``count`` demo merchants, creating those that are missing.

    The first two belong to the demo's merchant log-ins.
    """
    districts = list(District.objects.order_by("code"))
    codes = tax_codes(count)
    present = Merchant.objects.in_bulk(codes, field_name="tax_code")
    merchants = [
        present.get(code) or _create(code, number, districts, at=at)
        for number, code in enumerate(codes)
    ]
    for merchant, name in zip(merchants, ("cua-hang", "hop-tac-xa"), strict=False):
        merchant.members.get_or_create(
            user=person(name), defaults={"role": MemberRole.OWNER}
        )
    return merchants


def trade_of(merchant: Merchant) -> Trade:
    return next(trade for trade in TRADES if f" {trade.title} " in merchant.name)


def tax_codes(count: int) -> list[str]:
    """Return valid codes of a range that is used for trials only."""
    codes: list[str] = []
    serial = FIRST_SERIAL
    while len(codes) < count:
        serial += 1
        code = f"{serial}{mst.calc_check_digit(str(serial))}"
        if mst.is_valid(code):
            codes.append(code)
    return codes


def full_name(random: Random) -> str:
    return " ".join(
        (
            random.choice(FAMILY_NAMES),
            random.choice(MIDDLE_NAMES),
            random.choice(GIVEN_NAMES),
        )
    )


def phone(random: Random) -> str:
    """Return a mobile number of a block that no operator has given out."""
    return f"+8490000{random.randrange(10_000):04d}"


def _create(
    code: str, number: int, districts: list[District], *, at: datetime
) -> Merchant:
    random = Random(code)
    trade = TRADES[number % len(TRADES)]
    place = PLACE_WORDS[number // len(TRADES) % len(PLACE_WORDS)]
    district = districts[number * 7 % len(districts)]
    serial = number // (len(TRADES) * len(PLACE_WORDS)) + 1
    name = f"{KIND_WORDS[trade.kind]} {trade.title} {place}"
    address = (
        f"{random.randrange(1, 300)} đường {random.choice(STREETS)}, {district.name}"
    )
    merchant = Merchant(
        tax_code=code,
        kind=trade.kind,
        name=name if serial == 1 else f"{name} {serial}",
        address=address,
        district=district,
        phone=phone(random),
        email=f"mst{code}@demo.thanhhoa.example",
        representative=full_name(random),
        contact_name=full_name(random),
        contact_phone=phone(random),
        created_at=at,
    )
    merchant.save()
    merchant.channels.create(
        kind=ChannelKind.STORE, name=f"Cửa hàng {place}", address=address
    )
    merchant.channels.create(
        kind=random.choice((ChannelKind.MARKETPLACE, ChannelKind.SOCIAL)),
        name="Gian hàng trực tuyến",
        url=f"https://cho-thu.example/gian-hang/{code}",
    )
    return merchant
