from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaigns import clock
from campaigns.current import current_campaign
from thanhhoa_ecom.demo.province import populate


class Command(BaseCommand):
    help = (
        "Fill the demo up to the given numbers. The same numbers give the same demo; "
        "what is there stays. Works only where PORTAL_DEMO is on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--promotions", type=int, default=40)
        parser.add_argument("--complaints", type=int, default=30)
        parser.add_argument("--inspections", type=int, default=8)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PORTAL_DEMO:
            raise CommandError(
                "Demo data would mix with real records: set PORTAL_DEMO=true, and "
                "only on a database of its own."
            )
        now = clock.now()
        campaign = current_campaign(at=now)
        if campaign is None:
            raise CommandError("There is no campaign yet: run load_campaign first.")
        populate(
            campaign,
            promotions=options["promotions"],
            complaints=options["complaints"],
            inspections=options["inspections"],
            at=now,
            say=self.stdout.write,
        )
