from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromotionsConfig(AppConfig):
    name = "promotions"
    verbose_name = _("Promotions")

    def ready(self) -> None:
        """Add the shipped law after every migrate, and after a test's flush."""
        from django.db.models.signals import (  # noqa: PLC0415, TID251 -- ADR 0005
            post_migrate,
        )

        post_migrate.connect(_load_law, sender=self, dispatch_uid="promotions.law")


def _load_law(*, plan: Any = (), apps: Any = None, **kwargs: Any) -> None:
    """Load unless the tables are not there, as when migrating back to zero."""
    from django.db import connections  # noqa: PLC0415 -- models are not ready yet

    from promotions.law.loading import (  # noqa: PLC0415 -- models are not ready yet
        load_law,
    )

    tables = connections[kwargs["using"]].introspection.table_names()
    if "promotions_goodsprohibition" in tables:
        load_law()
