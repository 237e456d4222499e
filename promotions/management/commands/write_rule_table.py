from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from promotions.law.rule_table import rule_table


class Command(BaseCommand):
    help = "Write docs/rules.md from the data of the rules."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "rules.md"
        path.write_text(rule_table(), encoding="utf-8")
        self.stdout.write("Wrote docs/rules.md.")
