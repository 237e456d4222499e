from typing import Any

from django.core.management.base import BaseCommand

from promotions.law.loading import load_law


class Command(BaseCommand):
    help = (
        "Add the legal facts, groups of goods and prohibitions that are missing. "
        "Changes nothing that is there; runs after every migrate by itself."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_law()
        self.stdout.write(
            f"Added {added.facts} legal facts, {added.groups} groups of goods and "
            f"{added.prohibitions} prohibitions."
        )
