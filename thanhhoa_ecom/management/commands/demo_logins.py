from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.enums import UnitKind
from thanhhoa_ecom.demo.logins import MERCHANTS, OFFICERS, PASSWORD


class Command(BaseCommand):
    help = "Print who can log in to the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PORTAL_DEMO:
            raise CommandError("There are no demo log-ins: PORTAL_DEMO is off.")
        self.stdout.write(f"Demo log-ins, all with the password {PASSWORD}")
        for login in (*OFFICERS, *MERCHANTS):
            kind = UnitKind(login.kind).name if login.kind else "MERCHANT"
            self.stdout.write(f"  {login.email:<46} {kind.lower()}")
