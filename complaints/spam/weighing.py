"""How much speaks for spam: each sign has its points, and their sum decides.

One sign alone never sets a report aside, but the trap: many phones share an address,
browsers without scripts bring no proof, and neighbours may send the same words. Counted
in the database (``complaints/lookup_limit.py``) by keyed hashes, so that neither an
address nor a word of a report is kept.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.folding import fold
from complaints.lookup_limit import Limit
from complaints.spam.proof_of_work import Proof, judge

HEAVY = 100
POINTS = {
    "trap": 100,
    "proof_missing": 40,
    "proof_expired": 20,
    "proof_wrong": 60,
    "often_from_address": 40,
    "flood_from_address": 70,
    "same_text": 60,
    "many_links": 30,
}
PER_ADDRESS = Limit("file", tries=5, window=timedelta(hours=1))
FLOOD = Limit("file_flood", tries=30, window=timedelta(hours=1))
SAME_TEXT = Limit("file_text", tries=2, window=timedelta(days=1))
MOST_LINKS = 3


@dataclass(frozen=True)
class Sign:
    sign: str
    points: int


@dataclass(frozen=True)
class Weight:
    """The signs found; ``is_heavy`` sets the report aside."""

    found: tuple[Sign, ...] = ()

    @property
    def score(self) -> int:
        return sum(sign.points for sign in self.found)

    @property
    def is_heavy(self) -> bool:
        return self.score >= HEAVY


CLEAN = Weight()


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What came with a report beside its content: what people do not see."""

    address: str
    trap: str = ""
    challenge: str = ""
    number: str = ""


def weigh(sending: Sending, *, story: str, key: UUID, real_now: datetime) -> Weight:
    """Count this report and return what speaks for spam.

    Writes the counts in statements of their own: call it once a report, before the
    transaction that stores it. ``real_now`` is never the rehearsal clock.
    """
    proof = judge(sending.challenge, sending.number, key=key)
    signs = [
        "trap" if sending.trap.strip() else "",
        "" if proof is Proof.SOLVED else f"proof_{proof}",
        _rate(sending.address, real_now),
        "same_text" if _is_repeated(story, real_now) else "",
        "many_links" if _has_many_links(story) else "",
    ]
    return Weight(tuple(Sign(name, POINTS[name]) for name in signs if name))


def _rate(address: str, at: datetime) -> str:
    is_flood = FLOOD.blocked_until(address, at=at) is not None
    is_often = PER_ADDRESS.blocked_until(address, at=at) is not None
    if is_flood:
        return "flood_from_address"
    return "often_from_address" if is_often else ""


def _is_repeated(story: str, at: datetime) -> bool:
    words = " ".join(fold(story).split())
    digest = hashlib.sha256(words.encode()).hexdigest()
    return SAME_TEXT.blocked_until(digest, at=at) is not None


def _has_many_links(story: str) -> bool:
    text = story.lower()
    return text.count("http://") + text.count("https://") > MOST_LINKS
