"""What a complainant agrees to. Each version keeps its words: they are the proof.

A changed text gets a new version; the old one stays, because complaints name it.
Legal source: Decree 13/2023/NĐ-CP, Articles 11 and 13 (in force 01/07/2023).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from django_stubs_ext import StrOrPromise

from complaints.enums import ConsentPurpose
from complaints.models import Complaint, Consent


@dataclass(frozen=True)
class ConsentText:
    """The two separate questions, never ticked beforehand."""

    handling: StrOrPromise
    sharing: StrOrPromise


CURRENT_VERSION = "2024-11"
TEXTS = {
    "2024-11": ConsentText(
        handling=_(
            "I agree that the Department of Industry and Trade of Thanh Hoá uses what "
            "I wrote to handle this report, together with the offices named on the "
            "page that explains the service."
        ),
        sharing=_(
            "I agree that my name and how to reach me are passed on to the seller, so "
            "that the seller can settle the matter with me directly."
        ),
    ),
}


@dataclass(frozen=True)
class Agreed:
    """A consent with the words it was asked in."""

    consent: Consent
    text: StrOrPromise

    @property
    def can_be_taken_back(self) -> bool:
        """Handling ends by withdrawing the report itself."""
        stands = self.consent.is_given and self.consent.withdrawn_at is None
        return stands and self.consent.purpose == ConsentPurpose.SHARING


def agreed_texts(complaint: Complaint) -> list[Agreed]:
    """Return what the complainant was asked, in the words of that time."""
    return [
        Agreed(one, getattr(TEXTS[one.text_version], one.purpose))
        for one in complaint.consents.all()
    ]


def current() -> ConsentText:
    return TEXTS[CURRENT_VERSION]
