from typing import Any

from django.core.management.base import BaseCommand

from complaints.loading import load_complaint_data
from complaints.models import Category, RoutingRule


class Command(BaseCommand):
    help = (
        "Add the default categories of complaints and routing rules that are missing. "
        "Runs again safely: what an officer changed stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        categories, rules = load_complaint_data(
            category_model=Category, rule_model=RoutingRule
        )
        self.stdout.write(f"Added {categories} categories and {rules} routing rules.")
