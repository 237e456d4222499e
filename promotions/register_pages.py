"""Lists of the public register, page by page."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet

from promotions.models import Promotion
from promotions.register import with_register_facts
from promotions.search import CappedPaginator

PER_PAGE = 20


class RegisterPages(CappedPaginator):
    """Pages of promotions with what a row shows, which is read for one page alone.

    PostgreSQL takes words to be rarer than they are. In one query it would join what a
    row shows to every promotion found, and sort them afterwards.
    """

    def __init__(
        self,
        promotions: QuerySet[Promotion],
        *,
        words: Sequence[str] = (),
        counted: int | None = None,
    ) -> None:
        super().__init__(promotions, PER_PAGE, counted=counted)
        self.words = words

    def page(self, number: Any) -> Page[Promotion]:
        page = super().page(number)
        listed = page.object_list
        assert isinstance(listed, QuerySet)
        keys = list(listed.values_list("pk", flat=True))
        rows = with_register_facts(Promotion.objects.filter(pk__in=keys), self.words)
        place = {key: at for at, key in enumerate(keys)}
        page.object_list = sorted(rows, key=lambda row: place[row.pk])
        return page
