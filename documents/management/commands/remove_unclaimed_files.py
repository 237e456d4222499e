from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from documents import storage

_SETTLED_AFTER = timedelta(days=1)


class Command(BaseCommand):
    help = "Remove files of papers whose issue was broken off more than a day ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--wet-run",
            action="store_true",
            help="Remove them; without it, only count.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove one file after another; it may be stopped and run again."""
        # Files carry the machine's own time, not that of a rehearsal.
        found = list(storage.unclaimed(before=timezone.now() - _SETTLED_AFTER))
        if not options["wet_run"]:
            self.stdout.write(f"{len(found)} unclaimed files would be removed.")
            return
        for path in found:
            path.unlink(missing_ok=True)
        self.stdout.write(f"{len(found)} unclaimed files removed.")
