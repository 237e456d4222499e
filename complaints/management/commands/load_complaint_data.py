from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from campaigns.clock import now
from complaints.loading import gather_rules, load_complaint_data
from complaints.models import Category, RoutingRule, RoutingSet


class Command(BaseCommand):
    help = (
        "Add the default categories of complaints and routing rules that are missing. "
        "Safe to run again: what an officer changed stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--wet-run",
            action="store_true",
            help="Write to the database; without it, only say what would be added.",
        )

    @transaction.atomic
    def handle(self, *args: Any, wet_run: bool, **options: Any) -> None:
        categories, rules = load_complaint_data(
            category_model=Category, rule_model=RoutingRule
        )
        gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=now())
        self.stdout.write(f"Categories added: {categories}. Rules added: {rules}.")
        if not wet_run:
            transaction.set_rollback(True)
            self.stdout.write("Nothing was written; add --wet-run to write.")
