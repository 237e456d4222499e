"""Declarations without error, to be changed in the one point a test is about."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from promotions.enums import MerchantKind, PromotionForm
from promotions.law.book import Dated, LawBook, Prohibition
from promotions.law.declaration import (
    Declaration,
    DeclaredItem,
    DeclaredPrize,
    Programme,
    Window,
)
from promotions.law.judging import judge
from promotions.law.loading import PROHIBITED_FROM, shipped_prohibitions
from promotions.law.procedure import WITH_PRIZES
from promotions.law.rules import shipped

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(day, month, hour=0, minute=0, *, year=2024):
    return datetime(year, month, day, hour, minute, tzinfo=HCM)


AT = moment(18, 11, 9)
WEEK = Programme(
    name="Online Friday 2024",
    starts_at=moment(25, 11),
    ends_at=moment(2, 12),
    is_concentrated=True,
    discount_ceiling_percent=Decimal(100),
    value_ceiling_percent=Decimal(100),
)
SLOT = Window("60 giờ Online Friday", moment(29, 11), moment(1, 12, 12))


def a_book(**changes):
    """Return the law book as shipped, with the campaign of 2024."""
    facts = {}
    for row in shipped("legal_facts")["fact"]:
        dated = Dated(
            Decimal(row["value"]),
            row["in_force_from"],
            row.get("in_force_until"),
            row.get("text", ""),
        )
        facts.setdefault(row["code"], []).append(dated)
    book = LawBook(
        day=AT.date(),
        facts={code: tuple(values) for code, values in facts.items()},
        prohibitions=tuple(
            Prohibition(code, use, PROHIBITED_FROM)
            for code, use, _ in shipped_prohibitions()
        ),
        programmes=(WEEK,),
    )
    return replace(book, **changes)


BOOK = a_book()


def an_item(**changes):
    """Return an item with 30 % off."""
    values = {
        "position": 1,
        "name": "Nem chua",
        "goods_group": "food",
        "brand": "Nem Thử",
        "quantity": 100,
        "price_before_vnd": 100_000,
        "discount_percent": Decimal(30),
    }
    return DeclaredItem(**{**values, **changes})


def percent_off(percent, **changes):
    return an_item(discount_percent=Decimal(percent), **changes)


def a_declaration(*items, **changes):
    """Return a discount of the whole week that takes part in it."""
    values = {
        "merchant_kind": MerchantKind.ENTERPRISE,
        "tax_code": "2899999013",
        "merchant_name": "Công ty Thử",
        "merchant_address": "Số 1 đường Thử",
        "merchant_phone": "+842373852000",
        "name": "Tuần lễ giảm giá",
        "forms": frozenset({PromotionForm.DISCOUNT}),
        "starts_at": WEEK.starts_at,
        "ends_at": WEEK.ends_at,
        "customers": "Tất cả khách hàng",
        "content": "Giảm trực tiếp",
        "conditions": "Không",
        "programme": WEEK,
        "items": items or (an_item(),),
        "filing_ref": "000.00.00.H56-241110-0001",
        "filed_on": date(2024, 11, 10),
        "is_declared_true": True,
    }
    return Declaration(**{**values, **changes})


def a_lucky_draw(**changes):
    """Return a confirmed game of chance with one prize."""
    values = {
        "forms": frozenset({PromotionForm.LUCKY_DRAW}),
        "prizes": (DeclaredPrize("Xe đạp điện", 1, 12_000_000),),
        "details": {form: {"how_won": "Bốc thăm công khai"} for form in WITH_PRIZES},
        "promoted_total_vnd": 100_000_000,
        "used_total_vnd": 12_000_000,
        "confirmation_ref": "12/XN-SCT",
        "confirmed_on": date(2024, 11, 14),
    }
    return a_declaration(
        an_item(discount_percent=None, price_now_vnd=None), **{**values, **changes}
    )


def found(declaration, *, book=BOOK, at=AT, **options):
    """Return the ids of the rules that speak, in order."""
    return [f.rule_id for f in judge(declaration, book=book, at=at, **options)]


def errors_of(declaration, *, book=BOOK, at=AT, **options):
    findings = judge(declaration, book=book, at=at, **options)
    return [finding.rule_id for finding in findings if finding.is_error]


def the_finding(rule_id, declaration, *, book=BOOK, at=AT, **options):
    """Return the one finding of a rule."""
    findings = judge(declaration, book=book, at=at, **options)
    (finding,) = [finding for finding in findings if finding.rule_id == rule_id]
    return finding
