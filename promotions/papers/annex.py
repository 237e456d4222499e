"""The sheet of all goods, where they are too many for a paper."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import overload

from django.utils import timezone

from documents.blocks import Letterhead, Paper
from documents.values import Value
from promotions.papers import goods as goods_list
from promotions.papers.facts import DossierFacts
from promotions.papers.goods_row import GoodsRow
from promotions.papers.parts import PLACE


def paper(
    facts: DossierFacts,
    goods: Sequence[GoodsRow],
    *,
    made_at: datetime,
    code: str = "",
) -> Paper:
    """Return the list as a paper of one table, whose rows are read as they are printed."""
    return Paper(
        letterhead=Letterhead(
            issuer=facts.merchant.name.upper(),
            issuer_name=facts.merchant.name,
            place=PLACE,
            dated=timezone.localdate(facts.told_at),
            kind=goods_list.CAPTION.upper(),
            subject=(
                f"Kèm theo hồ sơ {facts.reference}, lần gửi {facts.number}: {facts.name}"
            ),
        ),
        body=(goods_list.table(_Rows(goods), landscape=True),),
        made_at=made_at,
        code=code,
    )


class _Rows(Sequence[tuple[Value, ...]]):
    """The goods as rows of the table, each made when it is asked for."""

    def __init__(self, goods: Sequence[GoodsRow]) -> None:
        self._goods = goods

    def __len__(self) -> int:
        return len(self._goods)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return map(goods_list.values_of, self._goods)

    @overload
    def __getitem__(self, at: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[Value, ...]]: ...
    def __getitem__(
        self, at: int | slice
    ) -> tuple[Value, ...] | list[tuple[Value, ...]]:
        if isinstance(at, slice):
            return list(map(goods_list.values_of, self._goods[at]))
        return goods_list.values_of(self._goods[at])
