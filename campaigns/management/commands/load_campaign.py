from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import Unit
from campaigns.loading import load_campaign

ONLINE_FRIDAY = Path(__file__).resolve().parents[2] / "data/online_friday_2024.toml"


class Command(BaseCommand):
    help = (
        "Load a campaign with its slots and the tasks of its plan from a file. Safe "
        "to run again. Load the units first, with load_units."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=ONLINE_FRIDAY,
            help="The plan as TOML; Online Friday 2024 if not given.",
        )
        parser.add_argument(
            "--wet-run",
            action="store_true",
            help="Write to the database; without it, only say what would change.",
        )

    @transaction.atomic
    def handle(self, *args: Any, path: Path, wet_run: bool, **options: Any) -> None:
        try:
            loaded = load_campaign(path)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {path}.") from error
        except Unit.DoesNotExist as error:
            raise CommandError(
                "The plan names a unit that is not there. Run load_units first."
            ) from error
        except ValidationError as error:
            raise CommandError(
                f"{path.name} breaks a rule: {' '.join(error.messages)} Change the "
                "file, or the campaign in the admin that stands in its way."
            ) from error
        self.stdout.write(f"Campaign {loaded.campaign.code}: {loaded.campaigns}.")
        self.stdout.write(f"Time slots: {loaded.slots}.")
        self.stdout.write(f"Assignments: {loaded.assignments}.")
        if not wet_run:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was written; add --wet-run to write.")
