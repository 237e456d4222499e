"""Texts of Django's own admin that its Vietnamese catalogue lacks.

Named here so that they are collected into ours, which is asked first.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

PLURALS = (
    ngettext_lazy(
        "Please correct the error below.", "Please correct the errors below."
    ),
)
TEXTS = (
    gettext_noop("Skip to main content"),
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
    gettext_noop("Toggle navigation"),
    gettext_noop("Filter navigation items"),
)
