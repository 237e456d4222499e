from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.loading import load_districts, load_units


class Command(BaseCommand):
    help = (
        "Load the districts and the units that the plan names. Safe to run again: "
        "addresses and telephones kept in the admin stay as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--wet-run",
            action="store_true",
            help="Write to the database; without it, only say what would change.",
        )

    @transaction.atomic
    def handle(self, *args: Any, wet_run: bool, **options: Any) -> None:
        try:
            counts = {"Districts": load_districts(), "Units": load_units()}
        except ValidationError as error:
            raise CommandError(
                f"The units do not fit those in the database: {error.messages}. "
                "Change or deactivate the other unit in the admin, then run it again."
            ) from error
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}.")
        if not wet_run:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was written; add --wet-run to write.")
