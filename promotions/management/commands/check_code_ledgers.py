from typing import Any

from django.core.management.base import BaseCommand, CommandError

from promotions.models import CodePool
from promotions.shopping_codes.ledger import audit


class Command(BaseCommand):
    help = "Work the ledger of every pool of shopping codes out again."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = []
        for pool in CodePool.objects.order_by("pk"):
            found = audit(pool)
            state = "sound" if found.is_sound else "; ".join(found.problems)
            self.stdout.write(
                f"{pool.pk}: {found.lines} lines, {found.issued} of {pool.quota} out, "
                f"{found.redeemed} redeemed: {state}"
            )
            if not found.is_sound:
                broken.append(str(pool.pk))
        if broken:
            raise CommandError(f"Ledgers that do not add up: {', '.join(broken)}")
