"""A declaration before the law: what applies to it, worked out once.

The rules of every item ask the same questions (which ceiling, which groups are
prohibited); a ``Case`` answers each of them once, so that 100,000 items cost no query
and no repeated search.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from promotions.enums import GoodsUse, Severity
from promotions.law.book import LawBook
from promotions.law.declaration import Declaration, DeclaredItem, Programme
from promotions.law.finding import Finding
from promotions.law.goods import Goods
from promotions.law.rules import Rule, all_rules

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Case:
    """``is_publication`` tells the last step, at which some warnings block.

    ``gathered`` sums up items that were let go one by one.
    """

    declaration: Declaration
    book: LawBook
    at: datetime
    is_publication: bool = False
    gathered: Goods | None = None

    @cached_property
    def goods(self) -> Goods:
        """All items in sum: those gathered before, or those of the declaration."""
        return self.gathered or Goods.of(self.declaration.items)

    @cached_property
    def filed_on(self) -> date:
        """The day whose procedure applies: of filing, else today."""
        return self.declaration.filed_on or timezone.localdate(self.at)

    @cached_property
    def period(self) -> tuple[datetime, datetime] | None:
        """The half-open period, or None while it is incomplete or reversed."""
        starts_at, ends_at = self.declaration.starts_at, self.declaration.ends_at
        if starts_at is None or ends_at is None or ends_at <= starts_at:
            return None
        return starts_at, ends_at

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last local day of the promotion; today if not known."""
        if self.period is None:
            today = timezone.localdate(self.at)
            return today, today
        starts_at, ends_at = self.period
        return timezone.localdate(starts_at), timezone.localdate(ends_at - INSTANT)

    @cached_property
    def programme(self) -> Programme | None:
        """The concentrated programme that matters: joined, else met, else still to end.

        The last is only spoken of; a programme that is over is not.
        """
        joined = self.declaration.programme
        if joined is not None and joined.is_concentrated:
            return joined
        to_come = (p for p in self.book.programmes if p.ends_at > self.at)
        return self._met or next(to_come, None)

    @cached_property
    def _met(self) -> Programme | None:
        if self.period is None:
            return None
        starts_at, ends_at = self.period
        meeting = (p for p in self.book.programmes if p.meets(starts_at, ends_at))
        return next(meeting, None)

    @cached_property
    def is_inside(self) -> bool:
        """Whether every moment lies in the programme, joined or not."""
        return (
            self.period is not None
            and self.programme is not None
            and self.programme.contains(*self.period)
        )

    @cached_property
    def is_member(self) -> bool:
        """Whether the merchant joined the programme. Legal source: Article 6.5a."""
        return self.programme is not None and (
            self.programme == self.declaration.programme
        )

    @cached_property
    def discount_ceiling(self) -> Decimal:
        """The highest discount allowed. Legal source: Decree 81/2018, Article 7.1–2."""
        first, last = self.days
        general = self.book.lowest("discount_ceiling_percent", first=first, last=last)
        return max(general, self.programme_discount_ceiling or general)

    @cached_property
    def programme_discount_ceiling(self) -> Decimal | None:
        """The programme's discount ceiling, for a member wholly inside it."""
        if not (self.is_inside and self.is_member and self.programme):
            return None
        first, last = self.days
        code = "discount_ceiling_concentrated_percent"
        return min(
            self.programme.discount_ceiling_percent,
            self.book.lowest(code, first=first, last=last),
        )

    def value_ceiling(self, code: str) -> Decimal:
        """Return the ceiling of a value fact. Legal source: Article 6.1, 6.2, 6.4."""
        first, last = self.days
        general = self.book.lowest(code, first=first, last=last)
        if not (self.is_inside and self.is_member and self.programme):
            return general
        concentrated = "value_ceiling_concentrated_percent"
        return max(
            general,
            min(
                self.programme.value_ceiling_percent,
                self.book.lowest(concentrated, first=first, last=last),
            ),
        )

    @cached_property
    def unit_value_ceiling(self) -> Decimal:
        return self.value_ceiling("unit_value_ceiling_percent")

    @cached_property
    def total_value_ceiling(self) -> Decimal:
        return self.value_ceiling("total_value_ceiling_percent")

    @cached_property
    def never_promoted(self) -> frozenset[str]:
        first, last = self.days
        return self.book.prohibited(GoodsUse.PROMOTED, first=first, last=last)

    @cached_property
    def never_used(self) -> frozenset[str]:
        first, last = self.days
        return self.book.prohibited(GoodsUse.USED, first=first, last=last)

    @cached_property
    def _numbers(self) -> dict[str, Decimal]:
        return {}

    def number(self, code: str) -> Decimal:
        """Return a value for the first day of the promotion, looked up once."""
        if code not in self._numbers:
            self._numbers[code] = self.book.number(code, on=self.days[0])
        return self._numbers[code]

    def finding(
        self,
        rule_id: str,
        message: str,
        *,
        field: str,
        item: DeclaredItem | None = None,
        hint: str = "",
        is_other_severity: bool = False,
    ) -> Finding:
        """Return what a rule found, with the severity and source of its data."""
        rule = all_rules()[rule_id]
        return Finding(
            rule_id=rule_id,
            severity=self._other_severity(rule) if is_other_severity else rule.severity,
            message=message,
            field=field,
            source=rule.public_source,
            item_position=None if item is None else item.position,
            hint=hint,
        )

    @staticmethod
    def _other_severity(rule: Rule) -> Severity:
        if rule.also is None:
            raise ValueError(f"{rule.id} has one severity only.")
        return rule.also
