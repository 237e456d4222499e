"""The numbers of the law and the prohibited groups, kept by Trade Management.

Others read them. A changed value leaves its history; a new value of the law is a new
row, and the old one ends.
"""

from django.contrib import admin
from django.db.models import Model
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import M, OfficeAdmin
from accounts.permissions import Person
from accounts.revisions import revisions_of
from promotions.law import wording
from promotions.models import GoodsGroup, GoodsProhibition, LegalFact
from promotions.permissions import may_keep_law


class LawAdmin(OfficeAdmin[M]):
    list_per_page = 100
    show_full_result_count = False
    actions = None

    def may_add(self, user: Person) -> bool:
        return may_keep_law(user)

    def may_change(self, user: Person, record: Model | None) -> bool:
        return may_keep_law(user)


@admin.register(LegalFact)
class LegalFactAdmin(LawAdmin[LegalFact]):
    list_display = [
        "name",
        "value",
        "measure",
        "text",
        "in_force_from",
        "in_force_until",
        "source",
        "confidence",
    ]
    list_filter = ["confidence"]
    search_fields = ["name", "code", "source"]
    readonly_fields = ["history"]
    fieldsets = [
        (
            None,
            {
                "fields": ["code", "name", "value", "measure", "text"],
                "description": _(
                    "When the law changes, end the old value and add a new one with "
                    "the same code. Cases are judged by the law of their day."
                ),
            },
        ),
        (_("In force"), {"fields": ["in_force_from", "in_force_until"]}),
        (_("Source"), {"fields": ["source", "confidence"]}),
        (_("History"), {"fields": ["history"]}),
    ]

    @admin.display(description=_("values so far"))
    def history(self, fact: LegalFact) -> SafeString | str:
        rows = (
            (
                wording.moment(row.pgh_created_at),
                row.text or wording.number(row.value),
                row.measure,
                wording.day(row.in_force_from),
                wording.day(row.in_force_until) if row.in_force_until else "…",
                person or "–",
            )
            for row, person in revisions_of(fact)
        )
        return format_html_join("", "<p>{}: {} {} ({} – {}), {}</p>", rows) or "–"


@admin.register(GoodsGroup)
class GoodsGroupAdmin(LawAdmin[GoodsGroup]):
    list_display = ["name", "name_en", "code", "position", "is_facet"]
    search_fields = ["name", "name_en", "code"]


@admin.register(GoodsProhibition)
class GoodsProhibitionAdmin(LawAdmin[GoodsProhibition]):
    list_display = [
        "goods_group",
        "use",
        "in_force_from",
        "in_force_until",
        "source",
        "confidence",
    ]
    list_filter = ["use", "confidence"]
    list_select_related = ["goods_group"]
    search_fields = ["goods_group__name", "source"]
