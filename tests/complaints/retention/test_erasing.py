"""Every table that hangs on a report is known here: what becomes of it when it is buried."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

import pytest

from complaints.models import Complaint
from complaints.retention import erasing

DELETED = {
    "CustodyEntry",
    "Evidence",
    "Mediation",
    "Message",
    "Note",
    "OneTimeLink",
    "SealedReceipt",
    "SellerRequest",
    "SellerRequestRevision",
}
WITHOUT_WORDS = {
    "ComplaintEvent",
    "Feedback",
    "LegalHold",
    "Pause",
    "Quarantine",
    "Referral",
    "ReferralEvent",
    "Showing",
    "SubjectRequest",
}
NEWEST_VERSION_ONLY = {
    "ComplaintRevision",
    "FeedbackRevision",
    "ReferralRevision",
    "SubjectRequestRevision",
}
NAMES_NOBODY = {
    "Complaint",  # as a follower of a lead case
    "Consent",  # what was asked and answered, in versions of the texts
    "RetentionItem",
    "Tombstone",
    "Inspection_complaints",
}


def hanging_on(model: type[Model], seen: set[type[Model]]) -> Iterator[type[Model]]:
    """Yield every model that points to this one, also over others of this app."""
    for one in apps.get_models(include_auto_created=True):
        points = any(field.related_model is model for field in one._meta.local_fields)
        if points and one not in seen:
            seen.add(one)
            yield one
            yield from hanging_on(one, seen)


def test_a_table_that_hangs_on_a_report_says_what_becomes_of_it():
    hanging = {one.__name__ for one in hanging_on(Complaint, set())}

    assert hanging == DELETED | WITHOUT_WORDS | NEWEST_VERSION_ONLY | NAMES_NOBODY


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        (
            {"due_on": "2024-12-20", "reason": "kín"},
            {"due_on": "2024-12-20", "reason": ""},
        ),
        (
            {"verdict": "confirmed", "is_agreed": True},
            {"verdict": "confirmed", "is_agreed": True},
        ),
        ({"files": 2, "who": {"name": "Kín"}}, {"files": 2, "who": ""}),
        ({"note": "2024-12-20 kín"}, {"note": ""}),
    ],
)
def test_facts_keep_numbers_days_and_choices(facts, left):
    assert erasing.without_words(facts) == left
