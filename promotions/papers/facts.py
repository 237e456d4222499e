"""What the papers of a dossier say, as plain values that can be kept for good."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from promotions.enums import PaperForm, ProcedureKind, PromotionForm

WITH_PRIZES = frozenset({PromotionForm.CONTEST, PromotionForm.LUCKY_DRAW})
LISTED = WITH_PRIZES | {PromotionForm.GIFT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    name: str
    kind: str
    tax_code: str
    address: str
    phone: str
    email: str
    representative: str
    contact_name: str
    contact_phone: str


@dataclass(frozen=True, slots=True)
class PrizeFact:
    name: str
    quantity: int
    value_vnd: int

    @property
    def sum_vnd(self) -> int:
        return self.quantity * self.value_vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """What a proposal changes in an announced promotion, and why.

    ``changes`` are label, before and after; ``filing_ref`` is that of the promotion.
    """

    reference: str
    number: int
    name: str
    period: str
    filing_ref: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]
    rows_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """A registered prize, and how many of it were given; None is not said yet."""

    name: str
    quantity: int
    value_vnd: int
    given_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a merchant reports of a promotion that is over.

    ``budget_vnd`` is None where nothing goes to the State budget.
    """

    lines: tuple[Awarded, ...]
    awarded_until: date
    confirmation_ref: str
    confirmed_on: date | None
    sales_vnd: int | None
    note: str
    budget_percent: str
    budget_vnd: int | None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        confirmed = kept["confirmed_on"]
        return cls(
            **{
                **kept,
                "lines": tuple(Awarded(**line) for line in kept["lines"]),
                "awarded_until": date.fromisoformat(kept["awarded_until"]),
                "confirmed_on": confirmed and date.fromisoformat(confirmed),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """A dossier as its papers tell it; ``number`` counts submissions, 0 is a draft.

    ``amended`` is told by a proposal to amend, ``result`` by the report afterwards.

    ``goods_quantity`` is None where the quantity of some goods is not declared;
    ``mark`` is what stands across each page, as on papers of the demo.
    """

    reference: str
    number: int
    told_at: datetime
    merchant: Trader
    name: str
    forms: tuple[str, ...]
    is_gift_tied_to_purchase: bool
    starts_at: datetime | None
    ends_at: datetime | None
    programme: str
    customers: str
    content: str
    conditions: str
    districts: tuple[str, ...]
    channels: tuple[str, ...]
    is_beyond_province: bool
    is_online_only: bool
    goods_count: int
    goods_quantity: int | None
    has_gifts: bool
    gifts_vnd: int
    promoted_total_vnd: int | None
    used_total_vnd: int | None
    prizes: tuple[PrizeFact, ...]
    prizes_due_on: date | None
    procedure: str
    office: str
    filing_ref: str
    mark: str
    amended: Amended | None = None
    result: Result | None = None

    @property
    def is_draft(self) -> bool:
        return self.number == 0

    @property
    def has_prizes(self) -> bool:
        return bool(WITH_PRIZES.intersection(self.forms))

    @property
    def prizes_vnd(self) -> int:
        return sum(prize.sum_vnd for prize in self.prizes)

    @property
    def given_vnd(self) -> int | None:
        """The value of all that is given: the declared sum, or more if listed.

        None where the sum is not declared and reductions or vouchers are part of it,
        which nothing lists.
        """
        if self.used_total_vnd is None and not LISTED.issuperset(self.forms):
            return None
        return max(self.used_total_vnd or 0, self.prizes_vnd + self.gifts_vnd) or None

    def as_json(self) -> dict[str, Any]:
        return _plain(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        facts = dict(kept)
        for name in ("told_at", "starts_at", "ends_at"):
            facts[name] = facts[name] and datetime.fromisoformat(facts[name])
        due = facts["prizes_due_on"]
        facts["prizes_due_on"] = due and date.fromisoformat(due)
        for name in ("forms", "districts", "channels"):
            facts[name] = tuple(facts[name])
        facts["merchant"] = Trader(**facts["merchant"])
        facts["prizes"] = tuple(PrizeFact(**prize) for prize in facts["prizes"])
        amended = facts.get("amended")
        if amended:
            lines = tuple(tuple(line) for line in amended["changes"])
            facts["amended"] = Amended(**{**amended, "changes": lines})
        result = facts.get("result")
        facts["result"] = result and Result.from_json(result)
        return cls(**facts)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _plain(value)
        if isinstance(value, dict)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for name, value in facts.items()
    }


def papers_needed(facts: DossierFacts) -> tuple[PaperForm, ...]:
    """Return the papers the procedure of the dossier asks for."""
    if facts.amended is not None:
        return amendment_papers_of(facts.procedure)
    return papers_of(facts.procedure, has_prizes=facts.has_prizes)


def amendment_papers_of(procedure: str) -> tuple[PaperForm, ...]:
    """Return what tells the authority of a change; what was never filed tells none."""
    return () if procedure == ProcedureKind.NONE else (PaperForm.AMENDMENT,)


def papers_of(procedure: str, *, has_prizes: bool) -> tuple[PaperForm, ...]:
    """Return the papers of a procedure, by the law of the day of filing.

    Legal source: Decree 81/2018/NĐ-CP, Articles 17 and 19.
    """
    if procedure == ProcedureKind.REGISTRATION:
        return PaperForm.REGISTRATION, PaperForm.RULES
    if procedure != ProcedureKind.NOTIFICATION:
        return ()
    return PaperForm.NOTIFICATION, *((PaperForm.RULES,) if has_prizes else ())
